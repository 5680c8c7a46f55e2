"""Whose server each follower, letter and delivery is of; blocked servers."""

from typing import Any

import serai.core.clock
from django.db import migrations, models

from serai.wire.following.servers import host_of, server_of


def fill(apps: Any, _editor: Any) -> None:
    for follower in apps.get_model("wire", "Follower").objects.iterator():
        follower.host = host_of(follower.actor)
        follower.server = server_of(follower.host)
        follower.save(update_fields=["host", "server"])
    for delivery in apps.get_model("wire", "Delivery").objects.iterator():
        delivery.server = server_of(host_of(delivery.inbox))
        delivery.save(update_fields=["server"])
    for inbox in apps.get_model("wire", "Inbox").objects.iterator():
        inbox.host = host_of(inbox.inbox)
        inbox.save(update_fields=["host"])


class Migration(migrations.Migration):

    dependencies = [
        ('wire', '0002_followers'),
    ]

    operations = [
        migrations.CreateModel(
            name='BlockedServer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('host', models.CharField(max_length=255, unique=True)),
                ('since', models.DateTimeField(default=serai.core.clock.now)),
            ],
        ),
        migrations.AddField('delivery', 'server', models.CharField(default='', max_length=255), preserve_default=False),
        migrations.AddField('follower', 'host', models.CharField(default='', max_length=255), preserve_default=False),
        migrations.AddField('follower', 'server', models.CharField(default='', max_length=255), preserve_default=False),
        migrations.AddField('inbox', 'host', models.CharField(default='', max_length=255), preserve_default=False),
        migrations.AddField('inbox', 'status', models.PositiveIntegerField(default=0)),
        migrations.AddField('letter', 'proof', models.CharField(blank=True, default='', max_length=64), preserve_default=False),
        migrations.AddField('letter', 'server', models.CharField(blank=True, default='', max_length=255), preserve_default=False),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex('delivery', models.Index(fields=['server', 'id'], name='delivery_server')),
        migrations.AddIndex('follower', models.Index(fields=['edition', 'host'], name='follower_host')),
        migrations.AddIndex('follower', models.Index(fields=['server'], name='follower_server')),
        migrations.AddIndex('letter', models.Index(fields=['server', 'due_at'], name='letter_server')),
        migrations.AddIndex('letter', models.Index(fields=['proof'], name='letter_proof')),
    ]
