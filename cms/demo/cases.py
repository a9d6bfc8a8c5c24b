"""The cases room of the sample portal: desks, officers and invented cases, made by the same doors as real ones."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from zoneinfo import ZoneInfo

from django.utils import timezone

from cases import actions, daysoff, intake, seeds
from cases.actors import Actor
from cases.clock import midnight_after
from cases.clocks.calendars import calendar_for
from cases.forms import SubmissionForm
from cases.models import Attachment, Case, CaseSettings, Category, Desk, Outbox, Wording
from cases.receipts import Receipt
from cases.tick import tick
from cms.models import User
from regions.models import Unit

from .complaints import COMPLAINTS
from .enclosures import enclose, pictures_of
from .officers import AGENCIES, OFFICERS, add_officers
from .people import Account
from .petitions import PETITIONS
from .storytelling import (
    COUNTER,
    HANDLERS,
    INSPECTORATE,
    REPORTER,
    ROADS,
    ROOT,
    Step,
    Story,
)

Progress = Callable[[str], None]

# Slug, name, name in English, who usually handles it, whether it is always confidential.
CATEGORIES = [
    ("jalan", "Jalan dan infrastruktur", "Roads and infrastructure", ROADS, False),
    ("air-bersih", "Air bersih", "Clean water", None, False),
    ("sampah", "Sampah dan lingkungan", "Waste and environment", None, False),
    ("penerangan", "Penerangan jalan", "Street lighting", ROADS, False),
    ("pelayanan-kantor", "Pelayanan kantor", "Service at an office", None, False),
    ("bantuan-sosial", "Bantuan sosial", "Social aid", None, False),
    ("pendidikan", "Sekolah dan pendidikan", "Schools and education", None, False),
    ("kesehatan", "Kesehatan", "Health", None, False),
    ("kekerasan", "Kekerasan terhadap perempuan dan anak", "Violence against women and children", INSPECTORATE, True),
    ("integritas", "Pungutan liar dan korupsi", "Illegal fees and corruption", INSPECTORATE, True),
]
# What the head of the office signs.
WITH_APPROVAL = ("pendidikan",)
REASONS = {"return": "return", "archive": "archive", "propose_archive": "archive", "answer": "cannot_fulfil"}


def fill_cases(progress: Progress) -> list[Account]:
    """Opens the desks of the sample regency and tells its invented cases; returns the officers who can log in."""
    progress("Pengaduan: meja, kategori, tenggat, hari libur, petugas")
    root = Unit.objects.select_related("region").get(code=ROOT)
    open_desks(root)
    seeds.seed([root])
    daysoff.confirm_year(2026, User.objects.filter(is_superuser=True).first())
    accounts = add_officers()
    stories = [*COMPLAINTS, *PETITIONS]
    progress(f"Pengaduan, permohonan, keberatan: {len(stories)} contoh")
    teller = Teller(root, timezone.now())
    for story in stories:
        teller.send(story)
    teller.play()
    shown = teller.receipts["jalan-berlubang"]
    progress(f"Untuk mencoba {shown.track_path}: nomor {shown.ref}, kode rahasia {shown.secret}")
    return accounts


def open_desks(root: Unit) -> None:
    """Two more agencies, a desk for everybody who handles cases, the categories of the regency."""
    for code, (name, abbreviation) in AGENCIES.items():
        fields = {"kind": Unit.Kind.AGENCY, "name": name, "abbreviation": abbreviation}
        fields |= {"stewardship": Unit.Stewardship.INDEPENDENT, "region": root.region, "parent": root}
        Unit.objects.get_or_create(code=code, defaults=fields)
    units = Unit.objects.in_bulk([*HANDLERS, ROOT], field_name="code")
    Desk.objects.create(unit=root, ref_prefix="BNJ", conflict_unit=units[INSPECTORATE])
    Desk.objects.bulk_create(Desk(unit=units[code]) for code in HANDLERS)
    started = datetime.date(2020, 1, 1)
    Category.objects.bulk_create(
        Category(
            root=root, slug=slug, name=name, name_en=name_en, default_unit=units.get(code or ""), active_from=started,
            is_forced_confidential=is_forced, default_confidential=is_forced, is_open311=not is_forced,
            requires_approval=slug in WITH_APPROVAL,
        )
        for slug, name, name_en, code, is_forced in CATEGORIES
    )  # fmt: skip
    CaseSettings.objects.create(root=root, emergency_text="Bila Anda atau orang lain dalam bahaya, hubungi 112.")


class Teller:
    """Tells stories in the order in which they happened, so that registers and numbers grow as they would have."""

    def __init__(self, root: Unit, now: datetime.datetime) -> None:
        self.root, self.now = root, now
        self.zone = ZoneInfo(root.region.time_zone)
        self.calendar = calendar_for(root)
        self.days = [now.astimezone(self.zone).date()]
        self.receipts: dict[str, Receipt] = {}
        self.plan: dict[datetime.datetime, list[Callable[[], None]]] = defaultdict(list)
        self.officers = {
            username: Actor.officer(User.objects.get(username=username), frozenset(roles), Unit.objects.get(code=code))
            for username, _last, code, roles, _purpose in OFFICERS
        }

    def at(self, ago: int, order: int) -> datetime.datetime:
        """The n-th working day before today, one hour after the other; 0 is the hour that has just passed."""
        if ago == 0:
            return self.now - datetime.timedelta(minutes=60 - 5 * order)
        while len(self.days) <= ago:
            day = self.days[-1] - datetime.timedelta(days=1)
            while not self.calendar.is_working_day(day, True):
                day -= datetime.timedelta(days=1)
            self.days.append(day)
        return datetime.datetime.combine(self.days[ago], datetime.time(8 + order), tzinfo=self.zone)

    def send(self, story: Story) -> None:
        """Plans what was sent and each step after it."""
        self.plan[self.at(story.ago, 0)].append(partial(self.submit, story))
        for order, step in enumerate(story.steps, start=1):
            at = self.at(step.ago, order)
            self.plan[at].append(partial(self.take, story, step, at))

    def play(self) -> None:
        """Lets everything happen, oldest first, and time pass in between; no notice of the invented past is sent."""
        last = min(self.plan)
        for at in sorted(self.plan):
            self.pass_time(last, at)
            last = at
            for happen in self.plan[at]:
                happen()
        self.pass_time(last, self.now)
        tick(self.now)
        Outbox.objects.update(state=Outbox.State.SENT, sent_at=self.now)

    def pass_time(self, since: datetime.datetime, until: datetime.datetime) -> None:
        """Each midnight in between: terms run out, offices are reminded, windows close, on the day when they would have."""
        day = since.astimezone(self.zone).date()
        while (midnight := midnight_after(day, str(self.zone))) <= until:
            tick(midnight)
            day += datetime.timedelta(days=1)

    def submit(self, story: Story) -> None:
        unit = Unit.objects.get(code=story.unit)
        about = self.receipts[story.about].case if story.about else None
        parent = Case.objects.select_related("root__region", "origin_unit").get(pk=about.pk) if about else None
        sender = {"name": "Pelapor Contoh", "email": "pelapor@contoh.example", "preferred_contact": "email"}
        typed = {"title": story.title, "body": story.body, "request_ref": parent.ref if parent else "", **sender}
        at_counter = story.channel == "counter"
        form = SubmissionForm({**typed, **story.typed}, unit=unit, kind=story.kind, is_at_counter=at_counter)
        if not form.is_valid():
            raise ValueError(f"{story.name}: {form.problems()}")
        entered_by = self.officers[COUNTER].user if at_counter else None
        at = self.at(story.ago, 0)
        receipt = intake.submit(form.submission(), channel=story.channel, entered_by=entered_by, parent=parent, now=at)
        self.receipts[story.name] = receipt
        if story.photo:
            enclose(Case.objects.get(pk=receipt.case.pk), story.photo, Attachment.Role.EVIDENCE, at)

    def take(self, story: Story, step: Step, at: datetime.datetime) -> None:
        case = Case.objects.get(pk=self.receipts[story.name].case.pk)
        if step.action == "file":
            enclose(case, str(step.data["name"]), Attachment.Role.ANSWER, at)
            return
        if step.action == "publish":
            step = replace(step, data=step.data | {"pictures": pictures_of(case)})
        actions.act(case, step.action, self.actor(step.who), self.data(step, at), now=at)

    def actor(self, who: str) -> Actor:
        return Actor.reporter() if who == REPORTER else self.officers[who]

    def data(self, step: Step, at: datetime.datetime) -> dict[str, object]:
        """What was typed, with codes, slugs and names of stories replaced by what they stand for."""
        data: dict[str, object] = dict(step.data)
        if "unit" in data:
            data["unit"] = Unit.objects.get(code=data["unit"])
        if "reason" in data:
            data["reason"] = Wording.objects.get(root=self.root, use=REASONS[step.action], slug=data["reason"])
        if "duplicate_of" in data:
            data["duplicate_of"] = self.receipts[str(data["duplicate_of"])].ref
        if step.action == "dispute":
            data["dispute_filed_on"] = at.date()
        return data
