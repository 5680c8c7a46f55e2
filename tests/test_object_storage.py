"""The object storage that tests are given is an S3 server, and each test's bucket is its own."""

from tests.object_storage import Bucket


def test_a_bucket_keeps_what_is_put_with_its_type(bucket: Bucket) -> None:
    bucket.store.put("en/index.html", b"<p>Here.</p>", attributes={"Content-Type": "text/html"})

    assert bucket.objects() == {"en/index.html": b"<p>Here.</p>"}
    assert bucket.store.get("en/index.html").attributes == {"Content-Type": "text/html"}


def test_the_next_bucket_is_empty(bucket: Bucket) -> None:
    assert bucket.objects() == {}
