"""Gives every case a name for apps that tells nothing of its submission."""

import uuid

from django.db import migrations, models


def name_what_is_there(apps, schema_editor):
    case = apps.get_model("cases", "Case")
    for pk in case.objects.values_list("pk", flat=True).iterator():
        case.objects.filter(pk=pk).update(uid=uuid.uuid4())


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [
        migrations.AddField("case", "uid", models.UUIDField(default=uuid.uuid4, editable=False, null=True)),
        migrations.RunPython(name_what_is_there, migrations.RunPython.noop),
        migrations.AlterField("case", "uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
    ]
