"""The kinds of page that somebody can make: what the general proofs are about. A new kind is among them at once."""

from wagtail.models import get_page_models

from pages.models import BasePage
from pages.models.slices import IndexFields

TYPES = sorted(
    (model for model in get_page_models() if issubclass(model, BasePage) and model.is_creatable),
    key=lambda model: model.__name__,
)
INDEX_TYPES = [model for model in TYPES if issubclass(model, IndexFields)]


def name_of(model: type) -> str:
    """The name by which a test of this type is listed."""
    return model.__name__
