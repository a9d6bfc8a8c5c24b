"""One case of each sort, with a word of its own in every private place: who finds the word knows what leaked, and of whom."""

from __future__ import annotations

import datetime
import html
import uuid
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from cases import actions, attachments, intake, tracking, visibility
from cases.actors import Actor
from cases.forms import SubmissionForm
from cases.models import Attachment, Case, Outbox
from cases.pictures import remade
from cases.receipts import secret_of
from cases.transitions import Role
from regions.models import UnitRole
from tests.conftest import Tree, plant
from tests.factories import UnitFactory, UserFactory

from . import files
from .conftest import NOW, CaseDesk, assign, plant_desk

# What was sent, what became of it, and who may do what: one number each, which stands in all its words.
SORTS = (
    "plain", "anonymous", "confidential", "waiting", "restricted", "about_desa", "about_root", "inspection", "excluded",
    "returned", "counter", "published", "nameless", "about_shown", "taken_off", "request", "objection",
)  # fmt: skip
PUBLISHED = frozenset({"published", "nameless", "about_shown"})
# The places in which somebody can write, and those that belong to the person.
IDENTITY = ("nama", "telepon", "surel", "alamat", "pekerjaan", "nik")
WORDS = ("judul", "isi", "tempat", "titik")
SAID = ("pesan", "instruksi", "balasan", "catatan", "hak", "tahan")
FILES = ("berkas", "ktp", "surat")
KEYS = ("kiriman", "sandi", "kunci")
PUBLIC = ("salinan", "kabar")
# Who else than those of `conftest.STAFF` tries every door.
BOSS, STRANGER, EDITOR = "boss", "stranger", "editor_desa"


def number_of(sort: str) -> int:
    return 10 + SORTS.index(sort)


def word(sort: str, place: str) -> str:
    """The word that was planted in a place of a case; nothing else in the installation looks like it."""
    n = number_of(sort)
    odd = {
        "telepon": f"812987600{n}",
        "nik": f"33041545078500{n}",
        "titik": f"109.7123{n}",
        "kiriman": f"3f2b8c1e-5d4a-4f6b-9c7d-0a1b2c3d4e{n}",
    }
    return odd.get(place, f"kenari{n}{place}")


@dataclass
class Aviary:
    """The desk with its people, and the cases by their sort."""

    tree: Tree
    desk: CaseDesk
    cases: dict[str, Case]
    people: dict[str, Any]
    words: dict[str, tuple[str, str]]

    def spotted(self, text: str) -> set[tuple[str, str]]:
        """Which words of which case stand in a text, as they were written or as HTML and JSON write them."""
        plain = html.unescape(text)
        found = {told for one, told in self.words.items() if one in text or one in plain}
        return found | ({("", "exif")} if files.PLANTED.decode() in text else set())

    def places(self, text: str, sort: str) -> set[str]:
        """What of one case stands in a text in which nothing of any other may stand."""
        found = self.spotted(text)
        assert {one for one, _place in found} <= {sort}, found
        return {place for _sort, place in found}

    def refs(self, text: str) -> set[str]:
        """The sorts whose number stands in a text."""
        return {sort for sort, case in self.cases.items() if case.ref in text}

    def token(self, sort: str) -> str:
        return tracking.token_for(self.cases[sort])


def aviary() -> Aviary:
    """Plants everything in an installation that is empty."""
    tree, desk = plant(), plant_desk()
    people = dict(desk.people)
    people[BOSS] = UserFactory(username=BOSS, email="boss@example.org", is_superuser=True, is_staff=True)
    people[STRANGER] = UserFactory(username=STRANGER, email="stranger@example.org", is_staff=True)
    people[EDITOR] = UserFactory(username=EDITOR, email="editor@example.org", is_staff=True)
    started = datetime.date(2020, 1, 1)
    other = UnitFactory(code="33.05", name="Kabupaten Lain", kind="regency")
    for role in UnitRole.Role.values:
        UnitRole.objects.create(user=people[STRANGER], unit=other, role=role, active_from=started)
    UnitRole.objects.create(user=people[EDITOR], unit=desk.desa, role="editor", active_from=started)
    pictures = remade_once()
    cases: dict[str, Case] = {}
    for sort in SORTS:
        cases[sort] = lived(desk, received(desk, sort, cases.get("request")), sort, pictures)
    words = {
        word(sort, place): (sort, place)
        for sort in SORTS
        for place in (*IDENTITY, *WORDS, *SAID, *FILES, *KEYS, *PUBLIC, "tujuan")
    }
    words |= {secret_of(case): (sort, "sandi") for sort, case in cases.items()}
    words |= {word(sort, "titik").replace(".", ","): (sort, "titik") for sort in SORTS}
    return Aviary(tree, desk, cases, people, words)


def received(desk: CaseDesk, sort: str, request: Case | None) -> Case:
    """Sent by the one form and taken in by the one door, with a person who has told everything."""
    told = {place: word(sort, place) for place in (*IDENTITY, *WORDS, *KEYS, "tujuan")}
    typed = {
        "submission_id": told["kiriman"],
        "client_key": told["kunci"] + "x" * 30,
        "title": f"Judul {told['judul']}",
        "body": f"Isi {told['isi']}",
        "name": f"Ibu {told['nama']}",
        "phone": f"0{told['telepon']}",
        "email": f"{told['surel']}@pelapor.example",
        "address": f"Gang {told['alamat']}",
        "occupation": told["pekerjaan"],
        "nik": told["nik"],
        "preferred_contact": "email",
        "village": "33.04.15.2008",
        "place_text": f"Depan {told['tempat']}",
        "lon": told["titik"],
        "lat": "-7.456789",
        "category": {"restricted": "korupsi", "waiting": "layanan"}.get(sort, "jalan"),
        "purpose": f"Guna {told['tujuan']}",
        "applicant_kind": "individual",
        "access_mode": "view",
        "ground": "late",
        "request_ref": request.ref if request else "",
    }
    typed |= {"is_anonymous": "on"} if sort in ("anonymous", "nameless") else {}
    typed |= {"is_confidential": "on"} if sort == "confidential" else {}
    typed |= {"about_unit": "33.04.15.2008"} if sort in ("about_desa", "about_shown") else {}
    typed |= {"about_unit": "33.04"} if sort == "about_root" else {}
    kind = {"request": "information_request", "objection": "objection"}.get(sort, "complaint")
    form = SubmissionForm(typed, unit=desk.desa, kind=kind)
    assert form.is_valid(), form.errors
    at_counter = {"channel": "counter", "entered_by": desk.people["counter_desa"]}
    door = at_counter if sort == "counter" else {"channel": "web"}
    sent_at = NOW - datetime.timedelta(days=5)  # an anonymous one waits three days before it may be published
    if sort == "objection":
        # The window is open since the term of the request was broken.
        request.clocks.filter(clock="information_notice").update(due_at=sent_at, due_on=sent_at, breached_at=sent_at)
        return intake.submit(form.submission(), **door, parent=request, now=NOW).case
    return intake.submit(form.submission(), **door, now=sent_at).case


def lived(desk: CaseDesk, case: Case, sort: str, pictures: dict[str, bytes]) -> Case:
    """What officers and the reporter have done with it since."""

    def act(action: str, who: str | None, **data: Any) -> None:
        actor = desk.officer(who) if who else Actor.reporter()
        actions.act(Case.objects.get(pk=case.pk), action, actor, data, now=NOW)

    judge = {"about_root": "inspector", "request": "ppid_main", "objection": "ppid_superior"}.get(sort, "verifier2")
    to = {"restricted": desk.agency, "about_desa": desk.kecamatan, "about_shown": desk.kecamatan}.get(sort, desk.desa)
    seen = file_of(case, "berkas", sort, pictures)
    file_of(case, "ktp", sort, pictures, role=Attachment.Role.IDENTITY)
    file_of(case, "surat", sort, pictures, role=Attachment.Role.ANSWER)
    if sort not in ("waiting", "about_root", "counter", "request", "objection"):
        handling = "with_inspection" if sort == "inspection" else "minor"
        instruction = word(sort, "instruksi")
        assign(desk, Case.objects.get(pk=case.pk), to, handling_class=handling, instruction=instruction)
        handler = next(name for name, user in desk.people.items() if name.startswith("handler") and acts_for(user, to))
        act("accept", handler)
        act("progress", handler, audience="reporter", text=word(sort, "balasan"))
        if sort in PUBLISHED | {"taken_off"}:
            act("progress", handler, audience="public", text=word(sort, "kabar"))
        if sort == "returned":
            act("return", handler, reason=desk.reason("return", "unclear"), text="Perlu keterangan.")
    if sort == "excluded":
        case.excluded_users.add(desk.people["coordinator2"], desk.people["handler_desa"])
    act("message", None, text=word(sort, "pesan"))
    act("data_request", None, what="access", text=word(sort, "hak"))
    act("note", judge, text=word(sort, "catatan"))
    if sort != "about_root":
        act("set_hold", "archivist", text=word(sort, "tahan"))
    if sort in PUBLISHED | {"taken_off"}:
        copy = {"title_public": "Jalan", "body_public": word(sort, "salinan"), "public_place": "grid"}
        act("publish", "verifier2", **copy, pictures=[seen.pk])
    if sort == "taken_off":
        act("unpublish", "verifier2", text="Keliru.")
    # Somebody has looked, and one notice never reached anybody.
    visibility.record_look(case, desk.people["inspector"], "restricted_text", "Pemeriksaan")
    Outbox.objects.filter(pk=case.notices.order_by("pk")[0].pk).update(state=Outbox.State.DEAD)
    return Case.objects.select_related("root__region").get(pk=case.pk)


def acts_for(user: Any, unit: Any) -> bool:
    return UnitRole.objects.filter(user=user, unit=unit, role=Role.HANDLER).exists()


def remade_once() -> dict[str, bytes]:
    """The bytes that a real picture leaves behind: made once, since each costs a process of its own."""
    original = files.jpeg()
    copies = remade(ContentFile(original), "image/jpeg", 40, 20_000)
    return {"storage_key": original, "copy_key": copies.copy, "thumb_key": copies.thumbnail}


def file_of(case: Case, place: str, sort: str, pictures: dict[str, bytes], role: str = "evidence") -> Attachment:
    """A file as `attachments.process` leaves it: original, copy and thumbnail; an answer of the office is a paper."""
    is_paper = role == Attachment.Role.ANSWER
    keys = {"storage_key": files.pdf()} if is_paper else pictures
    return Attachment.objects.create(
        id=uuid.uuid4(),
        case=case,
        role=role,
        state=Attachment.State.PROCESSED,
        original_name=f"{word(sort, place)}.{'pdf' if is_paper else 'jpg'}",
        declared_size=9,
        declared_type="image/jpeg",
        detected_type="application/pdf" if is_paper else "image/jpeg",
        created_at=NOW,
        expires_at=timezone.now(),
        **{name: attachments.put(ContentFile(data)) for name, data in keys.items()},
    )
