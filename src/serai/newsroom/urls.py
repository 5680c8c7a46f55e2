"""The desk's addresses. No page of the public site is among them."""

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

from serai.desk import preview
from serai.newsroom import views

urlpatterns = [
    path("assets/<path:path>", views.asset),
    path("favicon.svg", views.asset, {"path": "favicon.svg"}),
    path("media/<path:path>", views.medium),
    path("gate/<path:path>", preview.readers_form),
    path("originals/<path:path>", views.original),
    path("", include(wagtailadmin_urls)),
]
