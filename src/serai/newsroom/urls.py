"""The desk's addresses. No page of the public site is among them."""

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns = [
    path("", include(wagtailadmin_urls)),
]
