"""Vocabularies: lists of words, written as running text so that they can be read.

Rule: pure.

    >>> sorted(of("share tweet"))
    ['share', 'tweet']
"""


def of(words: str) -> frozenset[str]:
    """The words of a text, parted by white space."""
    return frozenset(words.split())
