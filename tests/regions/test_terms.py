"""The words for desa and kecamatan come from the nearest office upwards that says one."""

import pytest

from regions.models import Unit
from regions.terms import codes_above, respeak, spoken
from tests.factories import RegionFactory, UnitFactory


@pytest.fixture
def line(db):
    RegionFactory(code="33.04.15", name="Pejawaran")
    RegionFactory(code="33.04.15.2008", name="Darmayasa")
    return [
        UnitFactory(code="33.04"),
        UnitFactory(code="33.04.15", name="Kecamatan Pejawaran"),
        UnitFactory(code="33.04.15.2008", name="Desa Darmayasa"),
    ]


def test_the_usual_words_hold_where_nobody_says_another(line):
    assert line[2].term("desa") == "Desa"
    assert line[2].term("kecamatan") == "Kecamatan"


def test_words_come_down_and_the_nearest_wins(line, django_assert_num_queries):
    Unit.objects.filter(code="33.04").update(desa_term="Kampung", kecamatan_term="Distrik")
    Unit.objects.filter(code="33.04.15").update(desa_term="Nagari")
    desa = Unit.objects.get(code="33.04.15.2008")
    with django_assert_num_queries(1):
        assert (desa.term("desa"), desa.term("kecamatan")) == ("Nagari", "Distrik")
    assert Unit.objects.get(code="33.04").term("desa") == "Kampung"
    assert UnitFactory(code="33.04-dinkes").term("desa") == "Kampung"


def test_a_regency_with_a_longer_number_is_not_above(line):
    UnitFactory(code="33.05", desa_term="Gampong")
    assert line[2].term("desa") == "Desa"


def test_new_words_rename_the_offices_that_had_the_old_ones(line):
    RegionFactory(code="33.04.15.2001", name="Kalilunjar")
    UnitFactory(code="33.04.15.2001", name="Pemerintah Desa Kalilunjar")
    line[0].desa_term = "Nagari"
    line[0].save()
    assert respeak(line[0], ("", "")) == 0
    assert list(Unit.objects.filter(kind="desa").values_list("name", flat=True)) == [
        "Pemerintah Desa Kalilunjar",
        "Nagari Darmayasa",
    ]


def test_codes_above():
    assert codes_above("33.04") == []
    assert codes_above("33.04.15.2008") == ["33.04", "33.04.15"]
    assert codes_above("33.04-dinkes") == ["33.04"]


def test_spoken_names_of_regencies_and_cities():
    assert spoken("regency", "33.04", "Banjarnegara", {}) == "Kabupaten Banjarnegara"
    assert spoken("regency", "33.04", "KABUPATEN BANJARNEGARA", {}) == "KABUPATEN BANJARNEGARA"
    assert spoken("regency", "33.74", "Semarang", {}) == "Kota Semarang"
