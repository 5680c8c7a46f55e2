"""What followers were last told of each edition's account, and what a reader saw of each story then."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('wire', '0003_servers'),
    ]

    operations = [
        migrations.CreateModel(
            name='ToldAccount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition', models.CharField(max_length=35, unique=True)),
                ('digest', models.CharField(max_length=64)),
            ],
        ),
        migrations.RemoveField('told', 'updated'),
        migrations.AddField('told', 'digest', models.CharField(blank=True, default='', max_length=64), preserve_default=False),
    ]
