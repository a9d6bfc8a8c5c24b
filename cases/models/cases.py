"""The case itself, the two kinds that the law gives more columns, and the person behind it, kept apart."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..terms import WATCHED
from ..transitions import MACHINES, NOT_OPEN, Kind, Status, statuses


class HandlingClass(models.TextChoices):
    """PermenPANRB 62/2018: the class picks the resolution clock."""

    MINOR = "minor", _("Minor")
    NORMATIVE = "normative", _("Normative")
    WITHOUT_INSPECTION = "without_inspection", _("Without inspection")
    WITH_INSPECTION = "with_inspection", _("With inspection")


class Outcome(models.TextChoices):
    """What came of it."""

    RESOLVED = "resolved", _("Resolved")
    ANSWERED = "answered", _("Answered")
    CANNOT_FULFIL = "cannot_fulfil", _("Cannot be done")
    INCOMPLETE = "incomplete", _("Incomplete")
    REFERRED = "referred", _("Answered by another body")
    GRANTED_FULL = "granted_full", _("Granted in full")
    GRANTED_PARTIAL = "granted_partial", _("Granted in part")
    REFUSED = "refused", _("Refused")
    NOT_HELD = "not_held", _("Not held")
    NOT_DOCUMENTED = "not_documented", _("Not documented")
    GRANTED = "granted", _("Granted")
    REJECTED = "rejected", _("Rejected")


class Channel(models.TextChoices):
    """The door through which a case came; set by the door, never by the sender."""

    WEB = "web", _("Website")
    APP = "app", _("Mobile app")
    COUNTER = "counter", _("Counter")
    PHONE = "phone", _("Phone")
    LETTER = "letter", _("Letter")
    WHATSAPP = "whatsapp", _("WhatsApp")
    LAPOR = "lapor", _("SP4N-LAPOR")
    OPEN311 = "open311", _("Open311")


class PublicPlace(models.TextChoices):
    """How exactly a published case says where."""

    VILLAGE = "village", _("Only the village")
    GRID = "grid", _("About 200 metres")


class CaseQuerySet(models.QuerySet["Case"]):
    """Cases by where they stand. Who may see which is decided in cases.visibility, and only there."""

    def open(self) -> CaseQuerySet:
        return self.exclude(status__in=NOT_OPEN)

    def published(self) -> CaseQuerySet:
        """Cases of which an officer has made a public copy."""
        return self.filter(published_at__isnull=False, is_confidential=False)

    def visible_to(self, viewer, purpose: str = "case") -> CaseQuerySet:
        """The cases that this viewer (visibility.Viewer) may know of; purpose "text" where words are read or searched."""
        from ..visibility.rules import visible

        return visible(self, viewer, purpose)

    def overdue(self, now) -> CaseQuerySet:
        """Open cases with which an office is late; a window that has closed is no delay."""
        late = {"clocks__due_at__lte": now, "clocks__met_at": None, "clocks__paused_on": None}
        return self.open().filter(**late, clocks__clock__in=WATCHED).distinct()


class Case(models.Model):
    """One thing that a citizen told us. The original is never edited; the public reads a redacted copy."""

    # What apps call a published case; tells nothing of the submission.
    uid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    submission_id = models.UUIDField(unique=True)
    fingerprint = models.CharField(max_length=64)
    client_key_hash = models.CharField(max_length=64, blank=True)
    secret_key_id = models.CharField(max_length=8)
    secret_version = models.PositiveSmallIntegerField(default=1)
    ref = models.CharField(_("number"), max_length=16, unique=True)
    register_no = models.CharField(_("register number"), max_length=40, blank=True)
    register_seq = models.PositiveIntegerField(null=True, editable=False)
    register_year = models.PositiveSmallIntegerField(null=True, editable=False)

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    handling_class = models.CharField(_("class"), max_length=20, choices=HandlingClass.choices, blank=True)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("objection to"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="objections",
    )
    category = models.ForeignKey(
        "cases.Category", verbose_name=_("category"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    root = models.ForeignKey("regions.Unit", verbose_name=_("regency"), on_delete=models.PROTECT, related_name="+")
    origin_unit = models.ForeignKey(
        "regions.Unit", verbose_name=_("sent to"), on_delete=models.PROTECT, related_name="cases_received"
    )
    about_unit = models.ForeignKey(
        "regions.Unit",
        verbose_name=_("about the office"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="cases_about",
    )
    current_unit = models.ForeignKey(
        "regions.Unit",
        verbose_name=_("with"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="cases_in_hand",
    )
    excluded_users = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name=_("kept from"), blank=True, related_name="+"
    )
    title = models.CharField(_("title"), max_length=150, blank=True)
    body = models.TextField(_("text"), blank=True)
    title_public = models.CharField(_("public title"), max_length=150, blank=True)
    body_public = models.TextField(_("public text"), blank=True)
    is_anonymous = models.BooleanField(_("anonymous"), default=False)
    is_confidential = models.BooleanField(_("confidential"), default=False)
    is_restricted = models.BooleanField(_("restricted"), default=False)

    village = models.ForeignKey(
        "regions.Region", verbose_name=_("village"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    place_text = models.CharField(_("place"), max_length=200, blank=True)
    lon = models.DecimalField(
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    lat = models.DecimalField(
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    accuracy_m = models.PositiveIntegerField(null=True, blank=True)
    place_source = models.CharField(max_length=10, default="none")
    public_place = models.CharField(
        _("place shown to the public"), max_length=10, choices=PublicPlace.choices, default=PublicPlace.VILLAGE
    )

    composed_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(_("received"))
    channel = models.CharField(_("channel"), max_length=10, choices=Channel.choices)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("entered by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    lang = models.CharField(max_length=20, default="id")
    status = models.CharField(_("status"), max_length=20, choices=Status.choices)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome.choices, blank=True)
    status_changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    last_seq = models.PositiveIntegerField(default=0)
    last_hash = models.CharField(max_length=64, blank=True)
    duplicate_of = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="duplicates",
    )
    hop_count = models.PositiveSmallIntegerField(default=0)
    reopen_count = models.PositiveSmallIntegerField(default=0)
    flags = models.JSONField(default=list, blank=True)
    publish_after = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    public_changed_at = models.DateTimeField(null=True, blank=True, db_index=True)
    purge_personal_on = models.DateField(null=True, blank=True)
    purge_content_on = models.DateField(null=True, blank=True)
    is_on_hold = models.BooleanField(_("on hold"), default=False)
    hold_reason = models.CharField(_("reason of the hold"), max_length=300, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        ordering = ["-received_at", "-pk"]
        indexes = [
            models.Index(fields=["current_unit", "status", "received_at"], name="case_inbox"),
            models.Index(fields=["root", "kind", "received_at"], name="case_period"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    *(Q(kind=kind, status__in=sorted(statuses(kind))) for kind in MACHINES), _connector=Q.OR
                ),
                name="case_status_belongs_to_its_kind",
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.OBJECTION) | Q(parent__isnull=False), name="objection_has_a_request"
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | ~Q(body_public=""), name="published_case_has_public_text"
            ),
            models.UniqueConstraint(
                fields=["origin_unit", "kind", "register_year", "register_seq"],
                condition=Q(register_seq__isnull=False),
                name="register_number_is_given_once",
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def is_open(self) -> bool:
        return self.status not in NOT_OPEN


class InformationRequest(models.Model):
    """What UU 14/2008 asks of a request for public information, and what was decided."""

    class ApplicantKind(models.TextChoices):
        INDIVIDUAL = "individual", _("Individual")
        LEGAL_ENTITY = "legal_entity", _("Legal entity")
        GROUP = "group", _("Group of people")

    class AccessMode(models.TextChoices):
        VIEW = "view", _("See, read or listen")
        OBTAIN_COPY = "obtain_copy", _("Get a copy")

    class CopyForm(models.TextChoices):
        SOFT = "soft", _("File")
        HARD = "hard", _("Paper")

    class Delivery(models.TextChoices):
        IN_SYSTEM = "in_system", _("On the tracking page")
        EMAIL = "email", _("By e-mail")
        POST = "post", _("By post")
        PICKUP = "pickup", _("Picked up")

    class Held(models.TextChoices):
        HELD = "held", _("Held")
        NOT_HELD = "not_held", _("Not held")
        NOT_DOCUMENTED = "not_documented", _("Not documented")

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="request")
    applicant_kind = models.CharField(_("applicant"), max_length=15, choices=ApplicantKind.choices)
    entity_decree_no = models.CharField(_("number of the entity's decree"), max_length=80, blank=True)
    is_proxy = models.BooleanField(_("acts for somebody else"), default=False)
    purpose = models.TextField(_("purpose"), max_length=2000)
    access_mode = models.CharField(_("how"), max_length=15, choices=AccessMode.choices)
    copy_form = models.CharField(_("form of the copy"), max_length=5, choices=CopyForm.choices, blank=True)
    delivery = models.CharField(_("delivery"), max_length=10, choices=Delivery.choices, default=Delivery.IN_SYSTEM)
    held = models.CharField(_("held"), max_length=15, choices=Held.choices, blank=True)
    holder_name = models.CharField(_("who holds it"), max_length=150, blank=True)
    refusal_article = models.CharField(_("ground of refusal (art. 17)"), max_length=40, blank=True)
    consequence_test_ref = models.CharField(_("consequence test"), max_length=120, blank=True)
    redactions = models.TextField(_("parts left out"), blank=True)
    cost_idr = models.DecimalField(_("cost (Rp)"), max_digits=12, decimal_places=2, default=0)
    payment_method = models.CharField(_("payment"), max_length=60, blank=True)
    delivered_at = models.DateTimeField(_("delivered"), null=True, blank=True)

    class Meta:
        verbose_name = _("information request")
        verbose_name_plural = _("information requests")

    def __str__(self) -> str:
        return str(self.case)


class Objection(models.Model):
    """An objection to how a request was treated (UU 14/2008 art. 35)."""

    class Ground(models.TextChoices):
        REFUSED_AS_EXEMPT = "refused_as_exempt", _("Refused as exempt")
        PERIODIC_NOT_PROVIDED = "periodic_information_not_provided", _("Periodic information is not provided")
        NOT_ANSWERED = "not_answered", _("Not answered")
        NOT_AS_REQUESTED = "answered_not_as_requested", _("Answered otherwise than asked")
        NOT_FULFILLED = "not_fulfilled", _("Not fulfilled")
        UNREASONABLE_FEE = "unreasonable_fee", _("Unreasonable fee")
        LATE = "late", _("Too late")

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="objection")
    ground = models.CharField(_("ground"), max_length=40, choices=Ground.choices)
    ground_arose_on = models.DateField(_("since"))
    superior_name = models.CharField(_("decided by"), max_length=120, blank=True)
    superior_position = models.CharField(_("position of the superior"), max_length=120, blank=True)
    requester_response = models.TextField(_("response of the requester"), blank=True)
    dispute_no = models.CharField(_("number at the Information Commission"), max_length=80, blank=True)
    dispute_filed_on = models.DateField(_("filed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("objection")
        verbose_name_plural = _("objections")

    def __str__(self) -> str:
        return str(self.case)


class Reporter(models.Model):
    """Who sent a case: sealed, apart from it, absent when nobody said who they are. Read only through cases.identity."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="reporter")
    key_id = models.CharField(max_length=8)
    name = models.BinaryField(default=bytes)
    phone = models.BinaryField(default=bytes)
    email = models.BinaryField(default=bytes)
    address = models.BinaryField(default=bytes)
    occupation = models.BinaryField(default=bytes)
    nik = models.BinaryField(default=bytes)
    proxy_name = models.BinaryField(default=bytes)
    nik_last4 = models.CharField(max_length=4, blank=True)
    nik_digest = models.CharField(max_length=64, blank=True)
    phone_digest = models.CharField(max_length=64, blank=True)
    preferred_contact = models.CharField(max_length=10, default="none")

    SEALED = ("name", "phone", "email", "address", "occupation", "nik", "proxy_name")

    class Meta:
        verbose_name = _("reporter")
        verbose_name_plural = _("reporters")

    def __str__(self) -> str:
        return str(self.case)


class Consent(models.Model):
    """What a reporter agreed to, shown in which words, and until when; separate for each purpose (UU 27/2022 art. 22)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="consents")
    notice = models.ForeignKey("cases.PrivacyNotice", on_delete=models.PROTECT, related_name="+")
    value = models.BooleanField()
    channel = models.CharField(max_length=10, choices=Channel.choices)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [models.UniqueConstraint(fields=["case", "notice"], name="one_consent_per_notice")]

    def __str__(self) -> str:
        return f"{self.case} {self.notice}"
