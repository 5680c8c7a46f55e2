"""The addresses of the translation desk, below the desk's own.

Rule: names and routes; who may enter is asked by each view.
"""

from django.urls import path

from serai.desk.translation import po_screens, screens

app_name = "translations"
urlpatterns = [
    path("", screens.grid, name="grid"),
    path("next/", screens.next_for_me, name="next"),
    path("<int:source>/<slug:edition>/", screens.sheet, name="sheet"),
    path("<int:source>/<slug:edition>/begin/", screens.begin, name="begin"),
    path("<int:source>/<slug:edition>/assign/", screens.assign, name="assign"),
    path("<int:source>/<slug:edition>/export/", po_screens.export, name="export"),
    path("<int:source>/<slug:edition>/import/", po_screens.take_in, name="import"),
]
