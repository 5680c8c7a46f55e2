"""Benchmarks: speed lives here and nowhere in the tests.

Rule: each benchmark prints its figures, a ratio to something else measured in the same run, and the machine
it ran on; none asserts a time. `make bench` runs them all and writes docs/reference/performance.md anew;
`python -m bench baking --stories 10000` runs one and prints.
"""
