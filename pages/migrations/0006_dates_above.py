"""Stores with each page from when and until when the dates of the pages above it let it be seen."""

from django.db import migrations, models
from django.db.models import Q


def take_dates_from_above(apps, schema_editor):
    """The latest beginning and the earliest end of all pages above; only pages that have dates are looked at."""
    base_page = apps.get_model("pages", "BasePage")
    dated = base_page.objects.exclude(go_live_at=None, expire_at=None).filter(numchild__gt=0)
    for path, go_live_at, expire_at in dated.values_list("path", "go_live_at", "expire_at"):
        below = base_page.objects.filter(path__startswith=path).exclude(path=path)
        if go_live_at:
            later = Q(go_live_above_at=None) | Q(go_live_above_at__lt=go_live_at)
            below.filter(later).update(go_live_above_at=go_live_at)
        if expire_at:
            earlier = Q(expire_above_at=None) | Q(expire_above_at__gt=expire_at)
            below.filter(earlier).update(expire_above_at=expire_at)


class Migration(migrations.Migration):

    dependencies = [
        ('pages', '0005_bundles'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.AddField(
            model_name='basepage',
            name='expire_above_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='pages above expire'),
        ),
        migrations.AddField(
            model_name='basepage',
            name='go_live_above_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='pages above go live'),
        ),
        migrations.RunPython(take_dates_from_above, migrations.RunPython.noop, elidable=False),
    ]
