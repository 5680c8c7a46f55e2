import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0004_fronts'),
    ]

    operations = [
        migrations.AddField(
            model_name='edition',
            name='made_from',
            field=models.ForeignKey(blank=True, help_text='An edition of the same language in its other script: everything public there is public here, transliterated by rule. Nothing is written in this one. It cannot be changed once it is public.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='derived', to='desk.edition', verbose_name='made from'),
        ),
        migrations.AddField(
            model_name='edition',
            name='kept_words',
            field=models.TextField(blank=True, help_text='Names that are not transliterated, one a line, spelled as in the stories.', max_length=20000, verbose_name='words left alone'),
        ),
    ]
