"""The desk as a WSGI application, for Granian."""

import os

from django.core.wsgi import get_wsgi_application

from serai.core.processes import die_with

die_with(os.getppid())
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "serai.newsroom.settings")
application = get_wsgi_application()
