"""Which database the discussion lives in, and its transactions.

Rule: the discussion's tables are in a database of their own, so that a copy of the desk's holds no reader's
words. A verb that writes runs inside `atomic()`; no transaction spans this database and another.
"""

from typing import Final

from django.db import transaction

ALIAS: Final = "discussion"


def atomic() -> transaction.Atomic:
    """A transaction of the discussion's database; a context manager and a decorator."""
    return transaction.atomic(using=ALIAS)
