"""Files of citizens: taken by what they are, made anew before they are seen, and never a reason to lose a case."""

import datetime
import hashlib
import io
import uuid

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from cases import attachments, chain, examining, filetypes, pictures
from cases.attachments import NotStoredError, cleaned_name
from cases.models import Attachment
from cases.submissions import Announced

from . import files
from .files import PLANTED, announced, sent, stored_bytes

State = Attachment.State


@pytest.fixture(autouse=True)
def _own_storage(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "private"},
        }
    }


@pytest.fixture
def case(make_case):
    return make_case()


def read(key):
    with attachments.private_storage().open(key) as file:
        return file.read()


# ---------------------------------------------------------------- pictures


@pytest.mark.parametrize("make", [files.jpeg, files.png, files.webp, files.gif, files.heic], ids=lambda f: f.__name__)
def test_nothing_but_pixels_of_a_picture_is_ever_shown(case, make):
    data = make()
    assert PLANTED in data
    attachment = sent(case, data)
    assert attachment.state == State.PROCESSED, attachment.reject_reason
    assert not list(chain.breaks(case.__class__.objects.get(pk=case.pk)))
    for key, most in ((attachment.copy_key, 2048), (attachment.thumb_key, 360)):
        shown = read(key)
        assert PLANTED not in shown
        assert not any(mark in shown for mark in (b"Exif", b"ICC_PROFILE", b"adobe", b"\xff\xfe"))
        made = Image.open(io.BytesIO(shown))
        assert made.format == "JPEG"
        assert max(made.size) <= most
        assert not made.getexif()
        assert set(made.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_other_colours_of_jpeg(case, mode):
    out = io.BytesIO()
    files.picture(mode=mode).save(out, "JPEG")
    assert sent(case, out.getvalue()).state == State.PROCESSED


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "1", "I;16"])
def test_other_colours_of_png(case, mode):
    out = io.BytesIO()
    Image.linear_gradient("L").convert("L" if mode == "I;16" else "RGBA" if mode == "P" else mode).convert(mode).save(
        out, "PNG"
    )
    attachment = sent(case, out.getvalue())
    assert attachment.state == State.PROCESSED
    assert Image.open(io.BytesIO(read(attachment.copy_key))).mode == "RGB"


def test_what_is_transparent_lies_on_white(case):
    out = io.BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(out, "PNG")
    assert Image.open(io.BytesIO(read(sent(case, out.getvalue()).copy_key))).getpixel((20, 20)) == (255, 255, 255)


def test_a_picture_is_turned_upright(case):
    out = io.BytesIO()
    held = Image.Exif()
    held[0x0112] = 6
    files.picture((400, 200)).save(out, "JPEG", exif=held)
    assert Image.open(io.BytesIO(read(sent(case, out.getvalue()).copy_key))).size == (200, 400)


def test_a_large_picture_becomes_smaller(case):
    attachment = sent(case, files.jpeg((6000, 3000)))
    assert Image.open(io.BytesIO(read(attachment.copy_key))).size == (2048, 1024)
    assert Image.open(io.BytesIO(read(attachment.thumb_key))).size == (360, 180)


@pytest.mark.parametrize("size", [(12_000, 12_000), (20_000, 20_000), (8_000, 5_001), (20_001, 1)], ids=str)
def test_too_many_pixels_are_an_error_and_the_case_lives_on(case, size):
    attachment = sent(case, files.huge_png(*size))
    assert (attachment.state, attachment.reject_reason) == (State.QUARANTINED, "too_many_pixels")
    assert not attachment.copy_key
    case.refresh_from_db()
    assert case.status == "received"
    assert [event.type for event in case.events.all()] == ["submit", "attachment_received"]


@pytest.mark.parametrize(
    "data",
    [files.jpeg()[:2000], files.png()[:300], b"\xff\xd8\xff" + bytes(500), b"GIF89a" + bytes(20)],
    ids=["jpeg", "png", "zeros", "gif"],
)
def test_a_broken_picture_is_set_aside(case, data):
    attachment = sent(case, data)
    assert attachment.state == State.QUARANTINED
    assert attachment.reject_reason in ("broken", "timeout")
    assert list(stored_bytes()) == [attachment.storage_key], "the original stays, nothing else"


def test_a_decoder_that_hangs_is_ended(case, monkeypatch):
    monkeypatch.setattr(pictures, "WALL_SECONDS", 0.001)
    assert sent(case, files.jpeg()).reject_reason == "timeout"


# ---------------------------------------------------------------- by content


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*", "type"),
        (b"<html><script>alert(1)</script>", "type"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "type"),
        ("nama;nik\n".encode("utf-16"), "type"),
        (b"MZ\x90\0", "type"),
        (b"II*\0\x10\0\0\0", "raw_photo"),
        (files.archive({"a.txt": b"x"}), "type"),
        (files.archive({"[Content_Types].xml": b"<a/>", "ppt/presentation.xml": b"<a/>"}), "type"),
        (b"PK\x03\x04" + bytes(40), "type"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "type"),
    ],
    ids=["eicar", "html", "svg", "csv", "exe", "dng", "zip", "pptx", "broken zip", "old office"],
)
def test_what_is_not_on_the_list_is_not_kept(case, data, reason):
    attachment = sent(case, data, name="foto.jpg", type="image/jpeg")
    assert (attachment.state, attachment.reject_reason) == (State.REJECTED, reason)
    assert stored_bytes() == {}
    assert case.events.last().type == "attachment_rejected"
    assert reason not in examining.words([reason])[0]


def test_heic_without_a_decoder_is_said_clearly(case, monkeypatch):
    monkeypatch.setattr(filetypes, "reads_heic", lambda: False)
    attachment = sent(case, files.heic())
    assert (attachment.state, attachment.reject_reason) == (State.REJECTED, "heic")
    assert "JPEG" in examining.words(["heic"])[0]


def test_name_and_declared_type_count_for_nothing(case):
    attachment = sent(case, files.png(), name="virus.exe", type="application/x-msdownload")
    assert (attachment.state, attachment.detected_type) == (State.PROCESSED, "image/png")


def test_a_picture_that_is_also_an_archive_comes_out_as_a_picture_only(case):
    attachment = sent(case, files.jpeg() + files.archive({"evil.js": b"alert(1)"}))
    assert b"evil.js" not in read(attachment.copy_key)


@pytest.mark.parametrize(
    ("data", "warnings"),
    [
        (files.pdf(), []),
        (files.pdf(b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"), ["script"]),
        (files.pdf(b"/S /J#61vaScript"), ["script"]),
        (files.pdf(packed=b"<< /S /Launch /F (cmd.exe) >>"), ["launch"]),
        (files.pdf(b"/Names << /EmbeddedFiles 3 0 R >>"), ["embedded_files"]),
        (files.pdf(b"/Encrypt 5 0 R"), ["encrypted"]),
    ],
)
def test_what_a_pdf_would_do_is_flagged(case, data, warnings):
    attachment = sent(case, data)
    assert (attachment.state, attachment.warnings) == (State.PROCESSED, warnings)
    assert not attachment.copy_key, "a PDF has no copy that could be published"


LINK = b'<Relationships><Relationship Id="r1" Type="http://x/%s" Target="http://169.254.169.254/" TargetMode="External"/></Relationships>'
DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'


@pytest.mark.parametrize(
    ("data", "state", "said"),
    [
        (files.docx(), "processed", []),
        (files.docx(word__vbaProject_x_bin=b"x"), "processed", ["macros"]),
        (files.docx(word___rels__document_x_xml_x_rels=LINK % b"attachedTemplate"), "processed", ["external_links"]),
        (files.docx(word___rels__document_x_xml_x_rels=LINK % b"hyperlink"), "processed", []),
        (files.docx(word__embeddings__a_x_bin=b"x"), "processed", ["embedded_files"]),
        (files.xlsx(more={"xl/externalLinks/externalLink1.xml": b"<a/>"}), "processed", ["external_links"]),
        (files.docx(DOCTYPE), "quarantined", "entities"),
        (files.docx(DOCTYPE.decode().encode("utf-16")), "quarantined", "entities"),
        (files.docx(word__settings_x_XML=DOCTYPE), "quarantined", "entities"),
        (files.docx(word__a_x_xml=b" " * 30_000_000), "quarantined", "zip_bomb"),
        (files.xlsx(more={f"xl/{n}.xml": b"x" for n in range(300)}), "quarantined", "too_many_entries"),
        (files.xlsx(more={"../../evil.xml": b"x"}), "quarantined", "bad_entry"),
        (files.xlsx(more={"/etc/evil.xml": b"x"}), "quarantined", "bad_entry"),
        (files.xlsx(more={"xl\\..\\evil.xml": b"x"}), "quarantined", "bad_entry"),
    ],
)
def test_office_files_are_flagged_or_set_aside(case, data, state, said):
    attachment = sent(case, data)
    assert attachment.state == state
    assert (attachment.warnings if state == "processed" else attachment.reject_reason) == said


# ---------------------------------------------------------------- what an answer would give away


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (files.xlsx(sheet=b'<worksheet><row r="2" hidden="1"/></worksheet>'), "hidden_rows"),
        (files.xlsx(sheet=b'<worksheet><cols><col min="1" max="2" hidden="1"/></cols></worksheet>'), "hidden_columns"),
        (files.xlsx(b'<workbook><sheet name="NIK" state="veryHidden"/></workbook>'), "hidden_sheets"),
        (files.xlsx(more={"xl/pivotCache/pivotCacheDefinition1.xml": b"<a/>"}), "pivot_cache"),
        (files.xlsx(more={"xl/comments1.xml": b"<comments/>"}), "comments"),
        (files.xlsx(more={"xl/sharedStrings.xml": b"<sst><si><t>3304154507850001</t></si></sst>"}), "nik"),
        (files.docx(b'<w:document><w:ins w:id="1"><w:t>x</w:t></w:ins></w:document>'), "tracked_changes"),
        (files.docx(b"<w:document><w:del w:id='1'/></w:document>"), "tracked_changes"),
        (files.docx(b"<w:document><w:rPr><w:vanish/></w:rPr></w:document>"), "hidden_text"),
        (files.docx(b'<w:document><w:rPr><w:vanish w:val="true"/></w:rPr></w:document>'), "hidden_text"),
        (files.docx(b"<w:document><w:rPr><w:vanish></w:vanish></w:rPr></w:document>"), "hidden_text"),
        (files.docx(word__comments_x_xml=b'<w:comments><w:comment w:id="0"/></w:comments>'), "comments"),
        (
            files.docx(
                b"<w:document><w:p><w:r><w:t>33041545</w:t></w:r><w:r><w:t>07850001</w:t></w:r></w:p></w:document>"
            ),
            "nik",
        ),
    ],
)
def test_hidden_parts_of_an_answer_are_listed_before_it_is_sent(case, data, found):
    assert found in examining.release_check(io.BytesIO(data))
    assert found in sent(case, data, role=Attachment.Role.ANSWER).warnings
    assert found in examining.WARNINGS


def test_a_clean_answer_has_nothing_to_confirm():
    assert examining.release_check(io.BytesIO(files.docx())) == []
    shown = b'<w:document><w:rPr><w:vanish w:val="false"/></w:rPr></w:document>'
    assert examining.release_check(io.BytesIO(files.docx(shown))) == []
    assert examining.release_check(io.BytesIO(files.xlsx())) == []


# ---------------------------------------------------------------- names and keys


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../.env", "env"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("a%00.jpg", "a%00.jpg"),
        ("a\0.jpg", "a.jpg"),
        ("...", ""),
        ("", ""),
        ("x" * 300 + ".jpg", "x" * 116 + ".jpg"),
        ("‮gpj.exe", "gpj.exe"),
        ("🚧 jalan.jpg", "🚧 jalan.jpg"),
        ("صورة.jpg", "صورة.jpg"),
        ("x.jpg.php", "x.jpg.php"),
        ("<img src=x onerror=alert(1)>.jpg", "_img src=x onerror=alert(1)_.jpg"),
        ("a\nb.jpg", "a b.jpg"),
    ],
)
def test_names_are_cleaned_and_only_shown(case, name, shown):
    assert cleaned_name(name) == shown
    attachment = sent(case, files.png(), name=name)
    assert attachment.state == State.PROCESSED
    assert attachment.original_name == shown
    assert name.strip(".") == "" or name not in attachment.storage_key


def test_keys_say_nothing_and_equal_names_do_not_meet(case):
    one, two = sent(case, files.png(), name="a.png"), sent(case, files.png(), name="a.png")
    keys = {key for row in (one, two) for key in (row.storage_key, row.copy_key, row.thumb_key)}
    assert len(keys) == 6
    assert set(stored_bytes()) == keys


# ---------------------------------------------------------------- announced and arriving


def test_what_can_never_be_accepted_does_not_stop_the_rest(case, make_case):
    other = announced(make_case())
    ids = [uuid.uuid4() for _ in range(5)]
    sizes = [0, -1, 10 * 1024 * 1024 + 1, 10, 2**70]
    manifest = [Announced(one, "a", size) for one, size in zip(ids, sizes, strict=True)]
    manifest += [Announced(other.pk, "b", 10), Announced(ids[3], "c", 10)]
    attachments.announce(case, manifest)
    states = {row.pk: (row.state, row.reject_reason) for row in case.attachments.all()}
    assert [states[one] for one in ids] == [("rejected", "size")] * 3 + [("reserved", "")] + [("rejected", "size")]
    assert sorted(reason for pk, (_state, reason) in states.items() if pk not in ids) == ["id_taken", "id_taken"]
    other.refresh_from_db()
    assert other.case_id != case.pk


def test_the_sixth_file_is_too_many(case):
    attachments.announce(case, [Announced(uuid.uuid4(), "a", 10) for _ in range(6)])
    assert list(case.attachments.values_list("reject_reason", flat=True)).count("too_many") == 1


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ({"size": 10}, "body_too_large"),
        ({"size": 10_000_000}, "upload_incomplete"),
        ({"sha256": "0" * 64}, "checksum_mismatch"),
    ],
)
def test_what_did_not_arrive_well_may_be_sent_again(case, columns, code):
    data = files.png()
    attachment = announced(case, data, **columns)
    with pytest.raises(NotStoredError) as refused:
        attachments.store(attachment, ContentFile(data))
    assert refused.value.code == code
    attachment.refresh_from_db()
    assert attachment.state == State.RESERVED
    assert stored_bytes() == {}


def test_the_same_file_again_changes_nothing_another_one_is_refused(case):
    data = files.png()
    attachment = announced(case, data, sha256=hashlib.sha256(data).hexdigest())
    attachments.store(attachment, ContentFile(data))
    held = stored_bytes()
    attachments.store(attachment, ContentFile(data))
    assert stored_bytes() == held
    assert case.events.count() == 2
    other = data[:-1] + b"!"
    with pytest.raises(NotStoredError, match=str(NotStoredError("upload_conflict"))):
        attachments.store(attachment, ContentFile(other))
    assert stored_bytes() == held


def test_two_deliveries_at_once_leave_one_file(case):
    data = files.png()
    attachment = announced(case, data)
    slower = Attachment.objects.get(pk=attachment.pk)
    attachments.store(attachment, ContentFile(data))
    attachments.store(slower, ContentFile(data))
    assert len(stored_bytes()) == 1
    assert [event.type for event in case.events.all()] == ["submit", "attachment_received"]


def test_a_case_that_fails_to_note_the_file_leaves_no_bytes(case, monkeypatch):
    monkeypatch.setattr(attachments.engine, "note", lambda *a, **k: 1 / 0)
    data = files.png()
    with pytest.raises(ZeroDivisionError):
        attachments.store(announced(case, data), ContentFile(data))
    assert stored_bytes() == {}


def test_after_a_week_a_file_must_be_asked_for_again(case, desk):
    from cases import actions

    data = files.png()
    attachment = announced(case, data)
    late = attachment.expires_at + datetime.timedelta(seconds=1)
    with pytest.raises(NotStoredError, match=str(NotStoredError("upload_expired"))):
        attachments.store(attachment, ContentFile(data), now=late)
    actions.act(case, "reopen_upload", desk.officer("verifier"), {}, now=late)
    attachment.refresh_from_db()
    assert attachments.store(attachment, ContentFile(data), now=late).state == State.STORED


def test_what_waits_after_a_restart_is_looked_into(case):
    data = files.png()
    attachment = announced(case, data)
    attachments.store(attachment, ContentFile(data))
    assert attachment.state == State.STORED
    assert attachments.process_pending() == 1
    attachment.refresh_from_db()
    assert attachment.state == State.PROCESSED
    assert attachments.process_pending() == 0


def test_bytes_that_vanished_are_no_endless_work(case):
    data = files.png()
    attachment = announced(case, data)
    attachments.store(attachment, ContentFile(data))
    attachments.drop(attachment.storage_key)
    attachments.process_pending()
    attachment.refresh_from_db()
    assert (attachment.state, attachment.reject_reason) == (State.QUARANTINED, "missing")


def test_bytes_that_belong_to_nothing_are_swept_after_a_day(case):
    from django.utils import timezone

    kept = sent(case, files.png())
    attachments.put(ContentFile(b"left by a process that died"))
    assert len(stored_bytes()) == 4
    assert attachments.sweep(timezone.now()) == 0
    assert attachments.sweep(timezone.now() + datetime.timedelta(days=2)) == 1
    assert set(stored_bytes()) == {kept.storage_key, kept.copy_key, kept.thumb_key}


def test_an_officer_adds_an_answer(case):
    attachment = attachments.add(
        case, ContentFile(files.docx()), role="answer", name="jawaban.docx", size=len(files.docx())
    )
    assert attachment.state == State.STORED
    assert case.events.last().audience == "internal"


@pytest.mark.django_db(transaction=True)
def test_a_file_is_looked_into_as_soon_as_it_is_stored():
    from .conftest import open_case, plant_desk

    case, data = open_case(plant_desk()), files.png()
    attachment = announced(case, data)
    attachments.store(attachment, ContentFile(data))
    attachment.refresh_from_db()
    assert attachment.state == State.PROCESSED
