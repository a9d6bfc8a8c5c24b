"""What looks like personal data in a text is found and covered; other numbers are left alone."""

import pytest

from cases.personal import detect, masked, nik_state, normalise_phone


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("NIK saya 3304154507850001 ya", "nik", "3304154507850001"),
        ("NIK 3304 1545 0785 0001.", "nik", "3304 1545 0785 0001"),
        ("nik: 33.04.15.450785.0001", "nik", "33.04.15.450785.0001"),
        ("hubungi 0812-3456-7890", "phone", "0812-3456-7890"),
        ("hubungi +62 812 3456 7890!", "phone", "+62 812 3456 7890"),
        ("kantor 0286-591218", "phone", "0286-591218"),
        ("WA ٠٨١٢٣٤٥٦٧٨٩٠", "phone", "٠٨١٢٣٤٥٦٧٨٩٠"),
        ("surel budi.s+x@contoh.go.id ya", "email", "budi.s+x@contoh.go.id"),
        ("rekening BRI 1234-01-001234-56-7", "bank_account", "1234-01-001234-56-7"),
        ("mobil R 1234 AB menabrak", "plate", "R 1234 AB"),
    ],
)
def test_personal_data_is_found(text, kind, found):
    assert [(one.kind, text[one.start : one.end]) for one in detect(text)] == [(kind, found)]


@pytest.mark.parametrize(
    "text",
    [
        "Rp 12.000.000 untuk 300 KK",
        "tahun 2025/2026, 17 Agustus 2026",
        "RT 03 RW 05, km 12",
        "Perda 3 Tahun 2024, UU 25/2009",
        "0000000000000000",
        "kode pos 53456",
        "abc0812345678901def",
        "NO 12 A",
    ],
)
def test_other_numbers_are_left_alone(text):
    assert detect(text) == []


def test_two_numbers_side_by_side_are_two():
    text = "081234567890 081298765432"
    assert [text[one.start : one.end] for one in detect(text)] == ["081234567890", "081298765432"]


def test_masked_covers_all_and_nothing_else():
    text = "Hubungi 0812-3456-7890 atau a@b.id tentang jalan km 12."
    assert masked(text) == "Hubungi ██████ atau ██████ tentang jalan km 12."
    assert detect(masked(text)) == []


def test_a_long_word_is_searched_quickly():
    for word in ("1" * 10_000, "a." * 5_000, "1 " * 5_000, "A1" * 5_000):
        detect(word)


@pytest.mark.parametrize(
    ("nik", "state"),
    [
        ("3304150507850001", "valid"),
        ("3304154507850001", "valid"),
        ("3304157107850001", "valid"),
        ("33 04.15-4507 850001", "valid"),
        ("٣٣٠٤١٥٠٥٠٧٨٥٠٠٠١", "valid"),
        ("3304153207850001", "doubtful"),
        ("3304157207850001", "doubtful"),
        ("3304150513850001", "doubtful"),
        ("0" * 16, "invalid"),
        ("1" * 15, "invalid"),
        ("1" * 17, "invalid"),
        ("330415450785000x", "invalid"),
        ("", "invalid"),
    ],
)
def test_nik_state(nik, state):
    assert nik_state(nik) == state


@pytest.mark.parametrize(
    "typed", ["+62 812-3456-7890", "0812 3456 7890", "6281234567890", "(0812) 3456.7890", "0062 81234567890"]
)
def test_one_phone_number_has_one_form(typed):
    assert normalise_phone(typed) == "+6281234567890"


@pytest.mark.parametrize(
    "typed", ["", "nol delapan", "0812x3456789", "0" * 30, "1" * 30, "08091234567", "0900123456", "12345"]
)
def test_what_is_no_reachable_number_has_none(typed):
    assert normalise_phone(typed) is None


def test_numbers_abroad_are_numbers():
    assert normalise_phone("+60 12-345 6789") == "+60123456789"
