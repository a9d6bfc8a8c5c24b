"""Texts are kept as they were meant; JSON is read one way or not at all."""

import pytest

from cases.texts import BadJsonError, BadTextError, is_blank, normalise, plain_digits, strict_json


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("e\u0301", "\u00e9"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\u202eb\u2066c\u2069", "abc"),
        ("a\u0007\u001bb\u0085c", "ab\nc"),
        ("tab\tstays", "tab\tstays"),
        ("  outer  ", "outer"),
        ("ꦢꦭꦤ꧀ جلان 道", "ꦢꦭꦤ꧀ جلان 道"),
        ("zero\u200dwidth joiner stays", "zero\u200dwidth joiner stays"),
    ],
)
def test_normalise(typed, kept):
    assert normalise(typed) == kept


def test_one_line_has_no_line_ends():
    assert normalise("a\r\n\tb  c", one_line=True) == "a b c"


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b", "\u2060\ufeff", "\u00a0\u3000", "\u00ad"])
def test_what_cannot_be_seen_is_blank(text):
    assert is_blank(text)


@pytest.mark.parametrize("text", ["a", "😀", ".", "ꦢ"])
def test_what_can_be_seen_is_not_blank(text):
    assert not is_blank(text)


def test_digits_of_every_script():
    assert plain_digits("٠١٢ ०१२ ꧐꧑꧒ 012 x") == "012 012 012 012 x"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"{'a':1}",
        b'{"a":1,}',
        b'{"a":1,"a":1}',
        b'[{"b":{"c":1,"c":2}}]',
        b"NaN",
        b"[Infinity]",
        b"1e999",
        b"-1e400",
        b"1234567890123456",
        b'"a\nb"',
        b'"\xc3"',
        b"[" * 17 + b"]" * 17,
        b'{"a":' * 20_000,
        b"\xef\xbb\xbf1",
    ],
)
def test_json_in_doubt_is_refused(data):
    with pytest.raises(BadJsonError) as caught:
        strict_json(data)
    assert caught.value.code == "invalid_json"


@pytest.mark.parametrize("data", [b'"\\u0000"', b'{"\\u0000":1}', b'["\\udc00"]', b'[[{"a":"x\\ud83dy"}]]'])
def test_texts_that_cannot_be_stored_are_refused(data):
    with pytest.raises(BadTextError) as caught:
        strict_json(data)
    assert caught.value.code == "invalid_text"


@pytest.mark.parametrize(
    ("data", "value"),
    [
        (b" [1, -2.5, true, null] ", [1, -2.5, True, None]),
        (b"123456789012345", 123456789012345),
        (b"[" * 16 + b"]" * 16, None),
        (b'"\\ud83d\\ude00"', "😀"),
    ],
)
def test_plain_json_is_read(data, value):
    assert value is None or strict_json(data) == value
    strict_json(data)
