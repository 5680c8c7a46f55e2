"""A small Wagtail site as its tutorial makes one, to serve a story beside Serai's baked page.

Rule: no cache, no debug, SQLite: what a request costs when the page is made for it.
"""
