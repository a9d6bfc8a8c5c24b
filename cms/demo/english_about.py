"""The English of the pages about the whole site, to which the foot of every page leads."""

from __future__ import annotations

from typing import Any

from .bodies import heading, text

ABOUT_SITE: dict[str, dict[str, Any]] = {
    "Cara memeriksa situs resmi": {
        "title": "How to recognise an official site",
        "summary": "Government sites end in go.id, village sites in desa.id. Check three things before you enter data.",
        "body": [
            text(
                "This demonstration is not an official site: enter no real data here. On a real one, check three things."
            ),
            heading("Three things to check"),
            text(
                "- The <b>address</b> ends in .go.id, or in .desa.id for a village.",
                "- The <b>padlock</b> stands beside the address.",
                "- The <b>request</b> is reasonable: we never ask for a password, PIN or one-time code.",
            ),
        ],
    },
    "Aksesibilitas": {
        "title": "Accessibility",
        "summary": "How everybody can use this site, and how to tell us when something stands in the way.",
        "body": [
            text(
                "We follow WCAG 2.2, level AA. Pages can be read without JavaScript, with a keyboard and with a screen reader."
            ),
            heading("What is not perfect yet"),
            text(
                "- Some PDF documents have no structure marks.",
                "- Videos on other sites may have no captions.",
            ),
            heading("Tell us"),
            text(
                "Name the page and what stands in the way on our contact page. We answer within five working days, and "
                "give you documents in another form if you ask for it."
            ),
        ],
    },
    "Privasi": {
        "title": "Privacy",
        "summary": "You can read this site without giving data. There are no cookies and no trackers.",
        "body": [
            text(
                "This site sets no cookie for readers, loads nothing from other sites and does not measure what you do."
            ),
            heading("Data that we keep"),
            text(
                "- The log of the server (IP address and page) for 14 days, for security.",
                "- Reports and requests that you send; name and contact are kept apart from them, under lock.",
                "- Accounts of the officials who write pages.",
            ),
            heading("Your rights"),
            text("You may ask which data we keep about you and have them put right (UU 27/2022)."),
        ],
    },
}
