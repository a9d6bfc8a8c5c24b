"""Short names for the blocks of a page body, so that the sample content reads like a page and not like data."""

from __future__ import annotations

import json
from html import escape
from typing import Any

from django.db.models import Model

Block = tuple[str, Any]


def typed(model: type[Model], columns: dict[str, Any]) -> dict[str, Any]:
    """Columns as the model holds them: rows of blocks become streams, "5000.00" a decimal, "07:00" a time."""

    def of_field(name: str, value: Any) -> Any:
        if isinstance(value, list):
            value = json.dumps([{"type": kind, "value": content} for kind, content in value])
        return model._meta.get_field(name).to_python(value) if isinstance(value, str) else value

    return {name: of_field(name, value) for name, value in columns.items()}


def rich(*lines: str) -> str:
    """Paragraphs; lines that start with "- " become one list. Markup: only <b>."""
    parts: list[str] = []
    for line in lines:
        words = escape(line.removeprefix("- "), quote=False).replace("&lt;b&gt;", "<b>").replace("&lt;/b&gt;", "</b>")
        if not line.startswith("- "):
            parts.append(f"<p>{words}</p>")
        elif parts and parts[-1].endswith("</ul>"):
            parts[-1] = parts[-1].removesuffix("</ul>") + f"<li>{words}</li></ul>"
        else:
            parts.append(f"<ul><li>{words}</li></ul>")
    return "".join(parts)


def text(*lines: str) -> Block:
    return "text", rich(*lines)


def heading(words: str) -> Block:
    return "heading", {"text": words, "look": "large"}


def table(caption: str, columns: list[str], rows: list[list[str]]) -> Block:
    return "table", {"caption": caption, "lines": "\n".join(" | ".join(row) for row in [columns, *rows])}


def steps(*rows: tuple[str, str], title: str = "") -> Block:
    return "steps", {"title": title, "steps": [{"title": name, "text": rich(how)} for name, how in rows]}


def folds(title: str, *rows: tuple[str, str]) -> Block:
    return "accordion", {
        "title": title,
        "items": [{"title": question, "text": rich(answer)} for question, answer in rows],
    }


def callout(kind: str, *lines: str) -> Block:
    return "callout", {"kind": kind, "text": rich(*lines)}


def quote(words: str, source: str) -> Block:
    return "quote", {"text": words, "source": source}


SAMPLE = callout("info", "Ini isi contoh untuk peragaan, bukan data resmi.")
SAMPLE_EN = callout("info", "This is sample content for a demonstration, not official data.")
