"""Makes the small files behind the sample documents: a one-page PDF in the printer's own words, or a CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence


def pdf(title: str, lines: Sequence[str], note: str) -> bytes:
    """A one-page A4 PDF in the standard Helvetica; letters outside Latin-1 become question marks."""
    drawn = [(20, 770, title), (9, 748, note)]
    drawn += [(12, 706 - 24 * number, f"{number + 1}.  {line}") for number, line in enumerate(lines)]
    stream = b"\n".join(b"BT /F1 %d Tf 60 %d Td (%s) Tj ET" % (size, y, escaped(words)) for size, y, words in drawn)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (id-ID) /ViewerPreferences << /DisplayDocTitle true >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Title (%s) >>" % escaped(title),
    ]
    file, starts = io.BytesIO(b""), []
    file.write(b"%PDF-1.4\n")
    for number, content in enumerate(objects, start=1):
        starts.append(file.tell())
        file.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    table = file.tell()
    file.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    file.write(b"".join(b"%010d 00000 n \n" % start for start in starts))
    file.write(b"trailer\n<< /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table))
    return file.getvalue()


def escaped(words: str) -> bytes:
    """Text as a PDF string holds it: Latin-1 with brackets and backslashes marked."""
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("latin-1", "replace")


def table(rows: Sequence[Sequence[str]]) -> bytes:
    """A CSV file, UTF-8, one line a row."""
    target = io.StringIO()
    csv.writer(target, lineterminator="\n").writerows(rows)
    return target.getvalue().encode()
