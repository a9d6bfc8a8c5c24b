"""What stands beside the words of a case for officers: the columns of a request or an objection, and the cases around it."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.formats import date_format, number_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ..models import Case, ExternalRef, InformationRequest, Objection
from ..transitions import Role
from .details import Detail
from .shapes import FEW, Level
from .viewers import Viewer
from .words import status_of


def facts_of(case: Case, level: Level) -> list[Detail]:
    """The columns that the law asks of a request or an objection, as far as they are filled; no words for RECORDS."""
    if level <= Level.RECORDS:
        return []
    request, objection = getattr(case, "request", None), getattr(case, "objection", None)
    rows = of_request(request) if request else of_objection(objection) if objection else []
    return [(label, str(value)) for label, value in rows if value]


def of_request(request: InformationRequest) -> list[tuple[str, Any]]:
    way = " · ".join(
        filter(None, (request.get_access_mode_display(), request.get_copy_form_display()))  # type: ignore[attr-defined]
    )
    return [
        (_("Purpose"), request.purpose),
        (_("Applicant"), request.get_applicant_kind_display()),  # type: ignore[attr-defined]
        (_("Acts for somebody else"), _("Yes") if request.is_proxy else ""),
        (_("How"), way),
        (_("Delivery"), request.get_delivery_display()),  # type: ignore[attr-defined]
        (_("Held"), request.get_held_display()),  # type: ignore[attr-defined]
        (_("Who holds it"), request.holder_name),
        (_("Ground of refusal"), request.refusal_article),
        (_("Consequence test"), request.consequence_test_ref),
        (_("Parts left out"), request.redactions),
        (_("Delivered"), date_format(localtime(request.delivered_at), "j F Y") if request.delivered_at else ""),
        (_("Cost (Rp)"), number_format(request.cost_idr, 0, force_grouping=True) if request.cost_idr else ""),
        (_("Payment"), request.payment_method),
    ]


def of_objection(objection: Objection) -> list[tuple[str, Any]]:
    filed = objection.dispute_filed_on
    return [
        (_("Ground"), objection.get_ground_display()),  # type: ignore[attr-defined]
        (_("Since"), date_format(objection.ground_arose_on, "j F Y")),
        (_("Decided by"), " · ".join(filter(None, (objection.superior_name, objection.superior_position)))),
        (_("Response of the requester"), objection.requester_response),
        (_("Number at the Information Commission"), objection.dispute_no),
        (_("Filed on"), date_format(filed, "j F Y") if filed else ""),
    ]


def around(case: Case, viewer: Viewer) -> list[dict[str, Any]]:
    """The request of an objection, the objections to a request, the reports merged into this one: those that are visible."""
    near = Q(pk=case.parent_id) | Q(parent=case) | Q(duplicate_of=case)
    rows = Case.objects.visible_to(viewer).filter(near).select_related("current_unit").order_by("received_at", "pk")
    return [{"ref": row.ref, "what": part_of(row, case), "status_label": status_of(row)} for row in rows]


def part_of(row: Case, case: Case) -> str:
    if row.pk == case.parent_id:
        return _("The request")
    return _("Merged into this one") if row.duplicate_of_id == case.pk else _("Objection")


def numbers_elsewhere(case: Case, level: Level) -> list[ExternalRef]:
    return list(case.external_refs.order_by("pk")) if level > Level.RECORDS else []


def kept_from(case: Case, grants: dict[Role, Any], viewer: Viewer) -> list[str]:
    """The officers from whom a case is kept: for the few who may know that."""
    if not viewer.is_superuser and not FEW.intersection(grants):
        return []
    return [user.get_full_name() or user.get_username() for user in case.excluded_users.order_by("pk")]
