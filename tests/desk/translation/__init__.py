"""Tests of the translation desk."""
