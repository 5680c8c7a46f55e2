"""The tests of screening."""
