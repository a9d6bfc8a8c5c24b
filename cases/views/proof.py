"""The proof that somebody is the applicant of a request: its token, or its number and secret typed into the form."""

from __future__ import annotations

from functools import cached_property

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from .. import tracking
from ..forms import SubmissionForm
from ..models import Case
from ..throttles import address_of


class Proof:
    """Who objects shows that the request is theirs; on the way from page to page a token stands for the secret."""

    def __init__(self, request: HttpRequest, typed: QueryDict | None) -> None:
        self.request = request
        self.typed = typed if typed is not None else QueryDict()
        self.token = self.typed.get("token", "")
        self.error = ""
        self.has_expired = bool(self.token) and self.case is None

    @cached_property
    def case(self) -> Case | None:
        return tracking.case_of(self.token) if self.token else None

    def check(self, form: SubmissionForm) -> None:
        """Puts an error on the form when number and secret do not belong together."""
        ref = form.cleaned_data.get("request_ref", "")
        if self.case and self.case.ref == ref:
            return
        if self.has_expired and not self.secret:
            self.error = _(
                "For your safety the page was closed after a quarter of an hour. Please give the secret again."
            )
            form.add_error(None, self.error)
            return
        self.token = ""
        try:
            self.token = tracking.open_case(ref, self.typed.get("secret", ""), address_of(self.request)) or ""
        except tracking.TooManyFailuresError:
            self.error = _(
                "Too many attempts. Please wait a quarter of an hour and send it again; your text stays here."
            )
        self.__dict__.pop("case", None)
        if self.case is None:
            self.error = self.error or _("Number and secret do not fit. Please compare them with your receipt.")
            form.add_error(None, self.error)

    @property
    def secret(self) -> str:
        """What was typed; given back like everything else, to the one who typed it."""
        return self.typed.get("secret", "")

    @property
    def kept(self) -> list[tuple[str, str]]:
        return [("token", self.token)] if self.token and self.case else []
