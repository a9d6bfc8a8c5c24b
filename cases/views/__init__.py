"""What citizens see of cases, by what they come for; every view only reads, asks an action, and draws."""

from .open_data import open_data
from .performance import performance
from .published import one, published
from .send import ask, contest, write
from .track import track

__all__ = ["ask", "contest", "one", "open_data", "performance", "published", "track", "write"]
