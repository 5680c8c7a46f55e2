"""Followers of editions, and what is on its way to them."""

import django.db.models.deletion
import serai.core.clock
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('wire', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Heard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ledger', models.CharField(max_length=64)),
                ('bake', models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='Inbox',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('inbox', models.CharField(max_length=1000, unique=True)),
                ('failures', models.PositiveIntegerField()),
                ('since', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Sending',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition', models.CharField(max_length=35)),
                ('body', models.TextField()),
                ('at', models.DateTimeField(default=serai.core.clock.now)),
            ],
        ),
        migrations.CreateModel(
            name='Follower',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition', models.CharField(max_length=35)),
                ('actor', models.CharField(max_length=1000)),
                ('inbox', models.CharField(max_length=1000)),
                ('shared_inbox', models.CharField(max_length=1000)),
                ('follow', models.CharField(blank=True, max_length=1000)),
                ('since', models.DateTimeField(default=serai.core.clock.now)),
            ],
            options={
                'verbose_name': 'follower',
                'verbose_name_plural': 'followers',
                'indexes': [models.Index(fields=['shared_inbox'], name='follower_shared_inbox')],
                'constraints': [models.UniqueConstraint(fields=('edition', 'actor'), name='follower_once')],
            },
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry', models.CharField(max_length=64, unique=True)),
                ('data', models.TextField(blank=True)),
                ('at', models.DateTimeField()),
                ('due_at', models.DateTimeField(null=True)),
                ('attempts', models.PositiveIntegerField(default=0)),
            ],
            options={
                'indexes': [models.Index(fields=['due_at'], name='letter_due')],
            },
        ),
        migrations.CreateModel(
            name='Told',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition', models.CharField(max_length=35)),
                ('story', models.CharField(max_length=100)),
                ('updated', models.CharField(blank=True, max_length=30)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('edition', 'story'), name='told_once')],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('inbox', models.CharField(max_length=1000)),
                ('sending', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='wire.sending')),
            ],
            options={
                'indexes': [models.Index(fields=['inbox', 'id'], name='delivery_inbox')],
            },
        ),
    ]
