"""Photoshop image resources: the wrapping that IPTC-IIM travels in (JPEG APP13, TIFF tag 34377).

Rule: pure. Finds resource 0x0404 and nothing else.
"""

_SIGNATURE = b"8BIM"
_IIM = 0x0404


def iim(resources: bytes) -> bytes:
    """The IPTC-IIM block inside image resources; ValueError where they end too early."""
    place = 0
    while resources[place : place + 4] == _SIGNATURE:
        number = int.from_bytes(resources[place + 4 : place + 6], "big")
        name_size = resources[place + 6 : place + 7]
        if not name_size:
            raise ValueError("image resources that end too early")
        start = place + 6 + (name_size[0] + 2 & ~1)
        size = int.from_bytes(resources[start : start + 4], "big")
        if start + 4 + size > len(resources):
            raise ValueError("image resources that end too early")
        if number == _IIM:
            return resources[start + 4 : start + 4 + size]
        place = start + 4 + (size + 1 & ~1)
    return b""
