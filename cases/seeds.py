"""What an installation starts with: deadline rules as rows, the days off of four years, retention, the reasons officers may give.

Nothing here is taken for law by the program: rules carry their basis, source and mark, and warn until a person has
compared them (`checked_by`); holidays stay provisional until a person has confirmed them against the decree.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import holidays
from django.db import transaction

from regions.models import Unit

from .models import DeadlineRule, HandlingClass, Holiday, PrivacyNotice, PurgeRule, Wording
from .sealing import sha256
from .terms import Term
from .transitions import Kind, Status

BOTH = (Kind.COMPLAINT, Kind.ASPIRATION)
YEARS = (2024, 2025, 2026, 2027)
ESTIMATED = " (perkiraan)"


@dataclass(frozen=True)
class Rule:
    """One row of the shipped set, in the order in which the specification prints it."""

    clock: Term
    kinds: tuple[str, ...]
    amount: int
    basis: str
    source: str
    mark: str = "V"
    handling_class: str = ""
    unit: str = "working_day"
    is_pausable: bool = False
    extension: int = 0
    is_active: bool = True

    def columns(self) -> dict[str, Any]:
        return {
            "kinds": [str(kind) for kind in self.kinds],
            "amount": self.amount,
            "unit": self.unit,
            "is_pausable": self.is_pausable,
            "extension_amount": self.extension or None,
            "extension_max": 1 if self.extension else 0,
            "legal_basis": self.basis,
            "source": self.source,
            "mark": self.mark,
            "is_active": self.is_active,
        }


SP4N = ("PermenPANRB 62/2018", "SP4N-LAPOR, public explanation of the handling of reports")
SIPPN = ("PermenPANRB 62/2018", "SIPPN service page; statement of the ministry, 2018; text of the article not compared")
KIP = "UU 14/2008"
PERKI = "PERKI 1/2021"

RULES_2018 = (
    Rule(Term.VERIFICATION, BOTH, 3, *SP4N, is_pausable=True),
    Rule(Term.FIRST_FOLLOW_UP, BOTH, 5, *SP4N, is_pausable=True),
    Rule(Term.RESOLUTION, BOTH, 2, "", "Local decision", "product", HandlingClass.MINOR, is_pausable=True),
    Rule(Term.RESOLUTION, BOTH, 5, *SIPPN, handling_class=HandlingClass.NORMATIVE, is_pausable=True),
    Rule(Term.RESOLUTION, BOTH, 14, *SIPPN, handling_class=HandlingClass.WITHOUT_INSPECTION, is_pausable=True),
    Rule(Term.RESOLUTION, BOTH, 60, *SIPPN, handling_class=HandlingClass.WITH_INSPECTION, is_pausable=True),
    Rule(Term.AUTO_CLOSE, BOTH, 10, *SP4N),
    Rule(Term.REPORTER_REPLY, BOTH, 10, "", "Decision of the product", "product"),
    Rule(
        Term.OUTER_LIMIT, (Kind.COMPLAINT,), 60, "Perpres 76/2013", "Recalled", "R",
        unit="calendar_day", is_active=False,
    ),
    Rule(
        Term.COMPLETENESS_ANSWER, (Kind.COMPLAINT,), 14, "UU 25/2009", "Recalled", "R",
        unit="calendar_day", is_active=False,
    ),
    Rule(
        Term.INFORMATION_NOTICE, (Kind.INFORMATION_REQUEST,), 10, f"{KIP} art. 22 (7), (8)", "Text of the law",
        extension=7,
    ),
    Rule(
        Term.REQUEST_COMPLETENESS, (Kind.INFORMATION_REQUEST,), 3, PERKI, "Recalled", "R",
        extension=3, is_active=False,
    ),
    Rule(Term.OBJECTION_WINDOW, (Kind.INFORMATION_REQUEST,), 30, PERKI, "Text of the regulation"),
    Rule(Term.OBJECTION_ANSWER, (Kind.OBJECTION,), 30, f"{KIP} art. 36; {PERKI}", "Text of the law"),
    Rule(Term.DISPUTE_WINDOW, (Kind.OBJECTION,), 14, KIP, "Text of the law"),
    Rule(
        Term.DATA_SUBJECT_REQUEST, tuple(Kind), 72, "UU 27/2022 art. 30", "Text of the law", unit="hour",
    ),
)  # fmt: skip

# Reasons and prepared answers in words that citizens read; the second-person mark asks for a proposer and another who archives.
REASONS = (
    ("return", "not-ours", "Bukan wewenang unit kami", "Urusan ini bukan wewenang unit kami.", False),
    ("return", "wrong-place", "Lokasi di luar wilayah", "Lokasi yang disebut berada di luar wilayah kami.", False),
    ("return", "unclear", "Perlu keterangan pelapor", "Laporan belum dapat ditindaklanjuti tanpa keterangan.", False),
    ("archive", "spam", "Spam atau iklan", "Kiriman ini berupa iklan atau tidak berisi laporan.", False),
    ("archive", "not-a-report", "Bukan laporan", "Kiriman ini tidak berisi hal yang dapat ditindaklanjuti.", True),
    (
        "archive",
        "before-court",
        "Sedang diproses hukum",
        "Hal ini sedang diperiksa pengadilan atau penegak hukum.",
        True,
    ),
    ("archive", "outside", "Di luar kewenangan", "Hal ini di luar kewenangan pemerintah daerah.", True),
    (
        "refuse",
        "article-17",
        "Informasi yang dikecualikan",
        "Informasi dikecualikan menurut Pasal 17 UU 14/2008.",
        False,
    ),
    ("cannot_fulfil", "no-budget", "Belum ada anggaran", "Anggaran tahun berjalan belum tersedia.", False),
    (
        "cannot_fulfil",
        "no-power",
        "Tidak ada dasar hukum",
        "Tidak ada dasar hukum untuk memenuhi permintaan ini.",
        False,
    ),
    (
        "answer",
        "need-details",
        "Minta keterangan tambahan",
        "Terima kasih atas laporan Anda. Mohon sebutkan tempat dan waktunya, agar kami dapat memeriksanya.",
        False,
    ),
    (
        "answer",
        "in-hand",
        "Sedang dikerjakan",
        "Terima kasih atas laporan Anda. Kami sedang mengerjakannya dan akan memberi kabar di halaman ini.",
        False,
    ),
    (
        "answer",
        "done",
        "Sudah selesai",
        "Terima kasih atas laporan Anda. Hal yang Anda laporkan sudah kami selesaikan. Bila masalahnya masih ada, "
        "tulislah di halaman pelacakan.",
        False,
    ),
)


# What senders are told about their data (UU 27/2022 art. 21), by language.
PRIVACY = {
    "id": (
        "Data Anda dipakai hanya untuk menangani kiriman ini dan menghubungi Anda tentangnya, sebagai tugas pelayanan "
        "publik. Nama dan kontak disimpan terpisah dan disandikan; unit yang menangani laporan tidak melihatnya. "
        "Isi kiriman tidak diumumkan, kecuali petugas membuat salinan tanpa data pribadi. Melalui halaman pelacakan "
        "Anda dapat meminta melihat, memperbaiki, membatasi, atau menghapus data Anda."
    ),
    "en": (
        "Your data are used only to handle what you sent and to reach you about it, as a public duty. Name and contact "
        "are kept apart and sealed; the unit that handles a report does not see them. What you wrote is not published, "
        "unless an officer makes a copy without personal data. On the tracking page you can ask to see, correct, "
        "restrict or erase your data."
    ),
}


def seed_rules() -> int:
    """The rule set of 2018, in force, and that of 2025, empty and inactive until the regency fills it; how many are new."""
    new = 0
    for rule in RULES_2018:
        new += add_rule(rule, "2018", rule.columns() | {"effective_from": datetime.date(2018, 1, 1)})
        empty = rule.columns() | {"amount": None, "is_active": False, "legal_basis": "PermenPANRB 5/2025"}
        empty |= {"source": "", "mark": DeadlineRule.Mark.RECALLED, "effective_from": datetime.date(2025, 1, 1)}
        if rule.kinds == BOTH:
            new += add_rule(rule, "2025", empty)
    return new


def add_rule(rule: Rule, rule_set: str, columns: dict[str, Any]) -> bool:
    """Adds a row unless the set has one for this clock and class: what a regency has entered stays its own."""
    key = {"rule_set": rule_set, "clock": rule.clock, "handling_class": rule.handling_class}
    if DeadlineRule.objects.filter(**key).exists():
        return False
    DeadlineRule.objects.create(**key, **columns)
    return True


def days_off(years: Iterable[int]) -> Iterable[Holiday]:
    """Public holidays and joint leave as the `holidays` package knows them, unconfirmed."""
    categories = {"public": Holiday.Kind.PUBLIC_HOLIDAY, "government": Holiday.Kind.JOINT_LEAVE}
    for category, kind in categories.items():
        found = holidays.country_holidays("ID", years=list(years), categories=(category,), language="id")
        for day, name in sorted(found.items()):
            yield Holiday(date=day, kind=kind, name=name.replace(ESTIMATED, "")[:150], is_estimated=ESTIMATED in name)


def seed_holidays(years: Iterable[int] = YEARS) -> int:
    """Fills the years that are empty; where a person has been at work, even by deleting a day, nothing is added."""
    empty = [year for year in years if not Holiday.objects.filter(scope=None, date__year=year).exists()]
    return len(Holiday.objects.bulk_create(days_off(empty))) if empty else 0


def seed_notices() -> int:
    """What every sender is told about personal data, as version 1; a new text is a new version."""
    return sum(
        PrivacyNotice.objects.get_or_create(
            kind="privacy", version=1, lang=lang, defaults={"text": text, "sha256": sha256(text.encode())}
        )[1]
        for lang, text in PRIVACY.items()
    )


def seed_reasons(root: Unit) -> int:
    """The reasons that officers of a regency may give, in words for citizens; how many are new."""
    return sum(
        Wording.objects.get_or_create(
            root=root,
            use=use,
            slug=slug,
            version=1,
            defaults={"title": title, "text": text, "needs_second_person": second},
        )[1]
        for use, slug, title, text, second in REASONS
    )


def seed_retention() -> int:
    """What was withdrawn loses its person after 30 days; for the rest the regency enters its retention schedule (JRA)."""
    withdrawn = {"personal_after_days": 30, "basis": "UU 27/2022"}
    return sum(
        PurgeRule.objects.get_or_create(kind=kind, outcome=outcome, defaults=columns)[1]
        for kind in Kind
        for outcome, columns in ((Status.WITHDRAWN, withdrawn), ("", {}))
    )


@transaction.atomic
def seed(roots: Iterable[Unit] | None = None) -> dict[str, int]:
    """Everything, for these regencies (default: all that exist); may run again without harm."""
    if roots is None:
        roots = Unit.objects.filter(kind=Unit.Kind.REGENCY)
    return {
        "rules": seed_rules(),
        "holidays": seed_holidays(),
        "retention": seed_retention(),
        "notices": seed_notices(),
        "reasons": sum(seed_reasons(root) for root in roots),
    }
