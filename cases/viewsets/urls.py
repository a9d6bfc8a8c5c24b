"""The addresses of the officers' screens, inside the admin."""

from django.urls import path, register_converter

from ..counter import counter
from . import books, bulk, case_page, files, handing, holidays, inbox, letter_page, looks, unsent

app_name = "cases_desk"


class ReferenceConverter:
    """A number as it stands on receipts; anything else is no address."""

    regex = r"[A-Z]{3}-[0-9]{2}-[0-9A-Z]{6}-[0-9A-Z]"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(ReferenceConverter, "case_ref")

urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("loket/", counter, name="counter"),
    path("disposisi/", bulk.assign, name="assign"),
    path("hari-libur/", holidays.confirm, name="holidays"),
    path("yang-melihat/", looks.looks, name="looks"),
    path("tak-terkirim/", unsent.unsent, name="unsent"),
    path("buku/<slug:name>/", books.book, name="book"),
    path("buku/<slug:name>/<int:year>.<slug:format>", books.recap, name="recap"),
    path("<case_ref:ref>/", case_page.case_page, name="case"),
    path("<case_ref:ref>/identitas/", case_page.identity, name="identity"),
    path("<case_ref:ref>/surat/", letter_page.letter, name="letter"),
    path("<case_ref:ref>/lapor/", handing.hand_over, name="lapor"),
    path("<case_ref:ref>/lapor/berkas/", handing.bundle, name="lapor_files"),
    path("<case_ref:ref>/berkas/", files.add, name="file"),
    path("<case_ref:ref>/berkas/<uuid:file_id>/", files.release, name="release"),
]
