"""The wire's first table."""

import django.db.models.deletion
import serai.core.clock
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('desk', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Rescue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition', models.CharField(max_length=35, verbose_name='edition')),
                ('file_name', models.CharField(max_length=255, verbose_name='file')),
                ('sha256', models.CharField(max_length=64)),
                ('address', models.CharField(blank=True, max_length=2000, verbose_name='address on the lost site')),
                ('receipt', models.JSONField(verbose_name='receipt')),
                ('created_at', models.DateTimeField(default=serai.core.clock.now, verbose_name='rescued')),
                ('story', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='rescue', to='desk.story', verbose_name='story')),
            ],
            options={
                'verbose_name': 'rescued page',
                'verbose_name_plural': 'rescued pages',
                'ordering': ['-created_at'],
                'constraints': [models.UniqueConstraint(fields=('edition', 'sha256'), name='rescue_bytes'), models.UniqueConstraint(condition=models.Q(('address', ''), _negated=True), fields=('edition', 'address'), name='rescue_address')],
            },
        ),
    ]
