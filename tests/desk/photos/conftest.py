"""The camera files, made once for a run."""

from pathlib import Path

import pytest

from tests.desk.photos import pictures


@pytest.fixture(scope="session")
def camera_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """One file of each format with everything planted that must not leave."""
    if pictures.EXIFTOOL is None:
        pytest.skip("there is no exiftool: apt-get install libimage-exiftool-perl")
    folder: Path = tmp_path_factory.mktemp("camera")
    return {shape: pictures.camera_file(folder, shape).read_bytes() for shape in pictures.FORMATS}
