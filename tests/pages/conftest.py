"""Pages ask the database for their content type, even unsaved ones, unless an earlier test happened to ask before."""

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _database(db: Any) -> None:
    pass
