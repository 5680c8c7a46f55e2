"""The demo newsroom: an invented paper with stories in three languages, its pictures, and what fills the desk.

Rule: the words are data (`content/`), the pictures are code (`illustrations/`), and `fill` uses the desk's
own verbs and nothing else. Every person, town and institution in it is invented.
"""
