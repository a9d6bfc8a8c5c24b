"""The outermost door: no Content-Type that a stranger makes up breaks an address."""

from __future__ import annotations

import io
from wsgiref.util import setup_testing_defaults

import pytest
from django.core.handlers.wsgi import WSGIRequest

from cms.wsgi import application, plain_type, read_plainly


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("", ""),
        ("application/json", "application/json"),
        ("application/json; charset=utf-8", "application/json"),
        ("multipart/form-data; boundary=abc", "multipart/form-data; boundary=abc"),
        ('multipart/form-data; charset=hex; boundary="a;b c"', 'multipart/form-data; boundary="a;b c"'),
        ("multipart/form-data; BOUNDARY=abc; charset*=utf-8''hex", "multipart/form-data; boundary=abc"),
        ("text/html; a*=nowhere''%41", "text/html"),
    ],
)
def test_only_what_reading_needs_is_kept(said, kept):
    assert plain_type(said) == kept


def inner(environ, start_response):
    """Reads the request as Django does, as far as made-up encodings have broken it."""
    request = WSGIRequest(environ)
    return [str([request.GET["unit"], request.content_type, len(request.POST)]).encode()]


@pytest.mark.parametrize("said", ["charset=hex", "charset=rot13", "charset=utf-16", "charset=idna", "a*=nowhere''%41"])
@pytest.mark.parametrize("kind", ["text/html", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_made_up_encodings_break_nothing(said, kind):
    for method in ("GET", "POST"):
        environ = {
            "REQUEST_METHOD": method,
            "QUERY_STRING": "unit=%41",
            "CONTENT_TYPE": f"{kind}; {said}",
            "CONTENT_LENGTH": "10",
            "wsgi.input": io.BytesIO(b"--x--\r\n\r\n\r\n"),
        }
        setup_testing_defaults(environ)
        [answer] = read_plainly(inner)(environ, None)
        assert kind.partition(";")[0].encode() in answer


def test_the_served_application_reads_plainly():
    assert application.__qualname__.startswith(read_plainly.__name__)
