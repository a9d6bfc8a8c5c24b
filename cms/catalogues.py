"""The words of the portal: collects them from code and templates into locale/, and compiles what translators wrote.

Does the work of xgettext, msgmerge and msgfmt without those programs, so that a machine with only Python can build.
"""

from __future__ import annotations

import ast
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
SOURCES = ("cms", "api", "pages", "blocks", "cases", "regions", "templates")
TEMPLATE_SUFFIXES = {".html", ".txt", ".xml", ".js", ".json", ".svg"}
# The languages whose catalogue must hold every word; English is what the code itself is written in.
COMPLETE = ("id",)

# Which argument is what, for each function of django.utils.translation.
ROLES = {
    "gettext": ("msgid",),
    "ngettext": ("msgid", "msgid_plural"),
    "pgettext": ("msgctxt", "msgid"),
    "npgettext": ("msgctxt", "msgid", "msgid_plural"),
}
PLACEHOLDER = re.compile(r"%\([a-z_A-Z0-9]+\)[#0\-+]?[\d.]*[a-zA-Z]|%[sdf]|\{[a-z_A-Z0-9]*\}")
TEMPLATE_CALL = re.compile(r"(?<![\w.])(?:n?p?gettext|_)\(")


@dataclass
class Message:
    """One text as it stands in the sources."""

    msgid: str
    msgid_plural: str = ""
    msgctxt: str | None = None
    files: list[str] = field(default_factory=list)

    @property
    def key(self) -> tuple[str | None, str]:
        return self.msgctxt, self.msgid


# ---------------------------------------------------------------- collecting


def collect(root: Path = ROOT, folders: Iterable[str] = SOURCES) -> list[Message]:
    """Every text of our own code and templates, in the order of the files; ValueError names a text that is no literal."""
    found: dict[tuple[str | None, str], Message] = {}
    for path in sorted(path for folder in folders for path in (root / folder).rglob("*") if is_source(path)):
        name = path.relative_to(root).as_posix()
        for message in texts_of(path, name):
            known = found.setdefault(message.key, message)
            known.msgid_plural = known.msgid_plural or message.msgid_plural
            if name not in known.files:
                known.files.append(name)
    return list(found.values())


def is_source(path: Path) -> bool:
    if "migrations" in path.parts or "static" in path.parts:
        return False
    return path.suffix == ".py" or (path.suffix in TEMPLATE_SUFFIXES and "templates" in path.parts)


def texts_of(path: Path, name: str) -> Iterator[Message]:
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        yield from texts_of_python(source, name)
    else:
        yield from texts_of_template(source, name)


def texts_of_python(source: str, name: str) -> Iterator[Message]:
    """Texts given to a function that this module imported from django.utils.translation, under whatever name."""
    tree = ast.parse(source, name)
    functions: dict[str, str] = {}
    modules: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            functions |= {alias.asname or alias.name: alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module == "django.utils":
            modules |= {alias.asname or alias.name for alias in node.names if alias.name == "translation"}
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        function = ""
        if isinstance(call.func, ast.Name):
            function = functions.get(call.func.id, "")
        elif isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name):
            function = call.func.attr if call.func.value.id in modules else ""
        if message := read_call(call, function, f"{name}:{call.lineno}"):
            yield message


def texts_of_template(source: str, name: str) -> Iterator[Message]:
    """Texts of `translate`, `blocktranslate` and `_()`, by way of Django's own reading of templates."""
    from django.utils.translation.template import templatize

    text = templatize(source, origin=name)
    for match in TEMPLATE_CALL.finditer(text):
        call = first_call(text, match.start())
        function = text[match.start() : match.end() - 1].replace("_", "gettext", 1)
        if call and (message := read_call(call, function, name)):
            yield message


def first_call(text: str, start: int) -> ast.Call | None:
    """The call that begins here, although what surrounds it is no Python."""
    end = text.find(")", start) + 1
    while end:
        try:
            expression = ast.parse(text[start:end], mode="eval").body
        except SyntaxError:
            end = text.find(")", end) + 1
        else:
            return expression if isinstance(expression, ast.Call) else None
    return None


def read_call(call: ast.Call, function: str, where: str) -> Message | None:
    function = function.removesuffix("_lazy").removesuffix("_noop")
    if function not in ROLES:
        return None
    values = {}
    for role, argument in zip(ROLES[function], call.args, strict=False):
        if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str)):
            raise ValueError(f"{where}: what is translated must be a plain string, so that it can be collected.")
        values[role] = argument.value
    if not values.get("msgid"):
        return None
    return Message(values["msgid"], values.get("msgid_plural", ""), values.get("msgctxt"))


# ---------------------------------------------------------------- merging and compiling


def catalogues() -> dict[str, Path]:
    """Language code to its .po file."""
    return {path.parent.parent.name: path for path in sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))}


def merge(old: polib.POFile, messages: Iterable[Message]) -> polib.POFile:
    """A catalogue of exactly these texts with the translations that the old one has for them."""
    known = {(entry.msgctxt, entry.msgid): entry for entry in old if not entry.obsolete}
    new = polib.POFile(wrapwidth=110)
    new.metadata, new.header = old.metadata, old.header
    for message in messages:
        before = known.get(message.key)
        plural = bool(message.msgid_plural)
        entry = polib.POEntry(
            msgid=message.msgid,
            msgctxt=message.msgctxt,
            occurrences=[(name, "") for name in message.files],
            tcomment=before.tcomment if before else "",
            flags=["python-format"] if "%(" in message.msgid else [],
        )
        if plural:
            entry.msgid_plural = message.msgid_plural
            entry.msgstr_plural = (before and before.msgstr_plural) or {0: before.msgstr if before else ""}
        elif before:
            entry.msgstr = before.msgstr or before.msgstr_plural.get(0, "")
        if before and before.fuzzy:
            entry.flags.append("fuzzy")
        new.append(entry)
    return new


def update(languages: Iterable[str] = COMPLETE) -> dict[str, int]:
    """Brings the catalogues up to date with the sources; gives how many texts each still lacks.

    A catalogue without any text (a language nobody has begun) stays so, unless it is named.
    """
    messages, lacking = collect(), {}
    for language in {*languages, *(code for code, path in catalogues().items() if len(polib.pofile(str(path))))}:
        path = LOCALE / language / "LC_MESSAGES" / "django.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        old = polib.pofile(str(path)) if path.exists() else blank(language)
        new = merge(old, messages)
        if str(new) != path.read_text(encoding="utf-8") if path.exists() else True:
            new.save(str(path))
        lacking[language] = sum(not entry.translated() for entry in new)
    return lacking


def blank(language: str) -> polib.POFile:
    catalogue = polib.POFile()
    catalogue.metadata = {
        "Project-Id-Version": "Pendopo",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=1; plural=0;",
    }
    return catalogue


def compile_all(locale: Path = LOCALE) -> list[str]:
    """Writes the .mo file of every catalogue that is newer than it; gives their language codes."""
    done = []
    for path in sorted(locale.glob("*/LC_MESSAGES/django.po")):
        target = path.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= path.stat().st_mtime:
            continue
        handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".tmp")  # in one step: another process may read
        os.close(handle)
        polib.pofile(str(path)).save_as_mofile(temporary)
        os.chmod(temporary, 0o644)
        os.replace(temporary, target)
        done.append(path.parent.parent.name)
    return done


# ---------------------------------------------------------------- checking


def problems() -> Iterator[str]:
    """One line for each reason why a reader would meet a wrong or an English word."""
    wanted = {message.key for message in collect()}
    for language in COMPLETE:
        path = LOCALE / language / "LC_MESSAGES" / "django.po"
        have = {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(path))} if path.exists() else set()
        yield from (
            f"{language}: not collected (run make messages): {msgid!r}" for _, msgid in sorted(wanted - have, key=str)
        )
        yield from (
            f"{language}: no longer used (run make messages): {msgid!r}" for _, msgid in sorted(have - wanted, key=str)
        )
    for language, path in catalogues().items():
        for entry in polib.pofile(str(path)):
            yield from (f"{language}: {reason}: {entry.msgid!r}" for reason in faults(entry, language in COMPLETE))


def faults(entry: polib.POEntry, is_needed: bool) -> Iterator[str]:
    if entry.fuzzy:
        yield "fuzzy"
    texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if not all(texts):
        if is_needed:
            yield "not translated"
        return
    last = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    for position, text in enumerate(texts):
        found = set(PLACEHOLDER.findall(text))
        singular = set(PLACEHOLDER.findall(entry.msgid))
        if found != last and not (entry.msgid_plural and position < len(texts) - 1 and found == singular):
            yield f"placeholders differ ({', '.join(sorted(found ^ last))})"
        if text.startswith("\n") != entry.msgid.startswith("\n") or text.endswith("\n") != entry.msgid.endswith("\n"):
            yield "line break at one end only"
