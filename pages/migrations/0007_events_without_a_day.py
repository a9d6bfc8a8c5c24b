"""An event may be written down before its day is known."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pages', '0006_dates_above'),
    ]

    operations = [
        migrations.AlterField(
            model_name='eventpage',
            name='starts_at',
            field=models.DateTimeField(null=True, verbose_name='starts'),
        ),
    ]
