"""The theme: what a page looks like, and the words the site itself says.

Rule: templates show a view (`serai.press.views`) and decide nothing but looks; every word of the site's
own goes through gettext; nothing here asks a third party for anything, and no page needs a script.
"""
