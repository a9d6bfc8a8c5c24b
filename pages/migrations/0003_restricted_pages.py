"""Stores with each page whether a lock on it or above it keeps strangers out."""

from django.db import migrations, models


def lock_what_is_locked(apps, schema_editor):
    """The pages at and below every lock that is set already; an alias is locked with its original."""
    base_page = apps.get_model("pages", "BasePage")
    page = apps.get_model("wagtailcore", "Page")
    locked = set(apps.get_model("wagtailcore", "PageViewRestriction").objects.values_list("page_id", flat=True))
    found = locked
    while found:
        found = set(page.objects.filter(alias_of__in=found).values_list("pk", flat=True)) - locked
        locked |= found
    for path in page.objects.filter(pk__in=locked).values_list("path", flat=True):
        base_page.objects.filter(path__startswith=path).update(is_restricted=True)


class Migration(migrations.Migration):

    dependencies = [
        ('pages', '0002_content_version'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.AddField(
            model_name='basepage',
            name='is_restricted',
            field=models.BooleanField(default=False, editable=False, verbose_name='behind a lock'),
        ),
        migrations.AddIndex(
            model_name='basepage',
            index=models.Index(fields=['unit', 'is_hidden_above', 'is_withheld', 'is_restricted'], name='pages_of_a_unit'),
        ),
        migrations.AddIndex(
            model_name='basepage',
            index=models.Index(fields=['region_code', 'is_hidden_above', 'is_withheld', 'is_restricted'], name='pages_of_a_region'),
        ),
        migrations.RunPython(lock_what_is_locked, migrations.RunPython.noop, elidable=False),
    ]
