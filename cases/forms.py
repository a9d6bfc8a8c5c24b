"""The one form by which cases come in: drawn on the page, filled at the counter, fed by the API."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from regions.models import Unit

from .submissions import Announced, ConsentGiven, Submission, Warning


class SubmissionForm(forms.Form):
    """A submission of one kind to one unit; the fields depend on the kind, unknown choices never cost the text.

    Fields, all kinds: submission_id, client_key, opened_at (hidden), website (honeypot), title, body, name, phone,
    email, address, occupation, preferred_contact, lang, composed_at, config_version (hidden), consent_<notice kind>.
    complaint, aspiration: category, is_anonymous, is_confidential, about_unit, village, place_text, lon, lat,
    accuracy_m, place_source. information_request: nik, applicant_kind, entity_decree_no, is_proxy, proxy_name,
    purpose, access_mode, copy_form, delivery. objection: request_ref, ground.

    Unbound it has fresh initial values (a new submission_id, opened_at). `is_valid()`, then `submission()` for
    intake.submit and `warnings()` for the preview. `errors.get_json_data()` gives field → [{message, code}].
    """

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        unit: Unit,
        kind: str,
        is_at_counter: bool = False,
        consents: Iterable[ConsentGiven] | None = None,
        attachments: Iterable[Announced] = (),
        **options: Any,
    ) -> None:
        raise NotImplementedError

    def submission(self) -> Submission:
        """What was sent, cleaned; only after is_valid()."""
        raise NotImplementedError

    def warnings(self) -> list[Warning]:
        """What the citizen should see before sending: personal data in the text, contacts that cannot be used."""
        raise NotImplementedError
