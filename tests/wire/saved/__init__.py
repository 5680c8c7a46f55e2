"""Tests of reading saved pages: pure, no database."""
