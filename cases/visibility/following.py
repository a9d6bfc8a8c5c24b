"""What the reporter of a merged report learns of the case that goes on in its place: how it stands, never whose it is."""

from __future__ import annotations

from typing import Any

from ..models import Case, CaseEvent
from ..transitions import Status
from .shapes import Level, tell, units_named
from .viewers import Viewer
from .words import labels_of, status_of


def followed(case: Case) -> dict[str, Any] | None:
    """Status, office and public events of the case into which this one was merged; None where it follows none.

    Of the words only those written for everybody; none at all of a confidential case. No number, no title, no place.
    """
    if case.status != Status.DUPLICATE or case.duplicate_of_id is None:
        return None
    rows = Case.objects.select_related("current_unit", "origin_unit", "root__region")
    master, visitor = rows.get(pk=case.duplicate_of_id), Viewer.visitor()
    public = master.events.filter(audience=CaseEvent.Audience.PUBLIC)
    events = list(public.select_related("actor_unit").order_by("seq"))
    units = units_named(visitor, events)
    told = [tell(event, master, Level.VISITOR, visitor, units, {}) for event in events]
    return {
        "status": master.status,
        "status_label": status_of(master),
        "outcome_label": labels_of(master)["outcome_label"],
        "is_open": master.is_open,
        "unit": (master.current_unit or master.origin_unit).name,
        "events": [one | {"text": "" if master.is_confidential else one["text"]} for one in told if one],
    }
