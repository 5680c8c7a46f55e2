"""Hugo: the same archive made by Hugo and by Serai, from nothing and after one story changed.

Rule: one run measures both, one after the other, each in processes of its own on an idle disk cache of the
same machine. The pages are the same in number and nearly in bytes; what differs is told in the table. None
where Hugo is not installed.
"""

import shutil
import tempfile
from pathlib import Path

from bench import archive, hugo_site
from bench.baking import count_pages
from bench.figures import Figure, Table
from bench.pressing import changed, child
from bench.watched import Watched, run
from serai.press.plates import StoryPlate

STORIES = 10_000
PROCESSES = 2

_HOW = """\
{stories:,} stories in three editions, from the same seed: {pages} HTML pages ({bytes}), with the \
stories' JSON, feeds of editions, sections, authors and topics, threads and sitemaps. Hugo ({version}) \
reads Markdown and front matter; Serai reads its ledger, which `take` has filled. What differs: Hugo's \
theme says the same in English for all editions; Hugo puts a whole thread on the story's page, Serai \
further pages of 50; Hugo's older list pages are numbered from the newest, so that each shifts with every \
story, Serai's stay; Hugo writes a redirect for the first page of each list (not counted); Serai \
sanitises every paragraph, keeps each file's digest, flushes everything to the disk, and its old site \
stands until the new one is whole. “After one story changed”: Hugo is run again; Serai's newsroom is \
running, and bakes the change. Memory and the processor's work are those of all processes together."""


def measure(stories: int = STORIES) -> Table | None:
    """Both, with an archive of so many stories; None without Hugo."""
    program = shutil.which("hugo")
    if not program:
        return None
    with tempfile.TemporaryDirectory(prefix="serai-bench-") as name:
        theirs, plain, packed = (Path(name) / part for part in ("hugo", "plain", "packed"))
        hugo_site.write(theirs, stories)
        cold = run([program, "--quiet"], folder=theirs)
        _change(theirs, stories)
        again = run([program, "--quiet"], folder=theirs)
        pages = {"Hugo": _hugo_pages(theirs / "public")}
        bytes_ = {"Hugo": _mean(theirs / "public")}
        shutil.rmtree(theirs)
        taken, _ = child("take", plain, stories=stories)
        packed.mkdir()
        shutil.copy(plain / "press.sqlite3", packed)
        ours, after = _make(plain, stories, variants=0)
        pages["Serai"], bytes_["Serai"] = count_pages(plain / "site"), _mean(plain / "site")
        shutil.rmtree(plain)
        with_variants, after_too = _make(packed, stories, variants=1)
    version = run([program, "version"]).out.split()[1].partition("+")[0]
    how = _HOW.format(
        stories=stories,
        pages=" and ".join(f"{count:,} by {who}" for who, count in pages.items()),
        bytes=", ".join(f"{who}'s stories of {size / 1000:.1f} kB" for who, size in bytes_.items()),
        version=version,
    )
    rate = pages["Hugo"] / cold.seconds
    figures = [
        *_figures("Hugo", pages["Hugo"], cold, again.seconds),
        *_figures("Serai", pages["Serai"], ours, after, rate),
        *_figures("Serai with gzip and Brotli", pages["Serai"], with_variants, after_too, rate),
        Figure("Serai's ledger filled", stories / taken["seconds"], "stories/s", f"{taken['seconds']:.0f} s"),
    ]
    return Table(f"An archive of {stories:,} stories beside Hugo", how, figures)


def _make(folder: Path, stories: int, variants: int) -> tuple[Watched, float]:
    _, made = child("make", folder, variants=variants, processes=PROCESSES)
    after, _ = child("change", folder, stories=stories, variants=variants)
    return made, after["seconds"]


def _figures(who: str, pages: int, cold: Watched, change: float, beside: float = 0.0) -> list[Figure]:
    rate = pages / cold.seconds
    ratio = f"; {rate / beside:.2f} × Hugo" if beside else ""
    return [
        Figure(f"{who}, everything from nothing", rate, "pages/s", f"{cold.seconds:.1f} s{ratio}"),
        Figure(f"{who}, the processor's work for it", cold.worked / pages * 1000, "ms/page"),
        Figure(f"{who}, peak memory", cold.peak, "MB"),
        Figure(f"{who}, after one story changed", change, "s"),
    ]


def _change(folder: Path, stories: int) -> None:
    plate, number = changed(stories).plate, stories // 2
    assert isinstance(plate, StoryPlate)
    said = archive.thread(number, archive.time_of(number, stories))
    sections = {put.plate.key: put.plate.address for put in archive.things() if put.plate.edition == "en"}
    slug = sections[plate.section].rstrip("/").rpartition("/")[2]
    hugo_site.put_story(folder, plate, said, slug)


def _hugo_pages(site: Path) -> int:
    """HTML pages but the redirects that lead from a list's first page to its front."""
    return sum(1 for page in site.rglob("*.html") if page.parts[-3:-1] != ("page", "1"))


def _mean(site: Path) -> float:
    """Bytes of a story's page in the first edition."""
    sizes = [page.stat().st_size for page in site.glob("en/*/*/*/story-*/index.html")]
    return sum(sizes) / len(sizes)
