"""The site as a WSGI application, for Granian."""

import os

from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.wagtail_site.settings"
application = get_wsgi_application()
