import django.db.models.deletion
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0002_scale'),
        ('wagtailcore', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='story',
            name='follows',
            field=models.JSONField(default=dict, editable=False),
        ),
        migrations.AddField(
            model_name='story',
            name='lead_alt',
            field=models.CharField(blank=True, help_text="In this story's language. Leave empty to use the photo's own.", max_length=500, verbose_name='alternative text here'),
        ),
        migrations.AlterField(
            model_name='story',
            name='body',
            field=wagtail.fields.StreamField([('paragraph', 0), ('subhead', 1), ('photo', 5), ('quote', 9), ('pull_quote', 12), ('list', 16), ('link_card', 21), ('missing_photo', 25)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link'], 'icon': 'pilcrow', 'label': 'Text'}), 1: ('wagtail.blocks.CharBlock', (), {'icon': 'title', 'label': 'Subhead', 'max_length': 200}), 2: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Photo'}), 3: ('wagtail.blocks.CharBlock', (), {'help_text': "Leave empty to use the photo's own caption.", 'label': 'Caption', 'max_length': 500, 'required': False}), 4: ('wagtail.blocks.CharBlock', (), {'help_text': "Leave empty to use the photo's own credit.", 'label': 'Credit', 'max_length': 200, 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('photo', 2), ('caption', 3), ('credit', 4), ('alt', 26)]], {}), 6: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link'], 'label': 'Words'}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Speaker', 'max_length': 120}), 8: ('wagtail.blocks.CharBlock', (), {'help_text': 'For example: head of the school.', 'label': 'Who that is', 'max_length': 160, 'required': False}), 9: ('wagtail.blocks.StructBlock', [[('text', 6), ('speaker', 7), ('role', 8)]], {}), 10: ('wagtail.blocks.TextBlock', (), {'label': 'Words', 'max_length': 300, 'rows': 2}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'Speaker', 'max_length': 120, 'required': False}), 12: ('wagtail.blocks.StructBlock', [[('text', 10), ('speaker', 11)]], {}), 13: ('wagtail.blocks.BooleanBlock', (), {'label': 'Numbered', 'required': False}), 14: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link'], 'label': 'Item'}), 15: ('wagtail.blocks.ListBlock', (14,), {'label': 'Items', 'max_num': 100, 'min_num': 1}), 16: ('wagtail.blocks.StructBlock', [[('ordered', 13), ('items', 15)]], {}), 17: ('wagtail.blocks.URLBlock', (), {'label': 'Address'}), 18: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 200}), 19: ('wagtail.blocks.CharBlock', (), {'label': 'Line below', 'max_length': 300, 'required': False}), 20: ('wagtail.blocks.CharBlock', (), {'help_text': "For example: YouTube, or the court's site.", 'label': 'Source', 'max_length': 80, 'required': False}), 21: ('wagtail.blocks.StructBlock', [[('url', 17), ('title', 18), ('text', 19), ('source', 20)]], {}), 22: ('wagtail.blocks.CharBlock', (), {'label': 'What it showed', 'max_length': 500, 'required': False}), 23: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'max_length': 500, 'required': False}), 24: ('wagtail.blocks.CharBlock', (), {'label': 'Credit', 'max_length': 200, 'required': False}), 25: ('wagtail.blocks.StructBlock', [[('description', 22), ('caption', 23), ('credit', 24)]], {}), 26: ('wagtail.blocks.CharBlock', (), {'help_text': "In this story's language. Leave empty to use the photo's own.", 'label': 'Alternative text', 'max_length': 500, 'required': False})}, verbose_name='body'),
        ),
        migrations.CreateModel(
            name='TranslationCard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_at', models.DateTimeField(blank=True, null=True, verbose_name='due')),
                ('behind', models.PositiveIntegerField(default=0)),
                ('corrections', models.PositiveIntegerField(default=0)),
                ('public_behind', models.PositiveIntegerField(default=0)),
                ('public_corrections', models.PositiveIntegerField(default=0)),
                ('locale', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.locale')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='translation_cards', to='desk.story')),
                ('target', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='translation_card', to='desk.story')),
                ('translator', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='translator')),
            ],
            options={
                'verbose_name': 'translation',
                'verbose_name_plural': 'translations',
                'indexes': [models.Index(fields=['translator', 'due_at'], name='card_translator'), models.Index(condition=models.Q(('behind__gt', 0), ('corrections__gt', 0), _connector='OR'), fields=['locale', 'source'], name='card_stale')],
                'constraints': [models.UniqueConstraint(fields=('source', 'locale'), name='one_card_an_edition')],
            },
        ),
    ]
