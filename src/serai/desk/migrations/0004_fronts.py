import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('desk', '0003_translations'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='order',
            name='kind',
            field=models.CharField(choices=[('story', 'story'), ('section', 'section'), ('author', 'author'), ('topic', 'topic'), ('edition', 'edition'), ('front', 'front')], max_length=10),
        ),
        migrations.CreateModel(
            name='Front',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(default=0)),
                ('layout', models.JSONField(default=dict)),
                ('edition', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='front', to='desk.edition')),
            ],
            options={
                'verbose_name': 'front',
                'verbose_name_plural': 'fronts',
            },
        ),
        migrations.CreateModel(
            name='FrontVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('layout', models.JSONField(default=dict)),
                ('changed', models.JSONField(default=list)),
                ('saved_at', models.DateTimeField()),
                ('front', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='desk.front')),
                ('saved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-number'],
                'constraints': [models.UniqueConstraint(fields=('front', 'number'), name='one_front_version')],
            },
        ),
    ]
