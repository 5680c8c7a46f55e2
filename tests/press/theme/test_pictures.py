"""A photo is offered in every format, none wider than it is shown."""

import msgspec

from serai.press.plates import Photo
from serai.press.theme.pictures import largest_jpeg, picture
from tests.press.theme.samples import LANGUAGES, photo, photo_file

PHOTO = photo(LANGUAGES["en"], 0)


def offered(srcset: str) -> list[str]:
    return [one.split(" ")[1] for one in srcset.split(", ")]


def test_the_better_formats_come_first_and_jpeg_is_for_all() -> None:
    made = picture(PHOTO)
    assert made is not None
    assert [(source.type, offered(source.srcset)) for source in made.sources] == [
        ("image/avif", ["400w", "800w", "1280w"]),
        ("image/webp", ["400w", "800w", "1280w"]),
    ]
    assert offered(made.srcset) == ["400w", "800w", "1280w"]
    assert made.address == f"/media/{photo_file(0, 'jpeg', 800)}?{photo_file(0, 'jpeg', 400)}"


def test_each_address_names_what_stands_in_for_it_where_data_are_dear() -> None:
    made = picture(PHOTO)
    assert made is not None
    narrow = photo_file(0, "avif", 400)
    addresses = [one.split(" ")[0] for one in made.sources[0].srcset.split(", ")]
    wide = [f"/media/{photo_file(0, 'avif', width)}?{narrow}" for width in (800, 1280)]
    assert addresses == [f"/media/{narrow}", *wide]


def test_a_small_picture_leaves_out_what_few_need() -> None:
    small, odd, huge = (picture(PHOTO, widest) for widest in (400, 500, 5000))
    assert small is not None
    assert (small.srcset, small.address) == ("", f"/media/{photo_file(0, 'jpeg', 400)}")
    assert [(source.type, offered(source.srcset)) for source in small.sources] == [("image/avif", ["400w"])]
    assert [offered(made.srcset) for made in (odd, huge) if made] == [
        ["400w", "800w"],
        ["400w", "800w", "1280w"],
    ]


def test_a_photo_without_files_is_left_out() -> None:
    empty = Photo(width=1, height=1, alt="", credit="", renditions=())
    only_avif = msgspec.structs.replace(PHOTO, renditions=PHOTO.renditions[:3])
    assert (picture(empty), largest_jpeg(empty)) == (None, "")
    assert picture(only_avif) is None
