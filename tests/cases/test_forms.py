"""The one form: few fields for a complaint, those of the law for a request; what was typed is never lost over a choice."""

import uuid

import pytest

from cases.forms import SubmissionForm
from cases.models import CaseSettings, PrivacyNotice

COMPLAINT = {"title": "Jembatan putus", "body": "Putus sejak hujan."}
REQUEST = {
    "body": "Salinan APBD 2025 beserta lampirannya untuk dibaca di rumah oleh warga desa yang ingin tahu isinya.",
    "name": "Wagiyem",
    "nik": "3304154507850001",
    "address": "Desa Contoh",
    "phone": "081234567890",
    "applicant_kind": "individual",
    "purpose": "Penelitian",
    "access_mode": "obtain_copy",
}


@pytest.fixture
def form(desk):
    def form(data, kind="complaint", unit=None, **options):
        return SubmissionForm(data, unit=unit or desk.desa, kind=kind, **options)

    return form


def codes(form):
    return {(field, code) for field, code, _text in form.problems()}


def test_an_unbound_form_has_an_id_of_its_own(form):
    one, other = form(None), form(None)
    assert uuid.UUID(one["submission_id"].value()).version == 4
    assert one["submission_id"].value() != other["submission_id"].value()


def test_two_texts_are_enough_for_a_complaint(form):
    found = form(COMPLAINT)
    assert found.is_valid(), found.errors
    submission = found.submission()
    assert (submission.kind, submission.title, submission.person.is_known) == ("complaint", "Jembatan putus", False)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"title": ""}, ("title", "blank")),
        ({"title": "\u200b"}, ("title", "blank")),
        ({"title": "a\0b"}, ("title", "invalid_text")),
        ({"title": "x" * 151}, ("title", "too_long")),
        ({"body": "😀" * 10_001}, ("body", "too_long")),
        ({"name": "x" * 121}, ("name", "too_long")),
    ],
)
def test_what_cannot_be_kept_is_told_and_given_back(form, change, error):
    found = form({**COMPLAINT, **change})
    assert error in codes(found)
    assert found["body"].value() == {**COMPLAINT, **change}["body"]


def test_characters_are_counted_not_bytes(form):
    assert form({**COMPLAINT, "body": "😀" * 10_000}).is_valid()


def test_a_regency_may_ask_for_shorter_texts(form, desk):
    limits = CaseSettings(root=desk.root)
    limits.limits |= {"body": 20}
    limits.save()
    assert ("body", "too_long") in codes(form({**COMPLAINT, "body": "x" * 21}))


@pytest.mark.parametrize("name", ["category", "about_unit", "village", "preferred_contact"])
@pytest.mark.parametrize("value", ["tidak-ada", "x" * 500, "a\0b", "33.04'--"])
def test_unknown_choices_never_cost_the_text(form, name, value):
    assert form({**COMPLAINT, name: value}).is_valid()


def test_the_same_text_has_the_same_fingerprint_and_another_has_not(form):
    def fingerprint(**change):
        found = form({**COMPLAINT, "submission_id": str(uuid.uuid4()), **change})
        assert found.is_valid()
        return found.submission().fingerprint

    assert fingerprint() == fingerprint(opened_at="1", website="x") == fingerprint(title="Jembatan\n putus ")
    changes = [{"body": "x"}, {"is_anonymous": "on"}, {"name": "W"}, {"village": "33.04.15.2008"}, {"lang": "jv"}]
    assert len({fingerprint(), *(fingerprint(**change) for change in changes)}) == 1 + len(changes)


def test_robots_are_only_flagged(form):
    found = form({**COMPLAINT, "website": "http://x", "opened_at": form(None)["opened_at"].value()})
    assert found.is_valid()
    assert found.submission().flags == ("honeypot", "fast_form")


def test_a_text_with_personal_data_warns(form):
    found = form({**COMPLAINT, "body": "Telepon 0812-3456-7890."})
    assert found.is_valid()
    [warning] = found.warnings()
    assert (warning.code, warning.field, warning.kind, warning.start, warning.end) == (
        "personal_data",
        "body",
        "phone",
        8,
        22,
    )
    assert warning.text


def test_a_request_needs_what_the_law_asks_for(form):
    needed = {"name", "nik", "address", "phone", "purpose", "access_mode", "applicant_kind", "body"}
    assert {field for field, _code in codes(form({}, "information_request"))} == needed
    found = form(REQUEST, "information_request")
    assert found.is_valid(), found.errors
    assert found.submission().title.endswith("…")
    assert len(found.submission().title) <= 80


def test_an_entity_gives_its_decree_instead_of_a_nik(form):
    entity = {**REQUEST, "applicant_kind": "legal_entity", "nik": ""}
    assert codes(form(entity, "information_request")) == {("entity_decree_no", "blank")}
    assert form({**entity, "entity_decree_no": "AHU-1"}, "information_request").is_valid()


def test_one_way_to_be_reached_is_enough(form):
    assert form({**REQUEST, "phone": "", "email": "a@b.id"}, "information_request").is_valid()
    assert form({**REQUEST, "phone": "x", "email": "a@b.id"}, "information_request").is_valid()
    assert ("phone", "invalid") in codes(form({**REQUEST, "phone": "x"}, "information_request"))


def test_at_the_counter_the_rest_may_come_later(form):
    found = form({"body": "APBD"}, "information_request", is_at_counter=True)
    assert found.is_valid(), found.errors
    assert set(found.submission().missing) == {
        "nik",
        "phone",
        "name",
        "address",
        "purpose",
        "access_mode",
        "applicant_kind",
    } - {"applicant_kind"}


def test_an_objection_names_its_request(form):
    assert codes(form({"body": "Terbuka."}, "objection")) == {("request_ref", "blank"), ("ground", "blank")}
    found = form({"body": "Terbuka.", "request_ref": "x", "ground": "late"}, "objection")
    assert codes(found) == {("request_ref", "invalid")}
    found = form({"body": "Terbuka.", "request_ref": "bna 26 ofqc2p 4", "ground": "late"}, "objection")
    assert found.is_valid(), found.errors
    assert found.submission().request_ref == "BNA-26-0FQC2P-4"


def test_consents_are_unticked_and_only_a_tick_counts(form):
    assert PrivacyNotice.objects.filter(kind="privacy").exists(), "the shipped notice informs; nobody has to agree"
    PrivacyNotice.objects.create(kind="publish_identity", version=1, text="lama", sha256="0" * 64)
    PrivacyNotice.objects.create(kind="publish_identity", version=2, text="baru", sha256="0" * 64)
    assert "consent_privacy" not in form(None).fields
    assert not form(None)["consent_publish_identity"].value()
    silent, ticked = form(COMPLAINT), form({**COMPLAINT, "consent_publish_identity": "on"})
    assert silent.is_valid()
    assert ticked.is_valid()
    assert silent.submission().consents == ()
    assert [(one.notice, one.version, one.value) for one in ticked.submission().consents] == [
        ("publish_identity", 2, True)
    ]


def test_a_form_is_read_in_few_queries(form, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        found = form({**COMPLAINT, "category": "jalan", "village": "33.04.15.2008", "about_unit": "33.04.15"})
        assert found.is_valid()
