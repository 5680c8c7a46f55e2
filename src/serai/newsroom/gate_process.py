"""The Gate's process: Granian on a socket that the supervisor holds, `python -m serai.newsroom.gate_process`.

Rule: the socket outlives this process. While the Gate is started again, who comes waits in the socket's
queue and is served then; no public server is ever refused. Granian has no option for a socket that is open
already, so its way of making one (`Server._init_shared_socket`, 2.8) is replaced, and nothing else of it;
`tests/newsroom/test_serving.py` holds it to that.

The options are those of Granian's command line; `SERAI_GATE_SOCKET` is the socket's number.
"""

import os
import socket

from granian import cli
from granian.net import SocketHolder  # type: ignore[attr-defined]
from granian.server import Server

from serai.newsroom.serving import BACKLOG, SOCKET_VARIABLE


class _Held(Server):  # type: ignore[misc, valid-type]
    """Granian's server, on the socket that was handed down."""

    def _init_shared_socket(self) -> None:
        number = int(os.environ[SOCKET_VARIABLE])
        self._shd = SocketHolder(number, True, BACKLOG)  # type: ignore[call-arg]
        self._sfd = number
        self._sso = socket.socket(fileno=number)
        self._sso.set_inheritable(True)


def main() -> None:
    """Run Granian with this process's options."""
    cli.Server = _Held  # type: ignore[attr-defined]
    cli.entrypoint()  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    main()
