"""PostgreSQL with one writer at a time, as a SQLite file has.

Rule: a transaction begins by taking the desk's turn, an advisory lock of its database
(postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS), and gives it back by ending. So what it
reads is what stands when it writes: Wagtail counts the children of a page before it adds one, a story takes
its old addresses from its row, and a link to a story that is just being moved is neither missed nor ordered
too early. A statement outside a transaction waits for nobody. Readers never wait.
"""

from typing import Any

from django.db.backends.postgresql import base

_TURN = int.from_bytes(b"serai")  # the same for all who write to a desk
PATIENCE = (
    20.0  # seconds, as at a SQLite file: whoever waits longer for a turn or a row gets OperationalError
)


class DatabaseWrapper(base.DatabaseWrapper):
    """Django finds it by the engine's name and this class's."""

    def set_autocommit(
        self, autocommit: bool, force_begin_transaction_with_broken_autocommit: bool = False
    ) -> None:
        """As Django's; turning it off is how `atomic` begins a transaction."""
        super().set_autocommit(autocommit, force_begin_transaction_with_broken_autocommit)
        if autocommit:
            return
        try:
            self._take_the_turn()
        except BaseException:
            self.rollback()
            super().set_autocommit(True)
            raise

    def _take_the_turn(self) -> None:
        # Past Django's cursor: it is part of beginning, and no query of whoever begins.
        connection: Any = self.connection
        with self.wrap_database_errors:
            connection.execute(f"SET LOCAL lock_timeout = {round(PATIENCE * 1000)}")  # milliseconds
            connection.execute(f"SELECT pg_advisory_xact_lock({_TURN})")
