"""Tests of what the benchmarks are made with: the archive's generator and the page of figures. No time is
ever asserted here either."""
