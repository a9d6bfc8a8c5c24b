"""Following a case with number and secret: what happened, who has it, by when; and the next thing its reporter can do."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import engine, lapor, tracking, visibility
from ..actions import act, available, form_for
from ..actions.complaints import TOO_LATE
from ..actors import Actor
from ..intake import receipt_of
from ..models import Case
from ..objecting import open_since
from ..receipts import exits_of
from ..refusals import NotTakenError
from ..reporters import told_by
from ..submissions import canonical_uuid4
from ..terms import WATCHED
from ..texts import meant
from ..throttles import address_of
from ..transitions import Kind
from .doors import citizens_door, here_of, shown
from .next_steps import Step, steps_of
from .receipt import receipt_page
from .upload import slots, take

# What may have been typed into one of the forms of the page, and is given back when the quarter of an hour is over.
TYPED = ("action", "client_id", "text", "score", "is_resolved", "comment", "what")
REPORTER = Actor.reporter()


@citizens_door
def track(request: HttpRequest) -> HttpResponse:
    """The page that asks for number and secret, and the page of the case behind them."""
    if request.method != "POST":
        return door(request)
    step = request.POST.get("step", "")
    case = tracking.case_of(request.POST.get("token", ""))
    if case is None and (step == "open" or request.POST.get("secret")):
        return enter(request)
    if case is None:
        return door(
            request,
            400,
            problem=_("For your safety the page was closed after a quarter of an hour. Please give the secret again."),
        )
    if step == "file":
        return add_file(request, case)
    if step == "act":
        return do(request, case)
    return page(request, case)


def door(request: HttpRequest, status: int = 200, problem: str = "", wait: int = 0) -> HttpResponse:
    """Asks for number and secret; what was typed elsewhere travels along."""
    kept = [(name, request.POST[name]) for name in TYPED if request.POST.get(name)]
    context = {
        "ref": request.POST.get("ref", "")[:40],
        "problem": problem,
        "kept": kept,
        "kept_text": request.POST.get("text") or request.POST.get("comment") or "",
    }
    response = shown(request, "cases/door.html", context, status=status)
    if wait:
        response.headers["Retry-After"] = str(wait)
    return response


def enter(request: HttpRequest) -> HttpResponse:
    """Number and secret against a token; wrong, unknown and withdrawn ones are told apart by nobody."""
    ref, secret = request.POST.get("ref", ""), request.POST.get("secret", "")
    try:
        token = tracking.open_case(ref, secret, address_of(request))
    except tracking.TooManyFailuresError as guessing:
        return door(request, 429, _("Too many attempts. Please wait a quarter of an hour."), guessing.retry_after)
    case = tracking.case_of(token) if token else None
    if case is None:
        return door(request, 400, _("Number and secret do not fit. Please compare them with your receipt."))
    # Whoever was interrupted finds the form as it was left; nothing is sent that was not sent by a button of this page.
    return page(request, case, typed=request.POST if request.POST.get("action") else None)


def page(
    request: HttpRequest,
    case: Case,
    *,
    status: int = 200,
    done: str = "",
    problem: str = "",
    file_problem: str = "",
    typed: Any = None,
    errors: dict[str, Any] | None = None,
) -> HttpResponse:
    """The timeline, and below it what the reporter can do now."""
    steps = steps_of(case, offered(case), typed, errors)
    told = visibility.shape(case, visibility.Viewer.reporter(case))
    context = {
        "case": case,
        "desk": case.current_unit or case.origin_unit,
        "told": told,
        "person": told_by(case),
        "followed": visibility.followed(case),
        "is_late": any(clock["is_late"] and clock["clock"] in WATCHED for clock in told["clocks"]),
        "exits": exits_of(case),
        "numbers": [(one.number, one.url or lapor.link_of(case.root, one.number)) for one in lapor.numbers_of(case)],
        "token": tracking.token_for(case),
        "steps": steps,
        "may_object": may_object(case),
        "errors": [one for step in steps for one in step.fields if one.error],
        "problem": problem,
        "file_problem": file_problem,
        "done": done,
        "slots": slots(case),
        "origin": "case",
    }
    return shown(request, "cases/case.html", context, status=status)


def offered(case: Case) -> list[str]:
    """What the tables allow the reporter now, without what was done once and cannot be done twice."""
    events = list(case.events.values_list("type", "to_status", "from_status"))
    closings = [number for number, (_type, to, before) in enumerate(events) if to == "closed" != before]
    since = events[closings[-1] :] if closings else events
    spent = {"rate"} if any(row[0] == "rated" for row in since) else set()
    if any(row[0] == "contest" for row in events):
        spent.add("contest")
    return [action for action in available(case, REPORTER) if action not in spent]


def may_object(case: Case) -> bool:
    """Whether an objection can be sent today: never offered when its window has closed."""
    if case.kind != Kind.INFORMATION_REQUEST:
        return False
    try:
        open_since(case, timezone.now())
    except NotTakenError:
        return False
    return True


def do(request: HttpRequest, case: Case) -> HttpResponse:
    """One action of the reporter; sent twice it happens once. Whatever becomes of it, the words are not lost."""
    action = request.POST.get("action", "")
    client = canonical_uuid4(request.POST.get("client_id", "")) or uuid.uuid4()
    try:
        data = {name: meant(request.POST.get(name, "")) for name in form_for(case, action).base_fields}
        case, event = act(case, action, REPORTER, data, client_id=client)
    except KeyError:
        return page(request, case, status=400, typed=as_message(request), problem=_("This is not possible here."))
    except engine.InvalidError as invalid:
        return page(request, case, status=400, typed=request.POST, errors=invalid.errors)
    except engine.RefusedError as refused:
        return not_any_more(request, case, action, refused)
    except OperationalError:
        return busy(request, case)
    return page(request, reread(case), done=Step.done_words(action, event.payload))


def not_any_more(request: HttpRequest, case: Case, action: str, refused: engine.RefusedError) -> HttpResponse:
    """Something has happened in between. What was typed stands in its form again; where that form is gone, as a message."""
    case = reread(case)
    if refused.code == TOO_LATE:
        words = _("%(why)s What you wrote is kept as a note; the office sees it.") % {"why": refused}
        return page(request, case, status=409, problem=words)
    words = str(refused) or _(
        "This is not possible any more: something has happened in between. See below how it stands now."
    )
    typed = fresh(request) if action in offered(case) else as_message(request)
    return page(request, case, status=409, typed=typed, problem=words)


def as_message(request: HttpRequest) -> QueryDict | None:
    """The words of a form that is not there any more, ready to be sent as a message; None when there were none."""
    text = request.POST.get("text") or request.POST.get("comment") or ""
    typed = fresh(request)
    typed["action"], typed["text"] = "message", text
    return typed if text else None


def fresh(request: HttpRequest) -> QueryDict:
    """What was typed, for another try that is not the first one again."""
    typed = request.POST.copy()
    typed["client_id"] = ""
    return typed


def busy(request: HttpRequest, case: Case) -> HttpResponse:
    """The database let nobody in: the same press may succeed in a moment, and is known by its id."""
    words = _("We could not store it right now. Nothing is lost: please send it again.")
    response = page(request, case, status=503, typed=request.POST, problem=words)
    response.headers["Retry-After"] = "5"
    return response


def reread(case: Case) -> Case:
    rows = Case.objects.select_related("root__region", "origin_unit", "current_unit", "category", "village")
    return rows.get(pk=case.pk)


def add_file(request: HttpRequest, case: Case) -> HttpResponse:
    """Takes one file and goes back to the page from which it came."""
    problem = take(request, case)
    status = 400 if problem else 200
    if request.POST.get("origin") == "receipt":
        return receipt_page(request, receipt_of(case), here=here_of(request), problem=problem, status=status)
    done = "" if problem else _("The file has arrived.")
    return page(request, case, status=status, problem=problem, file_problem=problem, done=done)
