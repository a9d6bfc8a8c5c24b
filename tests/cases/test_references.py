"""Numbers and secrets against the vectors of the specification."""

import pytest

from cases.references import check_character, is_same, parsed_reference, parsed_secret, reference, secret

KEY = bytes(range(32))
SUBMISSION = "3f2b8c1e-5d4a-4f6b-9c7d-0a1b2c3d4e5f"


@pytest.mark.parametrize(("characters", "check"), [("7KQ4MX", "4"), ("0000Z1", "Z"), ("4T9GVE", "6"), ("000000", "0")])
def test_check_character(characters, check):
    assert check_character(characters) == check


def test_reference_and_secret_are_derived():
    assert secret(KEY, SUBMISSION) == "PP6R-ZY3Q-SSSB"
    assert secret(KEY, SUBMISSION, version=2) == "36CF-JKRR-S2VQ"
    assert reference(KEY, SUBMISSION, "MBR", 2026) == "MBR-26-0FQC2P-4"
    assert reference(KEY, SUBMISSION, "MBR", 2026, attempt=1) == "MBR-26-N5BKSX-V"


@pytest.mark.parametrize(
    "text", ["MBR-26-0FQC2P-4", "mbr 26 ofqc2p 4", "  MBR26OFQC2P4", "mbr-26-0fqc2p-4 ", "ＭＢＲ-26-0FQC2P-4"]
)
def test_people_type_a_reference_in_many_ways(text):
    assert parsed_reference(text) == "MBR-26-0FQC2P-4"


@pytest.mark.parametrize("text", ["", "MBR-26-0FQC2P-5", "MBR-26-0FQC2Q-4", "x" * 500, "MBR-26-UUUUUU-0"])
def test_a_wrong_reference_is_none(text):
    assert parsed_reference(text) is None


def test_a_secret_may_be_typed_without_hyphens():
    assert is_same(parsed_secret("pp6r zy3q sssb"), "PP6R-ZY3Q-SSSB")
    assert not is_same(parsed_secret("pp6r zy3q sssc"), "PP6R-ZY3Q-SSSB")
