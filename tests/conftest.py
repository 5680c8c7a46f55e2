"""What every test may use, and what no test may do: be skipped unseen.

Rule: a test that this machine cannot run is skipped with the reason and the package that would mend it.
Where `CI` is set, the machine is known to have everything, and a skip fails the run.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import HealthCheck, settings

from tests.databases import of_this_run

# No time is asserted in a test, hypothesis's own deadline and its patience included: a machine may be busy.
settings.register_profile("serai", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("serai")

pytest_plugins = ("tests.browser", "tests.newsrooms", "tests.object_storage")

HOUSES = {"cli", "hostile", "journeys", "newsroom"}  # folders whose tests mostly run whole newsrooms

_skipped: list[str] = []


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """A request in Russian leaves its thread speaking Russian; the next test begins in English."""
    with translation.override("en"):
        yield


def pytest_addoption(parser: pytest.Parser) -> None:
    """`make test` runs both halves at the same time."""
    told = "only the tests of whole newsrooms (houses), or only the others (rooms)"
    parser.addoption("--half", choices=("houses", "rooms"), help=told)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A test that asks for a database gets those of all rooms, as a newsroom has them; one that needs them on
    a server belongs to that run alone (`tests.on_postgresql`)."""
    if of_this_run() is None:
        items[:] = [item for item in items if not item.get_closest_marker("postgresql")]
    if half := config.getoption("half"):
        items[:] = [item for item in items if _in_a_house(item) == (half == "houses")]
    for item in items:
        mark = item.get_closest_marker("django_db")
        if mark is None and "db" in getattr(item, "fixturenames", ()):
            mark = pytest.mark.django_db.mark  # asked for by a fixture
        if mark and "databases" not in mark.kwargs:
            both = pytest.mark.django_db(*mark.args, **mark.kwargs, databases=["default", "discussion"])
            item.add_marker(both, append=False)


def _in_a_house(item: pytest.Item) -> bool:
    return item.path.relative_to(Path(__file__).parent).parts[0] in HOUSES


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Browser tests need Debian's Chromium."""
    from tests.browser import CHROMIUM  # a plugin is imported by pytest, after this file

    if item.get_closest_marker("browser") and not Path(CHROMIUM).exists():
        pytest.skip(f"there is no {CHROMIUM}: apt-get install chromium")


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Remember what was skipped (an expected failure is none)."""
    if report.skipped and not hasattr(report, "wasxfail"):
        _skipped.append(report.nodeid)


def pytest_collectreport(report: pytest.CollectReport) -> None:
    """A whole file may be skipped while it is read."""
    if report.skipped:
        _skipped.append(report.nodeid)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """In CI a skip is a failure."""
    if os.environ.get("CI") and _skipped and exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say why the run failed when nothing else did."""
    if os.environ.get("CI") and _skipped:
        terminalreporter.section("skipped, which CI does not allow")
        for node in _skipped:
            terminalreporter.line(node)
