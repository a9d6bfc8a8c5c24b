"""What the officers' buttons say, and the hint that stands with the form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# Action → button, hint.
ACTIONS: dict[str, tuple[Any, Any]] = {
    "ask": (_("Ask the reporter"), _("The clocks pause until an answer comes.")),
    "reply": (_("Enter the reporter's answer"), _("What the reporter told you in person.")),
    "assign": (_("Pass on (disposition)"), _("Choose the office, the class and whether a public copy may be made.")),
    "accept": (_("Take it up"), ""),
    "return": (_("Give it back"), _("The coordinator decides who has it next; the time keeps running.")),
    "delegate": (_("Pass on to a unit below"), ""),
    "progress": (_("Report progress"), ""),
    "answer": (
        pgettext_lazy("action", "Answer"),
        _("The reporter confirms the answer, or says that the problem remains."),
    ),
    "reopen": (_("Open again"), ""),
    "refer_out": (_("Pass on to another body"), _("Needs the number that the other body gave it.")),
    "take_back": (_("Take it back"), ""),
    "close_referred": (_("Close with the other body's answer"), ""),
    "mark_duplicate": (_("Merge with another report"), _("Both reporters are kept; this one follows the other.")),
    "propose_archive": (_("Propose to archive"), _("Somebody else decides.")),
    "archive": (_("Archive"), _("The reporter reads the reason.")),
    "reopen_closed": (_("Open again after closing"), _("Only with new evidence.")),
    "lapse": (_("Let it lapse"), ""),
    "start": (_("Begin work"), ""),
    "start_test": (_("Begin the consequence test"), ""),
    "conclude_test": (_("Conclude the consequence test"), ""),
    "extend": (_("Extend the time"), _("Once; the applicant reads the reason.")),
    "decide": (_("Decide"), ""),
    "deliver": (_("Record the delivery"), ""),
    "close": (_("Close the case"), ""),
    "start_review": (_("Begin the review"), ""),
    "dispute": (_("Record a dispute"), _("Nothing is erased while it lasts.")),
    "close_dispute": (_("Close the dispute"), ""),
    "note": (_("Add an internal note"), _("The reporter and the public never read it.")),
    "message": (_("Write to the reporter"), ""),
    "publish": (
        _("Publish a redacted copy"),
        _("What looks like personal data is covered already. Read it again: names, faces, places."),
    ),
    "unpublish": (_("Take the public copy off"), ""),
    "link_external": (_("Record a number elsewhere"), _("LAPOR!, Ombudsman, a letter.")),
    "reopen_upload": (_("Let files be sent again"), ""),
    "set_hold": (_("Put on hold"), _("Nothing is erased while it is on hold.")),
    "lift_hold": (_("End the hold"), ""),
    "data_request": (_("Enter a request about personal data"), _("The office has 72 hours.")),
    "data_request_done": (_("Record the answer about personal data"), ""),
    "exclude_user": (_("Keep from an officer"), _("That person no longer learns of this case, anywhere.")),
}

# What was noticed about a case, for officers; danger has a sign of its own.
MARKS: dict[str, Any] = {
    "links": _("Looks like advertising: not published before somebody answers for it"),
    "cluster": _("The same text came several times"),
    "personal_data": _("Contains personal data"),
    "contact_unusable": _("The contact cannot be used"),
    "bad_point": _("The point on the map cannot be right"),
    "out_of_area": _("Outside of the regency"),
    "no_route": _("No office is named for it"),
    "honeypot": _("Perhaps sent by a robot"),
    "fast_form": _("Sent faster than people type"),
    "old_config": _("Sent with an old form"),
    "number_taken": _("A number elsewhere belongs to another case"),
}

# What stands folded under "More", whatever else is possible.
BESIDE = (
    "link_external",
    "reopen_upload",
    "set_hold",
    "lift_hold",
    "data_request",
    "data_request_done",
    "exclude_user",
    "unpublish",
)


def button_of(action: str) -> Any:
    return ACTIONS.get(action, (action, ""))[0]


def marks_of(flags: Iterable[str]) -> list[Any]:
    """What was noticed, in words."""
    return [MARKS[flag] for flag in flags if flag in MARKS]


def hint_of(action: str) -> Any:
    return ACTIONS.get(action, ("", ""))[1]
