"""The discussion's first tables."""

import django.db.models.deletion
import serai.core.clock
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(editable=False, max_length=32, unique=True)),
                ('edition', models.CharField(max_length=35, verbose_name='edition')),
                ('story', models.CharField(max_length=32, verbose_name="story's key")),
                ('position', models.PositiveIntegerField(verbose_name='place in the thread')),
                ('name', models.CharField(blank=True, max_length=80, verbose_name='name')),
                ('text', models.TextField(max_length=20000, verbose_name='comment')),
                ('written_at', models.DateTimeField(blank=True, null=True, verbose_name='written')),
                ('state', models.CharField(choices=[('pending', 'Waiting'), ('held', 'Held'), ('approved', 'Approved'), ('rejected', 'Rejected'), ('withdrawn', 'Withdrawn'), ('removed', 'Removed')], default='pending', max_length=10, verbose_name='state')),
                ('imported', models.BooleanField(default=False, verbose_name='from an archive')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='came from')),
                ('received_at', models.DateTimeField(default=serai.core.clock.now, editable=False, verbose_name='received')),
                ('reply_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='replies', to='discussion.comment', verbose_name='reply to')),
            ],
            options={
                'verbose_name': 'comment',
                'verbose_name_plural': 'comments',
                'ordering': ['-received_at', 'edition', 'story', 'position'],
                'permissions': [('moderate_comment', 'Can approve and reject comments')],
            },
        ),
        migrations.CreateModel(
            name='Move',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('before', models.CharField(choices=[('pending', 'Waiting'), ('held', 'Held'), ('approved', 'Approved'), ('rejected', 'Rejected'), ('withdrawn', 'Withdrawn'), ('removed', 'Removed')], max_length=10)),
                ('after', models.CharField(choices=[('pending', 'Waiting'), ('held', 'Held'), ('approved', 'Approved'), ('rejected', 'Rejected'), ('withdrawn', 'Withdrawn'), ('removed', 'Removed')], max_length=10)),
                ('by', models.CharField(blank=True, max_length=150)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('at', models.DateTimeField(default=serai.core.clock.now)),
                ('comment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='discussion.comment')),
            ],
            options={
                'verbose_name': 'move',
                'verbose_name_plural': 'moves',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Rating',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition', models.CharField(max_length=35)),
                ('story', models.CharField(max_length=32)),
                ('likes', models.PositiveIntegerField(default=0)),
                ('dislikes', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'rating',
                'verbose_name_plural': 'ratings',
                'constraints': [models.UniqueConstraint(fields=('edition', 'story'), name='rating_story')],
            },
        ),
        migrations.CreateModel(
            name='ThreadOrder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition', models.CharField(max_length=35)),
                ('key', models.CharField(max_length=32)),
                ('placed_at', models.DateTimeField(default=serai.core.clock.now)),
                ('filled_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'thread order',
                'verbose_name_plural': 'thread orders',
                'ordering': ['placed_at', 'pk'],
                'indexes': [models.Index(condition=models.Q(('filled_at__isnull', True)), fields=['placed_at'], name='thread_order_due')],
            },
        ),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(fields=['edition', 'story', 'state'], name='comment_thread'),
        ),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(fields=['state', '-received_at'], name='comment_queue'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.UniqueConstraint(fields=('edition', 'story', 'position'), name='comment_place'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['pending', 'held', 'approved', 'rejected', 'withdrawn', 'removed'])), name='comment_state_known'),
        ),
    ]
