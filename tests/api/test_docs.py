"""The commands of the documentation do what it says: every block is run by a shell, with curl, against a running portal."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command

from api.router import ENDPOINTS
from cases.models import Attachment, Case
from pages.models import (
    BusinessPage,
    DocumentPage,
    EventPage,
    NewsPage,
    PlacePage,
    PledgePage,
    ProductPage,
    ServicePage,
)
from tests.cases.conftest import _case_keys, desk, desk_copies  # noqa: F401 – fixtures
from tests.cases.files import jpeg
from tests.factories import make

from .conftest import DAY

DOCS = Path(settings.ROOT) / "docs"
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ANSWERED = re.compile(r"# → (\d{3})")
HERE = "HOST=http://127.0.0.1:8000"

# The same curl, silent, which writes down how each call was answered.
CURL = """#!/bin/sh
exec {curl} --silent --show-error --max-time 30 --write-out '%{{stderr}}%{{http_code}}\\n' "$@" 2>> {log}
"""
# As much of jq as the documentation needs, so that the tests do not need it: a path, or some fields of an object.
JQ = """#!{python}
import json, re, sys
option, wanted, *files = sys.argv[1:]
value = json.load(open(files[0]) if files else sys.stdin)
if wanted.startswith("{{"):
    value = {{name: value[name] for name in re.findall(r"\\w+", wanted)}}
else:
    for name, number in re.findall(r"\\.(\\w+)|\\[(\\d+)\\]", wanted):
        value = value[int(number)] if number else value[name]
print(value if option == "-r" and isinstance(value, str) else json.dumps(value))
"""


@pytest.fixture
def portal(live_server: Any, tree: Any, desk: Any) -> Any:  # noqa: F811
    """A desa with something of each kind that the documentation asks for."""
    at = {"lon": Decimal("109.79"), "lat": Decimal("-7.21")}
    for model, fields in (
        (NewsPage, {}),
        (ServicePage, {}),
        (PledgePage, {}),
        (EventPage, {}),  # in three days
        (PlacePage, {**at, "price_min": Decimal(5000)}),
        (BusinessPage, at),
        (ProductPage, {"halal_status": "certified"}),
        (DocumentPage, {"category": "periodic", "made_on": DAY.date()}),
    ):
        page = make(model, tree, **fields)
        page.first_published_at = DAY
        page.save()
    call_command("build_bundles")
    return live_server


@pytest.fixture
def run(portal: Any, tmp_path: Path) -> Any:
    """Runs a script where curl and jq are; gives what it wrote and how every call was answered."""
    curl = shutil.which("curl")
    if not curl or not shutil.which("bash"):
        pytest.skip("needs curl and bash")
    tools, log = tmp_path / "tools", tmp_path / "answers"
    tools.mkdir()
    log.touch()
    for name, text in (("curl", CURL.format(curl=curl, log=log)), ("jq", JQ.format(python=sys.executable))):
        (tools / name).write_text(text)
        (tools / name).chmod(0o755)

    def run(script: str) -> tuple[str, list[str]]:
        assert HERE in script
        done = subprocess.run(
            ["bash", "-eu", "-c", script.replace(HERE, f"HOST={portal.url}")],
            cwd=tmp_path,
            env={**os.environ, "PATH": f"{tools}:{os.environ['PATH']}"},
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-2000:] + log.read_text() + done.stdout[-2000:]
        return done.stdout, log.read_text().split()

    return run


def script_of(name: str) -> str:
    return "\n".join(BLOCK.findall((DOCS / name).read_text()))


def told(script: str) -> list[str]:
    """How the documentation says that calls are answered; all others with 200."""
    return ANSWERED.findall(script)


@pytest.mark.django_db(transaction=True)
def test_what_the_documentation_shows_is_what_happens(run, tmp_path):
    reading = script_of("api.md")
    said, answers = run(reading)
    assert [answer for answer in answers if answer != "200"] == told(reading)
    assert len(answers) > 25
    assert "bundle.ndjson.gz: OK" in said
    for found in ('"type":"place"', '"type":"business"', '"type":"product"', '"type":"event"', '"type":"pledge"'):
        assert found in said, found

    (tmp_path / "foto.jpg").write_bytes(jpeg((400, 300)))
    (tmp_path / "answers").write_text("")
    sending = script_of("api-cases.md")
    _said, answers = run(sending)
    assert [answer for answer in answers if answer != "200"] == told(sending)
    assert json.loads((tmp_path / "receipt.json").read_text())["is_complete"]
    [case], [file] = Case.objects.all(), Attachment.objects.all()
    assert (case.title, case.events.filter(type="message").count()) == ("Jembatan putus", 1)
    assert file.case == case
    assert file.state in (Attachment.State.STORED, Attachment.State.PROCESSED)


def test_every_address_of_the_documentation_is_in_the_contract():
    from .contract import template_of

    for name in ("api.md", "api-cases.md"):
        for path in re.findall(r"\$HOST(/api/v1/[^\"?\s]*)", script_of(name)):
            path = re.sub(r"\$\w+", "x", path)
            assert template_of(path if path.endswith("/") else f"{path}/"), path


def test_the_table_of_addresses_names_them_all():
    """By their first word: what stands below is told of in the same row or on the page that the row leads to."""
    rows = re.findall(r"^\| (`[^|]+) \|", (DOCS / "api.md").read_text(), re.MULTILINE)
    told = {address.partition("/")[0] for row in rows for address in re.findall(r"`([a-z][^`]*/)`", row)}
    of_itself = {"", "schema/", "docs/"}
    assert told == {route.partition("/")[0] for route, _endpoint, _name in ENDPOINTS if route not in of_itself}
