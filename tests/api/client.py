"""The reference client of the change feed: what an app does to hold a region offline, and nothing more (api.md §12)."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

Key = tuple[str, str, str]


class BusyError(Exception):
    """The server asks to wait; `seconds` says how long. Apps wait longer each time, with some chance in it."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"again in {seconds} s")
        self.seconds = seconds


class NotTheServerError(Exception):
    """A page that wants a log-in stands between us and the server: nothing of it is believed."""


class FeedClient:
    """Holds a copy of one scope. `get(path, headers)` asks the server; `store` and `cursor` are what a phone would keep."""

    def __init__(self, get: Callable[..., Any], **scope: Any) -> None:
        self.get = get
        self.scope = {
            name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in scope.items()
        }
        self.store: dict[Key, dict[str, Any]] = {}
        self.cursor: str | None = None
        self.etag = ""
        # During a full pass: what it has named so far. What it does not name is gone.
        self.named: set[Key] | None = set()
        self.pages: list[dict[str, Any]] = []

    def path(self) -> str:
        return "/api/v1/sync/?" + urlencode({**self.scope, **({"cursor": self.cursor} if self.cursor else {})})

    def ask(self) -> dict[str, Any] | None:
        """The next page; None when nothing has changed, or when a full pass must begin."""
        response = self.get(self.path(), headers={"If-None-Match": self.etag} if self.etag else {})
        if response.status_code == 304:
            return None
        if response.status_code in (429, 503):
            raise BusyError(int(response.headers.get("Retry-After", 1)))
        if "json" not in response.headers.get("Content-Type", ""):
            raise NotTheServerError
        page = json.loads(response.content)
        if response.status_code == 410 or (response.status_code == 400 and page["code"] == "invalid_cursor"):
            self.begin_again()
            return None
        assert response.status_code == 200, page
        self.pending_etag = response.headers["ETag"] if page["complete"] else ""
        return page

    def begin_again(self) -> None:
        """A full pass; what is there stays usable until the pass is over."""
        self.cursor, self.named, self.etag = None, set(), ""

    def apply(self, page: dict[str, Any]) -> None:
        """Items and cursor together, in what would be one local transaction; applying a page twice changes nothing."""
        self.pages.append(page)
        for item in page["items"]:
            key = (item["type"], item["id"], item["locale"])
            held = self.store.get(key)
            if self.named is not None:
                self.named.add(key)
            if held and item["version"] < held["version"]:
                continue
            if item["op"] == "delete":
                self.store.pop(key, None)
            else:
                self.store[key] = item
        self.cursor = page["cursor"]
        # What a page was asked with is not what the next one is asked with: only an answer without news can be "the same".
        self.etag = ""
        if page["complete"] and page["poll_after_seconds"] > 0 and self.named is not None:
            for key in set(self.store) - self.named:
                del self.store[key]
            self.named = None

    def sync(self, most: int = 10_000) -> int:
        """Asks until everything is there; how many pages that took."""
        for count in range(1, most + 1):
            page = self.ask()
            if page is None:
                if self.cursor is None:
                    continue
                return count
            self.apply(page)
            if page["complete"] and page["poll_after_seconds"] > 0:
                if not page["items"]:
                    self.etag = self.pending_etag
                return count
        raise AssertionError(f"not complete after {most} pages")
