"""What each type looks like, in full, in both APIs: compared with a file that people have read.

After a wanted change: UPDATE_SNAPSHOTS=1 pytest tests/api/test_golden.py, then read the difference before committing it.
"""

import json
import os
import re

from .contract import SNAPSHOTS

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
V2_NUMBER = re.compile(r'(?<="id": )\d+|(?<=/pages/)\d+|(?<=/images/)\d+|(?<=/documents/)\d+')
FILE = re.compile(r"(laporan|warga-\d+)(_\w{7})?(?=\.)")


def without_labels(value):
    """The same value without labels of components: translators may improve those at any time."""
    if isinstance(value, dict):
        return {key: "<label>" if key == "label" else without_labels(part) for key, part in value.items()}
    return [without_labels(part) for part in value] if isinstance(value, list) else value


def golden(name, value):
    """Asserts that the value equals its file, apart from what differs in every run."""
    text = json.dumps(without_labels(value), indent=1, ensure_ascii=False)
    text = FILE.sub(r"\1", UUID.sub("<uuid>", text))
    text = V2_NUMBER.sub("0", text) if name.startswith("v2") else text
    file = SNAPSHOTS / f"{name}.json"
    if os.environ.get("UPDATE_SNAPSHOTS") or not file.exists():
        file.parent.mkdir(exist_ok=True)
        file.write_text(text + "\n")
    assert json.loads(text) == json.loads(file.read_text()), f"{file.name} differs"


def test_items_of_v1(world, ask):
    for name, page in world.items.items():
        golden(f"v1/{name}", ask(f"pages/{page.translation_key}/"))


def test_pages_of_v2(world, client):
    for name, page in world.items.items():
        response = client.get(f"/api/wagtail/v2/pages/{page.pk}/")
        assert response.status_code == 200, name
        golden(f"v2/{name}", response.json())
