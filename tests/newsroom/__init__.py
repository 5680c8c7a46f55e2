"""Tests of the assembled newsroom."""
