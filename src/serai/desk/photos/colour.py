"""Colour: any picture to eight-bit opaque sRGB.

Rule: pure. A profile that the file carries is honoured; one that cannot be read is left aside, and the
numbers are taken as sRGB, which is what browsers do. Transparency is laid on white.
"""

import io

from PIL import Image, ImageCms

_SRGB = ImageCms.createProfile("sRGB")
_PROFILE_MODES = frozenset({"RGB", "CMYK", "L", "LAB"})
_WHITE = (255, 255, 255)


def to_srgb(image: Image.Image) -> Image.Image:
    """The same picture in mode RGB, sRGB."""
    image = _eight_bits(image)
    profile = image.info.get("icc_profile")
    image, alpha = _opaque(image)
    converted = _through(image, profile) if profile and image.mode in _PROFILE_MODES else image
    if converted.mode == "LAB":
        converted = (
            ImageCms.profileToProfile(converted, ImageCms.createProfile("LAB"), _SRGB, outputMode="RGB")
            or converted
        )
    flat = converted if converted.mode == "RGB" else converted.convert("RGB")
    if alpha is None:
        return flat
    ground = Image.new("RGB", flat.size, _WHITE)
    ground.paste(flat, mask=alpha)
    return ground


def _eight_bits(image: Image.Image) -> Image.Image:
    """Bring sixteen and thirty-two bits and floating point to eight, keeping `info`."""
    if image.mode.startswith("I;16"):
        narrow = image.convert("I").point(lambda value: value / 257).convert("L")
    elif image.mode == "I":
        low, high = _extrema(image)
        top = 65535 if high > 255 else 255
        narrow = (
            image.point(lambda value: value * (255 / top)).convert("L") if low >= 0 else _stretched(image)
        )
    elif image.mode == "F":
        low, high = _extrema(image)
        narrow = (
            image.point(lambda value: value * 255.0).convert("L")
            if low >= 0 and high <= 1
            else _stretched(image)
        )
    else:
        return image
    narrow.info = dict(image.info)
    return narrow


def _extrema(image: Image.Image) -> tuple[float, float]:
    low, high = image.getextrema()
    return float(low), float(high)  # type: ignore[arg-type]


def _stretched(image: Image.Image) -> Image.Image:
    """Numbers without a known range: the least is black, the greatest white."""
    low, high = _extrema(image)
    scale = 255.0 / (high - low) if high > low else 0.0
    return image.convert("F").point(lambda value: value * scale - low * scale).convert("L")


def _opaque(image: Image.Image) -> tuple[Image.Image, Image.Image | None]:
    """The picture without its transparency, and the transparency."""
    if image.mode in {"P", "PA"} or "transparency" in image.info:
        image = image.convert("RGBA" if image.mode != "P" or "transparency" in image.info else "RGB")
    if image.mode in {"RGBA", "RGBa", "LA", "La"}:
        whole = image.convert("RGBA")
        return whole.convert("RGB"), whole.getchannel("A")
    if image.mode == "1":
        return image.convert("L"), None
    return image, None


def _through(image: Image.Image, profile: bytes) -> Image.Image:
    """Through the file's own profile; as it is where the profile is not one, or not for this mode."""
    try:
        source = ImageCms.getOpenProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(
            image,
            source,
            _SRGB,
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode="RGB",
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image
    return converted or image
