"""The service standard: complete before it is public, its fee lawful, its components in the order of the law."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from pages.components import COMPONENTS, MANUFACTURING, SERVICE_DELIVERY
from pages.models import ServicePage
from tests.factories import make

SIX = {
    "requirements": ("requirements", []),
    "procedure": ("procedure", []),
    "completion_time": ("time_value", None),
    "fee": ("fee_type", ""),
    "product": ("product", " \n "),
    "complaint_handling": ("complaint_channels", []),
}
EIGHT = {
    "legal_basis": [("legal_basis", {"kind": "perda", "number": "1", "year": 2020, "title": "Pelayanan"})],
    "facilities": "Ruang tunggu",
    "staff_competence": "Mampu memakai komputer",
    "internal_supervision": "Sekretaris desa",
    "staff_count": 2,
    "service_guarantee": "Selesai tepat waktu",
    "safety_guarantee": "Berkas disimpan terkunci",
    "performance_evaluation": "Setahun sekali",
}


@pytest.mark.parametrize("component", SIX)
def test_a_service_is_not_published_while_one_of_the_six_is_empty(tree, component):
    field, empty = SIX[component]
    with pytest.raises(ValidationError) as refused:
        make(ServicePage, tree, **{field: empty})
    assert list(refused.value.message_dict) == [field]


@pytest.mark.parametrize("component", SIX)
def test_a_draft_service_may_be_incomplete_but_its_publication_is_refused(tree, component):
    field, empty = SIX[component]
    draft = make(ServicePage, tree, live=False, **{field: empty})
    with pytest.raises(ValidationError):
        draft.save_revision().publish()
    draft.refresh_from_db()
    assert not draft.live


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"fee_type": "free"}, []),
        ({"fee_type": "free", "fee_amount": Decimal("0")}, []),
        ({"fee_type": "free", "fee_amount": Decimal("5000")}, ["fee_amount"]),
        ({"fee_type": "fixed", "fee_amount": Decimal("5000"), "fee_basis": "Perda 1/2024"}, []),
        ({"fee_type": "fixed", "fee_amount": Decimal("5000")}, ["fee_basis"]),
        ({"fee_type": "fixed", "fee_basis": "Perda 1/2024"}, ["fee_amount"]),
        ({"fee_type": "range", "fee_min": Decimal("1"), "fee_max": Decimal("2"), "fee_basis": "Perda"}, []),
        ({"fee_type": "range", "fee_min": Decimal("3"), "fee_max": Decimal("2"), "fee_basis": "Perda"}, ["fee_min"]),
        ({"fee_type": "range", "fee_min": Decimal("3"), "fee_basis": "Perda"}, ["fee_min"]),
        ({"fee_type": "formula"}, ["fee_basis"]),
        ({"fee_type": "by_regulation", "fee_basis": "PP 1/2024"}, []),
        ({"time_unit": ""}, ["time_unit"]),
        ({"time_value": 3, "time_max": 2}, ["time_max"]),
        ({"time_value": 0, "time_unit": "minute"}, []),
    ],
)
def test_fee_and_time_rules(fields, wrong):
    fields = {"time_value": 10, "time_unit": "minute", "fee_type": "free"} | fields
    errors = ServicePage(title="Surat", **fields).publication_errors()
    assert sorted(set(errors) - {"requirements", "procedure", "product", "complaint_channels"}) == wrong


def test_components_are_those_of_the_law_in_its_order_with_their_groups(tree):
    page = make(ServicePage, tree, **EIGHT)
    assert [component["slug"] for component in page.components] == [
        "legal_basis",
        "requirements",
        "procedure",
        "completion_time",
        "fee",
        "product",
        "facilities",
        "staff_competence",
        "internal_supervision",
        "complaint_handling",
        "staff_count",
        "service_guarantee",
        "safety_guarantee",
        "performance_evaluation",
    ]
    assert {c["slug"] for c in page.components if c["group"] == SERVICE_DELIVERY} == set(SIX)
    assert {c["slug"] for c in page.components if c["group"] == MANUFACTURING} == set(EIGHT)
    assert all(component["label"] for component in page.components)


def test_completeness_counts_what_is_there_of_fourteen(tree):
    assert len(COMPONENTS) == 14
    assert make(ServicePage, tree).completeness == 6
    assert make(ServicePage, tree, **EIGHT).completeness == 14
    assert ServicePage(title="Surat").completeness == 0


@pytest.mark.parametrize("component", EIGHT)
def test_an_empty_component_is_left_out(tree, component):
    page = make(ServicePage, tree, **{name: value for name, value in EIGHT.items() if name != component})
    assert component not in [c["slug"] for c in page.components]
    assert page.completeness == 13


def test_values_of_time_fee_and_product_have_the_form_apps_expect(tree):
    page = make(
        ServicePage,
        tree,
        time_value=1,
        time_max=3,
        time_unit="working_day",
        fee_type="fixed",
        fee_amount=Decimal("15000"),
        fee_basis="Perda 1/2024",
        product="Surat\n\nSalinan",
    )
    values = {component["slug"]: component["value"] for component in page.components}
    assert values["completion_time"]["value"] == 1
    assert values["completion_time"]["max"] == 3
    assert values["completion_time"]["unit"] == "working_day"
    assert values["completion_time"]["condition"]
    assert values["fee"] == {
        "type": "fixed",
        "amount": {"amount": "15000.00", "currency": "IDR"},
        "min": None,
        "max": None,
        "basis": "Perda 1/2024",
    }
    assert values["product"] == ["Surat", "Salinan"]
    assert values["requirements"][0]["text"] == "KTP asli"
    assert values["complaint_handling"]["channels"][0]["kind"] == "counter"


def test_services_stand_in_the_list_by_name(tree, rf):
    for title in ("Surat Pindah", "Akta Kelahiran", "Kartu Keluarga"):
        make(ServicePage, tree, title=title)
    index = ServicePage.objects.first().get_parent().specific
    assert [page.title for page in index.items(rf.get("/"))] == ["Akta Kelahiran", "Kartu Keluarga", "Surat Pindah"]
