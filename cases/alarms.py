"""Words that an officer should see first, and signs of advertising: marks for the inbox, never a reason to refuse."""

from __future__ import annotations

import datetime
import re

from .models import Case
from .submissions import Submission

DANGER = re.compile(
    r"\b(bunuh(?:\s+diri)?|dibunuh|membunuh|bom|ledakan|perkosa\w*|diperkosa|pemerkosaan|cabul\w*|dicabuli|pencabulan"
    r"|pelecehan\s+seksual|kdrt|dipukuli|aniaya\w*|dianiaya|penganiayaan|sekap|disekap|culik|diculik|penculikan"
    r"|mengakhiri\s+hidup|gantung\s+diri|sajam|senjata\s+tajam|ancam(?:an)?\s+bunuh|diancam|kekerasan)\b",
    re.IGNORECASE,
)
LINK = re.compile(
    r"https?://|www\.|\b[a-z0-9-]{2,63}\.(?:com|net|xyz|top|site|online|bet|win|vip|link|click|biz)\b", re.IGNORECASE
)
GAMBLING = re.compile(
    r"\b(slot(?:\s+gacor|\s+online)?|gacor|maxwin|judol|judi\s+online|togel|toto\s*\d*d?|jackpot|scatter|rtp\s+live|depo(?:sit)?\s+pulsa|pinjol)\b",
    re.IGNORECASE,
)
# The mark of what looks like advertising; it holds the case back from the public until an officer answers for it.
LINKS = "links"
SAME_TEXT_WITHIN = datetime.timedelta(days=2)


def speaks_of_danger(text: str) -> bool:
    return bool(DANGER.search(text))


def looks_like_advertising(text: str) -> bool:
    """Several links, or one beside the words of gambling sites; a single link to a picture of a road is no spam."""
    links = len(LINK.findall(text))
    return links > 2 or (links > 0 and bool(GAMBLING.search(text))) or len(GAMBLING.findall(text)) > 2


def marks_of(submission: Submission, root_id: int, at: datetime.datetime) -> list[str]:
    """What was noticed about a new text. One query."""
    text = f"{submission.title}\n{submission.body}"
    found = ["priority"] if speaks_of_danger(text) else []
    if looks_like_advertising(text):
        found.append(LINKS)
    same = Case.objects.filter(root=root_id, kind=submission.kind, received_at__gt=at - SAME_TEXT_WITHIN)
    if same.filter(title=submission.title, body=submission.body).exclude(submission_id=submission.id).exists():
        found.append("cluster")
    return found
