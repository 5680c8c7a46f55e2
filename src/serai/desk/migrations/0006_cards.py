from django.conf import settings
from django.db import migrations, models

from serai.desk.translation import adopting


def adopt(apps, schema_editor):
    adopting.adopt(apps, using=schema_editor.connection.alias)


def trust(apps, schema_editor):
    """Who has been given a story already keeps it."""
    cards = apps.get_model("desk", "TranslationCard").objects.using(schema_editor.connection.alias)
    cards.filter(translator__isnull=False).update(given=True)


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0005_derived'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='story',
            name='before_original',
            field=models.BooleanField(default=False, help_text='An embargo or a schedule of the original does not hold this translation back.', verbose_name='may come out before its original'),
        ),
        migrations.AddField(
            model_name='translationcard',
            name='given',
            field=models.BooleanField(default=False),
        ),
        # What was adopted stays where it is: a card is no more than what is there says.
        migrations.RunPython(adopt, migrations.RunPython.noop),
        migrations.RunPython(trust, migrations.RunPython.noop),
    ]
