"""The receipt: number, secret, by when, and what to do if nothing happens. It is shown again as often as it is asked for."""

from __future__ import annotations

from typing import Any

import segno
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString, mark_safe

from .. import tracking
from ..intake import Receipt
from .doors import Here, shown
from .upload import slots


def receipt_page(
    request: HttpRequest, receipt: Receipt, *, here: Here, problem: str = "", status: int = 200
) -> HttpResponse:
    """The receipt as a page: answered directly, because its secret may not travel in an address."""
    address = request.build_absolute_uri(f"/pengaduan/{receipt.ref}/")
    context: dict[str, Any] = {
        "receipt": receipt,
        "case": receipt.case,
        "token": tracking.token_for(receipt.case),
        "address": address,
        "qr": qr_of(address),
        "slots": slots(receipt.case),
        "problem": problem,
        "origin": "receipt",
    }
    return shown(request, "cases/receipt.html", context, here=here, status=status)


def qr_of(address: str) -> SafeString:
    """The public address of the case as a square, drawn dark on light whatever the screen's colours."""
    code = segno.make_qr(address, error="m", boost_error=False)
    return mark_safe(code.svg_inline(border=2, dark="#000", light="#fff", omitsize=True, svgclass="qr", lineclass=None))
