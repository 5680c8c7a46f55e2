"""Serai: a newsroom in one command, for outlets that publish under pressure.

The rooms and who may import whom are drawn in `docs/explanation/rooms.md`; imports go down only.
"""

__version__ = "0.1.0"
