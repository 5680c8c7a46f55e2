"""What every test may use: the fixtures of `tests.browser`."""

pytest_plugins = ("tests.browser",)
