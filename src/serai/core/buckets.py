"""Buckets: opening S3-compatible storage, for whoever puts files there.

Rule: the one place that knows how a bucket is named and opened. `s3://bucket/prefix` says which; endpoint,
region and keys come from the environment as every S3 program reads them (AWS_ENDPOINT_URL, AWS_REGION,
AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN), so that no secret is in a name, a setting or an
error. Needs the extra "s3" (obstore).
"""

import os
import re
from datetime import timedelta
from typing import TYPE_CHECKING

from serai.core.errors import SeraiError

if TYPE_CHECKING:
    from obstore.store import S3Store

# Names as S3 allows them: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
_ADDRESS = re.compile(r"s3://(?P<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?P<prefix>(/[\w.=+-]+)*)/?\Z")
_TRIES = 5
_PATIENCE = timedelta(seconds=60)  # for one request, with all its tries


class BucketError(SeraiError):
    """Object storage that cannot be opened or used."""


def is_address(address: str) -> bool:
    """Whether `address` names a bucket, or a folder in one."""
    found = _ADDRESS.match(address)
    return found is not None and "/." not in found["prefix"]


def open_bucket(address: str, *, endpoint: str = "") -> "S3Store":
    """The storage at `s3://bucket/prefix`; every name given to it stands below the prefix. `endpoint` (a
    URL) wins over the environment's. BucketError where the address is none, or obstore is not installed;
    nothing is asked of the network yet."""
    found = _ADDRESS.match(address)
    if not found or not is_address(address):
        shown = "An address with an @" if "@" in address else repr(address)  # somebody's key may stand in it
        raise BucketError(
            f"{shown} names no bucket. Write s3://BUCKET or s3://BUCKET/FOLDER: small letters, digits, "
            "dots and hyphens; endpoint and keys belong in the environment (AWS_ENDPOINT_URL, …)."
        )
    try:
        from obstore.exceptions import BaseError  # noqa: PLC0415 (an extra: most newsrooms have no bucket)
        from obstore.store import S3Store  # noqa: PLC0415
    except ImportError as error:
        raise BucketError(
            "Object storage needs the package obstore, which is not installed. "
            "In the folder of Serai's code: make s3"
        ) from error
    where = endpoint or os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL") or ""
    plain = where.startswith("http://")
    try:
        return S3Store(
            found["bucket"],
            prefix=found["prefix"].strip("/") or None,
            config={"endpoint": where} if where else {},
            client_options={"allow_http": True} if plain else {},
            retry_config={"max_retries": _TRIES, "retry_timeout": _PATIENCE},
        )
    except (BaseError, ValueError) as error:
        raise BucketError(
            f"{address} cannot be opened: {first_line(error)}. See to AWS_… in the environment."
        ) from error


def refused(address: str, doing: str, error: Exception) -> BucketError:
    """The error to raise where obstore failed: `doing` says at what, as "keeping packs/7"."""
    return BucketError(
        f"{address} failed at {doing}: {first_line(error)}. See that the endpoint answers and that the keys "
        "may read, write and delete there, and try again: what is there already is not sent twice."
    )


def first_line(error: Exception) -> str:
    """What obstore says of a failure, without the pages that follow."""
    return (str(error).splitlines() or [type(error).__name__])[0][:300]
