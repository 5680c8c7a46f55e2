"""The tests: they mirror `src/serai`, and are named for a behaviour or an attack."""
