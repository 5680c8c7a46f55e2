"""Photos: what may come in, what is read from it, and what may go out.

Rule: pure of Django; bytes in, records and files out. An upload is refused or accepted by `intake`, its
caption, credit and alternative text are read by `metadata`, and what readers get is rebuilt from its
pixels by `renditions`. The uploaded file itself never stands under a public address.

    >>> from serai.desk.photos import intake, metadata, renditions       # doctest: +SKIP
    >>> intake.inspect(data, "a.jpg", limit_bytes=30_000_000, limit_pixels=80_000_000)  # doctest: +SKIP
"""
