"""Django settings for the tests: a real newsroom in a temporary folder."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_folder = Path(tempfile.mkdtemp(prefix="serai-test-"))
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
(_folder / "data").mkdir()
(_folder / "serai.toml").write_text('name = "Test Courier"\n', encoding="utf-8")
(_folder / "data" / "secret_key").write_text("only-for-tests" * 4, encoding="ascii")
os.environ["SERAI_NEWSROOM"] = str(_folder)

from serai.newsroom.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
