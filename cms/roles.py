"""Who may do what: roles and their permissions as data, and the Wagtail groups that are derived from them.

The one source is UnitRole(user, unit, role). For each unit with a section and each role there is a group, named
"<unit code> <role>"; its permissions lie on the section page of every language and on the section's collection. Both are
trees, so whoever acts for a kecamatan reaches its desa and whoever acts for the regency reaches all, without further rows.
Officers of cases get a group, too; the cases themselves are opened to them by their UnitRole alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Model, Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from cms.models import User
from pages.models import SectionPage
from regions.models import Unit, UnitRole

Role = UnitRole.Role

# Names of groups that this module keeps; every other group is left alone.
DERIVED = re.compile(r"^\d{2}(\.\d{2}){1,2}(\.\d{4})?(-[a-z0-9-]+)? (" + "|".join(Role.values) + ")$")


@dataclass(frozen=True)
class Rights:
    """What a role may do in its section: on pages, on the files of its collection, and everywhere."""

    pages: tuple[str, ...]
    files: tuple[str, ...]
    everywhere: tuple[str, ...] = ("wagtailadmin.access_admin",)


RIGHTS: dict[str, Rights] = {
    # Writes and edits; somebody else publishes.
    Role.EDITOR: Rights(
        pages=("wagtailcore.add_page", "wagtailcore.change_page"),
        files=(
            "wagtailimages.add_image",
            "wagtailimages.choose_image",
            "wagtaildocs.add_document",
            "wagtaildocs.choose_document",
        ),
    ),
    # Publishes, and answers for the pictures and documents of everybody in the section.
    Role.PUBLISHER: Rights(
        pages=(
            "wagtailcore.add_page",
            "wagtailcore.change_page",
            "wagtailcore.publish_page",
            "wagtailcore.lock_page",
            "wagtailcore.unlock_page",
        ),
        files=(
            "wagtailimages.add_image",
            "wagtailimages.change_image",
            "wagtailimages.choose_image",
            "wagtaildocs.add_document",
            "wagtaildocs.change_document",
            "wagtaildocs.choose_document",
        ),
    ),
}


def every(model: str, actions: tuple[str, ...] = ("add", "change", "delete", "view")) -> tuple[str, ...]:
    """All permissions on one model."""
    app, _, name = model.partition(".")
    return tuple(f"{app}.{action}_{name}" for action in actions)


# Officers of cases. What they see and do with a case follows from UnitRole itself (cases.visibility, cases.transitions);
# their group only opens the admin and carries what is no matter of one case. It is made when somebody holds the role.
# Never a permission on the model Case: Wagtail's reports would then list its log to whoever has it.
OFFICERS: dict[str, tuple[str, ...]] = {
    Role.COUNTER: (),
    Role.VERIFIER: (),
    # May see who sent a case, with a reason; each look is logged.
    Role.COORDINATOR: ("cases.view_reporter",),
    Role.HANDLER: (),
    Role.UNIT_HEAD: (),
    Role.PPID_EXECUTIVE: (),
    Role.PPID_MAIN: (),
    Role.PPID_SUPERIOR: (),
    Role.INSPECTORATE: (),
    Role.LEADERSHIP: (),
    Role.RECORDS_OFFICER: (),
}

# What a role may do in addition in a unit of one kind: the regency keeps the words that all its sections share, and the
# categories, wordings, days and limits by which all its offices take cases.
ADDITIONAL: dict[tuple[str, str], tuple[str, ...]] = {
    (Unit.Kind.REGENCY, Role.COORDINATOR): (
        *every("cases.category"),
        *every("cases.wording"),
        *every("cases.holiday"),
        *every("cases.deadlinerule", ("add", "change", "view")),
        *every("cases.casesettings", ("add", "change", "view")),
        *every("cases.desk", ("add", "change", "view")),
    ),
    (Unit.Kind.REGENCY, Role.RECORDS_OFFICER): every("cases.purgerule"),
    (Unit.Kind.REGENCY, Role.PUBLISHER): (
        "pages.add_topic",
        "pages.change_topic",
        "pages.delete_topic",
        "pages.view_topic",
        # Begins a translation, wherever it is; whoever edits the section writes it. wagtail-localize does not ask for the
        # page, so nobody further down may begin one.
        "wagtail_localize.submit_translation",
    ),
}


def group_name(unit: Unit, role: str) -> str:
    return f"{unit.code} {role}"


def collection_name(unit: Unit) -> str:
    """Spoken name first, for people who look for it in a list; the code last, which finds it again."""
    return f"{unit.name} · {unit.code}"


def permissions(names: tuple[str, ...]) -> list[Permission]:
    """The permissions of these names ("app.codename"). One query."""
    wanted = Q(pk=None)
    for name in names:
        app, _, codename = name.partition(".")
        wanted |= Q(content_type__app_label=app, codename=codename)
    return list(Permission.objects.filter(wanted))


# ---------------------------------------------------------------- groups of a unit


@transaction.atomic
def keep_groups(unit: Unit) -> None:
    """Makes the groups of a unit, or mends them, so that they have exactly the rights that the tables above say."""
    sections = list(SectionPage.objects.filter(unit=unit).order_by("path"))
    collection = keep_collection(unit, sections[0]) if sections else None
    pages = [section.pk for section in sections]
    for role, rights in RIGHTS.items():
        group, _ = Group.objects.get_or_create(name=group_name(unit, role))
        group.permissions.set(permissions((*rights.everywhere, *ADDITIONAL.get((unit.kind, role), ()))))
        on_pages = {(page, permission.pk) for permission in permissions(rights.pages) for page in pages}
        keep_rows(GroupPagePermission, group, "page_id", on_pages)
        places = [collection.pk] if collection else []
        on_files = {(place, permission.pk) for permission in permissions(rights.files) for place in places}
        keep_rows(GroupCollectionPermission, group, "collection_id", on_files)
    of_officers = {group_name(unit, role): role for role in OFFICERS}
    for name in Group.objects.filter(name__in=of_officers).values_list("name", flat=True):
        keep_officers(unit, of_officers[name])


def keep_officers(unit: Unit, role: str) -> None:
    """Makes or mends the group of those who hold a role for cases in a unit."""
    group, _ = Group.objects.get_or_create(name=group_name(unit, role))
    names = ("wagtailadmin.access_admin", *OFFICERS[role], *ADDITIONAL.get((unit.kind, role), ()))
    group.permissions.set(permissions(names))


def keep_rows(model: type[Model], group: Group, place: str, wanted: set[tuple[int, int]]) -> None:
    """Makes a group's permission rows these pairs (place, permission): missing ones are added, others removed."""
    held = model._default_manager.filter(group=group).values_list("pk", place, "permission_id")
    rows = {(place_id, permission): pk for pk, place_id, permission in held}
    gone = [pk for pair, pk in rows.items() if pair not in wanted]
    if gone:
        model._default_manager.filter(pk__in=gone).delete()
    new = sorted(wanted - rows.keys())
    model._default_manager.bulk_create(
        model(group=group, permission_id=permission, **{place: place_id}) for place_id, permission in new
    )


def collection_of(unit: Unit) -> Collection | None:
    """The collection of a unit's pictures and documents."""
    return Collection.objects.filter(name__endswith=f" · {unit.code}").first()


def keep_collection(unit: Unit, section: SectionPage) -> Collection:
    """Makes the collection of a section, or moves it: it lies where the section lies, below that of the section above."""
    above = SectionPage.objects.ancestor_of(section).select_related("unit").order_by("-path").first()
    parent = collection_of(above.unit) if above and above.unit else None
    parent = parent or Collection.get_first_root_node()
    collection = collection_of(unit)
    if collection is None:
        return parent.add_child(name=collection_name(unit))
    if collection.get_parent() != parent:
        collection.move(parent, pos="sorted-child")
        collection.refresh_from_db()
    return collection


# ---------------------------------------------------------------- groups of a user


@transaction.atomic
def sync_user(user: User) -> None:
    """Puts a user into the groups of the roles that hold today, and takes them out of the others."""
    wanted = set()
    for role in UnitRole.objects.active().filter(user=user).select_related("unit"):
        name = group_name(role.unit, role.role)
        if not Group.objects.filter(name=name).exists():
            if role.role in OFFICERS:
                keep_officers(role.unit, role.role)
            else:
                keep_groups(role.unit)
        wanted.add(name)
    has = {name for name in user.groups.values_list("name", flat=True) if DERIVED.match(name)}
    user.groups.remove(*Group.objects.filter(name__in=has - wanted))
    user.groups.add(*Group.objects.filter(name__in=wanted - has))


def sync_everybody() -> int:
    """What happens each night: roles that began or ended with the day gain or lose their groups. Returns how many users."""
    users = list(User.objects.filter(Q(unit_roles__isnull=False) | Q(groups__name__regex=r"^\d{2}\.")).distinct())
    for user in users:
        sync_user(user)
    return len(users)
