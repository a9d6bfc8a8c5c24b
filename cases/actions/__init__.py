"""What can be done with a case: `act` is the door for pages, the admin and the API alike."""

from .doing import act, available
from .fields import REQUIRED, form_for

__all__ = ["REQUIRED", "act", "available", "form_for"]
