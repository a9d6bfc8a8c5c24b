"""The change feed: what apps that keep a copy must learn, so that nothing is missed, leaked or doubled (api.md §10).

`kinds` says of what it tells, `sources` hears of changes, `marking` and `writing` put them down with the content,
`numbering` orders them, `reading` gives them out, `reconciling` proves that nothing was forgotten.
"""

from .kinds import Item, Key, Kind, Public, declare
from .marking import mark_objects, mark_pages, mark_trees, whole

__all__ = ["Item", "Key", "Kind", "Public", "declare", "mark_objects", "mark_pages", "mark_trees", "whole"]
