"""Loading regions: whole or not at all, and a second time without a trace."""

import json
import time

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from regions.importers import SHIPPED, import_file
from regions.models import Region, Unit
from regions.region_files import BrokenFileError

HEAD = "code,name,level,bps_code,time_zone\n"
GOOD = (
    "91,Papua,province,94,Asia/Jayapura\n"
    "91.03,Jayapura,regency,9403,\n"
    "91.03.01,Sentani,kecamatan,,\n"
    "91.03.01.1001,Hinekombe,kelurahan,,\n"
    "91.03.01.2002,Golo Ru'u,desa,,\n"
    "91.03.01.3003,Pasar Panas/Taniran,desa_adat,,\n"
)


@pytest.fixture(autouse=True)
def _in_english():
    """The operator's messages are checked in the language of the code."""
    with translation.override("en"):
        yield


@pytest.fixture
def file(tmp_path):
    def write(text, name="regions.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write


def problems(path):
    before = (Region.objects.count(), Unit.objects.count())
    with pytest.raises(BrokenFileError) as caught:
        import_file(path)
    assert (Region.objects.count(), Unit.objects.count()) == before
    return str(caught.value)


def test_the_shipped_five_load_fast_and_complete(db):
    began = time.perf_counter()
    report = import_file()
    assert time.perf_counter() - began < 10
    assert report.regions.created == 5 + 5 + 72 + 795
    assert Region.objects.filter(level="desa").count() == 762
    assert Region.objects.filter(level="kelurahan").count() == 33
    assert Unit.objects.count() == 5 + 72 + 795
    darmayasa = Unit.objects.select_related("region__parent", "parent__parent").get(code="33.04.15.2008")
    assert darmayasa.name == "Desa Darmayasa"
    assert darmayasa.parent.name == "Kecamatan Pejawaran"
    assert darmayasa.parent.parent.name == "Kabupaten Banjarnegara"
    assert darmayasa.region.parent.name == "Pejawaran"


def test_statistics_codes_and_zones_come_from_the_file_only(db):
    import_file()
    assert Region.objects.get(code="64.08").bps_code == "6404"
    assert Region.objects.get(code="62.13").bps_code == "6212"
    assert Region.objects.get(code="64.08.01").bps_code == ""
    assert Region.objects.get(code="64.08.01.2001").time_zone == "Asia/Makassar"
    assert Region.objects.get(code="62").time_zone == "Asia/Pontianak"


def test_a_second_run_changes_nothing(db, django_assert_max_num_queries):
    import_file()
    with django_assert_max_num_queries(20):
        report = import_file()
    assert (report.regions.created, report.regions.changed, report.regions.unchanged) == (0, 0, 877)
    assert (report.units.created, report.units.changed, report.units.unchanged) == (0, 0, 872)


def test_the_shipped_file_carries_its_licence():
    data = json.loads(SHIPPED.read_text())
    assert data["licence"] == "ODbL-1.0"
    assert "Open Database License" in data["attribution"]
    assert "idn-area-data" in (SHIPPED.parent / "README.md").read_text()


def test_a_csv_loads_with_every_level(db, file):
    report = import_file(file(HEAD + GOOD))
    assert report.regions.created == 6
    assert list(Unit.objects.values_list("name", "kind")) == [
        ("Kabupaten Jayapura", "regency"),
        ("Kecamatan Sentani", "kecamatan"),
        ("Kelurahan Hinekombe", "kelurahan"),
        ("Desa Golo Ru'u", "desa"),
        ("Desa Pasar Panas/Taniran", "desa"),
    ]
    assert Region.objects.get(code="91.03.01.3003").time_zone == "Asia/Jayapura"


def test_a_spreadsheet_may_leave_its_mark_and_drop_the_last_columns(db, file):
    assert import_file(file("code,name,level\n91,Papua,province\n", encoding="utf-8-sig")).regions.created == 1


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_spreadsheet_separates_in_its_own_way(db, file, separator, end):
    text = (HEAD + GOOD).replace(",", separator).replace("\n", end)
    assert import_file(file(text, encoding="utf-8-sig")).regions.created == 6


def test_a_name_is_written_on_one_line(db, file):
    import_file(file(HEAD + '91,"Papua \n  Barat\u00a0Daya",province,,\n'))
    assert Region.objects.get(code="91").name == "Papua Barat Daya"


def test_a_dry_run_reports_and_keeps_nothing(db, file):
    assert import_file(file(HEAD + GOOD), dry_run=True).regions.created == 6
    assert not Region.objects.exists()


def test_a_renamed_territory_renames_its_office_unless_people_named_it(db, file):
    import_file(file(HEAD + GOOD))
    Unit.objects.filter(code="91.03.01.2002").update(name="Kampung Golo")
    changed = GOOD.replace("Sentani", "Sentani Kota").replace("Golo Ru'u", "Golo Ru'a")
    report = import_file(file(HEAD + changed))
    assert (report.regions.changed, report.units.changed) == (2, 1)
    assert Unit.objects.get(code="91.03.01").name == "Kecamatan Sentani Kota"
    assert Unit.objects.get(code="91.03.01.2002").name == "Kampung Golo"


def test_offices_take_the_words_of_their_regency(db, file):
    import_file(file(HEAD + "\n".join(GOOD.splitlines()[:2])))
    Unit.objects.filter(code="91.03").update(desa_term="Kampung", kecamatan_term="Distrik")
    import_file(file(HEAD + GOOD))
    assert Unit.objects.get(code="91.03.01").name == "Distrik Sentani"
    assert Unit.objects.get(code="91.03.01.2002").name == "Kampung Golo Ru'u"
    assert Unit.objects.get(code="91.03.01.1001").name == "Kelurahan Hinekombe"


@pytest.mark.parametrize(
    ("row", "line", "words"),
    [
        ("91.3,Jayapura,regency,,", 8, "no region code"),
        ("91.03.01.4001,Empat,desa,,", 8, "no region code"),
        ("91.03.01,Sentani,kecamatan,,", 8, "stands already in"),
        ("91.03.02.2001,Yatim,desa,,", 8, "91.03.02, is neither in the file nor loaded"),
        ("91.03.01.2009,Salah,kelurahan,,", 8, "is a desa by its code"),
        ("91.03.02,Salah,distrik,,", 8, "no level"),
        ("91.03.02,,kecamatan,,", 8, "has no name"),
        ("91.03.02,Zona,kecamatan,,Asia/Wamena", 8, "no time zone"),
        ("91.03.02,Angka,kecamatan,94O3,", 8, "no BPS code"),
        ("91.03.02", 8, "a cell is missing"),
        ("91.03.02,Lebih,kecamatan,,,,", 8, "one too many"),
        ('91.03.02,"Kutip"x,kecamatan,,', 8, "expected after"),
        ("91.03.02,Nol\0,kecamatan,,", 8, "a sign that nobody can read"),
        ("٩٢,Lain,province,,", 8, "no region code"),
    ],
)
def test_a_broken_row_is_named_and_nothing_is_written(db, file, row, line, words):
    told = problems(file(f"{HEAD}{GOOD}{row}\n"))
    assert f"line {line}" in told
    assert words in told


def test_all_mistakes_are_told_at_once(db, file):
    told = problems(file(f"{HEAD}{GOOD}xx,Salah,desa,,\n91.04,,regency,,\n"))
    assert "line 8" in told
    assert "line 9" in told


def test_missing_columns_are_named(db, file):
    assert "missing columns: level" in problems(file("code,name\n91,Papua\n"))


def test_a_column_that_stands_twice_is_named(db, file):
    assert "line 1: a column stands there twice: name" in problems(file("code,name,level,name\n91,A,province,B\n"))


def test_another_encoding_is_named_with_its_line(db, file):
    assert "line 3: this is not UTF-8" in problems(
        file(HEAD + GOOD.replace("Jayapura,reg", "Jàyapura,reg"), encoding="latin-1")
    )


def test_an_empty_file_is_refused(db, file):
    assert "no region" in problems(file(HEAD))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            lambda data: data["regencies"][0]["kecamatan"][1]["villages"][0].pop("name"),
            "regencies[0].kecamatan[1].villages[0].name",
        ),
        (lambda data: data["regencies"][0]["kecamatan"][1].update(code="62.13.1"), "regencies[0].kecamatan[1]"),
        (lambda data: data["regencies"][1].update(kecamatan=None), "regencies[1].kecamatan: a list"),
        (lambda data: data["regencies"][1]["kecamatan"].pop(), "regencies[1].kecamatan_count says 12, but 11"),
        (lambda data: data["regencies"][2].update(time_zone="WITA"), "regencies[2]: “WITA” is no time zone"),
    ],
)
def test_a_broken_element_is_named(db, file, change, words):
    data = json.loads(SHIPPED.read_text())
    change(data)
    assert words in problems(file(json.dumps(data), "regions.json"))


def test_a_cut_json_is_named_with_its_line(db, file):
    assert "line 7: this is not JSON" in problems(file("\n".join(SHIPPED.read_text().splitlines()[:7]), "regions.json"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[" * 100_000, "regencies: a list is expected"),
        (
            '{"regencies": [{"code": "91.03", "name": "\\ud800", "province": "P", "time_zone": "", "kecamatan": []}]}',
            "regencies[0]: the name of 91.03 holds a sign",
        ),
    ],
)
def test_a_json_that_nobody_meant_is_refused_in_words(db, file, text, words):
    assert words in problems(file(text, "regions.json"))


def test_the_command_reports_and_refuses(db, file, capsys):
    call_command("import_regions", str(file(HEAD + GOOD)))
    told = capsys.readouterr().out
    assert "6" in told
    assert "5" in told
    with pytest.raises(CommandError, match="line 2"):
        call_command("import_regions", str(file(HEAD + "x,Y,desa,,\n")))
    with pytest.raises(CommandError):
        call_command("import_regions", "/nowhere.csv")
