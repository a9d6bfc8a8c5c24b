"""The whole vocabulary of a page body, on one screen."""

from collections.abc import Iterator
from typing import Any

from wagtail.blocks import RichTextBlock, StreamBlock, StreamValue
from wagtail.fields import StreamField


class BlockField(StreamField):
    """A StreamField that keeps its block definitions out of migrations.

    Stock StreamField freezes every block into every migration: half a million lines in one large site. The column is
    JSON whatever the blocks are, and data migrations work on the raw JSON, so nothing is lost.
    """

    def deconstruct(self):
        name, path, _, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs


def texts_of(value: Any) -> Iterator[str]:
    """Every string inside a field's value, however deep in a stream it stands."""
    if isinstance(value, StreamValue):
        value = value.get_prep_value()
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts_of(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts_of(part)


class BodyBlock(StreamBlock):
    """What an editor may put on a page."""

    text = RichTextBlock(features=["bold", "italic", "link", "document-link", "ol", "ul"])
