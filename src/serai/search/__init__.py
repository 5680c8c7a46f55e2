"""Search: the published stories, found by their words.

Rule: no Django. The index is made of plates alone, of what lies on the site, so that what is not public
cannot be found; it may be thrown away at any time, and is made anew of any copy of the site.
"""
