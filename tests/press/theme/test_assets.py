"""Assets stand at addresses that hold their hash, and a style sheet asks for nothing else."""

import re
from pathlib import Path

import pytest

from serai.press.theme.assets import Assets, shorten, shorten_script
from serai.press.theme.environment import Theme
from serai.press.theme.errors import ThemeError


def test_a_style_sheet_loses_its_air_and_keeps_its_strings() -> None:
    assert (
        shorten(
            'a { b : c ; content: " ;} x " ; } /* x */ '
            "@media (min-width: 3rem) { a > b, c :hover { x: calc(1px + 2px); } }"
        )
        == 'a{b : c;content:" ;} x "}@media (min-width:3rem){a>b,c :hover{x:calc(1px + 2px)}}'
    )


def test_a_script_loses_its_comments_and_keeps_its_strings() -> None:
    assert (
        shorten_script(
            "// x\n(() => {\n  const a = 'b ; // c';  // y\n"
            '  return `${ a } // d`;\n  if (a in b) { c("\\" }"); }\n})();\n'
        )
        == '(()=>{const a=\'b ; // c\';return `${ a } // d`;if(a in b){c("\\" }")}})();'
    )


def test_a_newsrooms_script_is_left_as_it_is_even_under_serais_name(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "discussion.js").write_text('/ "/ ; // a')
    own = Theme(override=tmp_path)
    assert own.assets()[own.script] == b'/ "/ ; // a'


def test_a_sheet_of_its_own_is_shortened_and_may_name_assets(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "a.css").write_text('b { background: url("c.svg"); } /* d */')
    (tmp_path / "assets" / "c.svg").write_text("<svg/>")
    assets = Assets([tmp_path])
    made = assets.files[assets.address("a.css")].decode()
    assert made == f"b{{background:url({assets.address('c.svg')})}}"


def test_every_address_in_the_style_sheet_is_an_asset(theme: Theme) -> None:
    style = theme.assets()[theme.style].decode()
    asked = re.findall(r"url\(([^)]*)\)", style)
    assert len(asked) == 11
    assert [address for address in asked if address not in theme.assets()] == []
    assert "@import" not in style


def test_every_font_goes_with_its_licence(theme: Theme) -> None:
    names = {re.sub(r"\.[0-9a-f]{8}\.", ".", address) for address in theme.assets()}
    assert {name for name in names if "OFL" in name} == {
        "/assets/fonts/OFL-serai-serif.txt",
        "/assets/fonts/OFL-vazirmatn.txt",
    }


@pytest.mark.parametrize(
    "url", ["https://fonts.example/x.woff2", "//fonts.example/x", "data:font/woff2,x", "missing.png"]
)
def test_a_style_sheet_that_asks_elsewhere_is_refused(tmp_path: Path, url: str) -> None:
    (tmp_path / "assets" / "css").mkdir(parents=True)
    (tmp_path / "assets" / "css" / "a.css").write_text(f"a{{background:url({url})}}")
    with pytest.raises(ThemeError, match=r"asset"):
        Assets([tmp_path])


def test_an_asset_as_large_as_a_film_is_refused(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    with (tmp_path / "assets" / "film.bin").open("wb") as file:
        file.truncate(5_000_001)
    with pytest.raises(ThemeError, match=r"film\.bin is larger than 5 MB"):
        Assets([tmp_path])


def test_the_icon_keeps_its_plain_address_and_a_newsroom_may_bring_its_own(
    tmp_path: Path, theme: Theme
) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "favicon.svg").write_text("<svg/>")
    own = Theme(override=tmp_path)
    assert (theme.icon, own.icon) == ("/favicon.svg", "/favicon.svg")
    assert own.assets()["/favicon.svg"] == b"<svg/>"
