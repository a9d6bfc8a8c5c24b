"""What an editor's browser would send for a page: the form of its edit screen, with its streams filled in."""

from __future__ import annotations

import datetime
from typing import Any

from django.forms import CheckboxInput
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, rich_text


def page_form(client: Any, url: str, page: Any, form_id: str = "page-edit-form") -> dict[str, Any]:
    """The data of the form at this address as it stands, with the streams of `page`."""
    response = client.get(url)
    assert response.status_code == 200, response.status_code
    posted = querydict_from_html(response.content.decode(), form_id=form_id)
    data = {key: values if len(values) > 1 else values[0] for key, values in posted.lists() if values}
    for box in response.context["form"].fields:
        if data.get(box) == "":
            widget = response.context["form"].fields[box].widget
            data[box] = "on" if isinstance(widget, CheckboxInput) else ""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            stream = getattr(page, field.name)
            data |= nested_form_data({field.name: form_value(stream.stream_block, stream)})
    return data


def form_value(block: Any, value: Any) -> Any:
    """One block's value as its part of the form sends it."""
    if isinstance(block, blocks.StreamBlock):
        return rows([{"type": child.block_type, "value": form_value(child.block, child.value)} for child in value])
    if isinstance(block, blocks.ListBlock):
        return rows([{"value": form_value(child.block, child.value)} for child in value.bound_blocks])
    if isinstance(block, blocks.StructBlock) and isinstance(value, blocks.StructValue):
        parts = {name: form_value(child, value.get(name)) for name, child in block.child_blocks.items()}
        return {name: part for name, part in parts.items() if part is not None}
    if isinstance(block, blocks.RichTextBlock):
        return rich_text(value.source, features=block.features)
    if isinstance(block, blocks.BooleanBlock):
        return "on" if value else None
    value = block.value_for_form(value)
    if isinstance(value, datetime.time):
        return f"{value:%H:%M}"
    return "" if value is None else value


def rows(items: list[dict[str, Any]]) -> dict[str, Any]:
    """Wagtail's form of a list: a count, and for each row its order and that it is not deleted."""
    numbered = {str(i): item | {"deleted": "", "order": str(i)} for i, item in enumerate(items)}
    return {"count": str(len(items)), **numbered}
