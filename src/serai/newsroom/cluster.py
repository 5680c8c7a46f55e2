"""The cluster: machines of a Dask scheduler that make pages for this newsroom's press.

Rule: knows Dask, and nothing else does. Dask (the extra "cluster") is any newsroom's own: whoever reaches its
scheduler can run code on its machines, so it belongs into a private network, or behind TLS
(https://distributed.dask.org/en/stable/tls.html). Its client and workers need this same Serai.
"""

import re
from collections.abc import Iterator
from concurrent.futures import CancelledError, Executor
from contextlib import contextmanager
from typing import TYPE_CHECKING

from serai.newsroom.config import Newsroom
from serai.newsroom.errors import ClusterError
from serai.press.shares import Share
from serai.press.sharing import Shared

if TYPE_CHECKING:
    from distributed import Client

PATIENCE = 15.0  # seconds for a scheduler to answer, and to have a machine
_ADDRESS = re.compile(r"(tcp|tls)://\S+:\d+\Z")
RETRIES = 3  # times that a job is given to another machine, when one failed


def own_share(newsroom: Newsroom) -> str:
    """The share for machines that see the newsroom's own data folder, made where it is not there."""
    folder = newsroom.data / "share"
    folder.mkdir(mode=0o700, exist_ok=True)
    return str(folder)


@contextmanager
def cluster(address: str, place: str) -> Iterator[tuple[Executor, int]]:
    """An executor for bakes on the machines of the scheduler at `address` ("tcp://10.0.0.5:8786"), which
    share `place` (a folder or `s3://…`) with this one; and how many jobs they can have at once. ClusterError
    where no scheduler answers or it has no machines; ShareError or BucketError where the share cannot be
    opened."""
    try:
        from distributed import Client, KilledWorker  # noqa: PLC0415 (an extra: most newsrooms have one machine)
    except ImportError as error:
        raise ClusterError(
            "Baking on other machines needs Dask, which is not installed. Here and there, in the folder of "
            "Serai's code: make cluster"
        ) from error
    if not _ADDRESS.match(address):
        raise ClusterError(
            f"{address!r} is no scheduler's address. Write it as tcp://HOST:8786 or tls://HOST:8786"
        )
    share = Share(place)
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterError(
            f"No Dask scheduler answers at {address}: {error}. Start one (dask scheduler), and name the "
            "address that it tells: --scheduler tcp://HOST:8786"
        ) from error
    try:
        threads = _threads(client, address)
        machines = client.get_executor(pure=False, retries=RETRIES)
        with Shared(machines, share, broken=(KilledWorker, CancelledError)) as executor:
            yield executor, 2 * threads  # each has one more at hand while it does one
    finally:
        client.close()


def _threads(client: "Client", address: str) -> int:
    """How many jobs the machines do at once."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError as error:
        raise ClusterError(
            f"The scheduler at {address} has no machines to bake with. Start some: dask worker {address}"
        ) from error
    return sum(client.nthreads().values())
