"""Uzbek in its two scripts: the Latin of 1995 as the Cyrillic of 1956 and back, and one form to search.

Rule: pure, by rules and lists alone, the same on every machine; nothing but the standard library.
`to_cyrillic` and `to_latin` take running text, `fold` is for search; `running`, `passages` and `tokens` tell
what is left alone, `words` turns one word, `stems` holds what letters do not tell, `dates` what stands behind
a number, `markup` does the same in HTML.

    >>> to_cyrillic("O‘zbekiston, sh va s'h: Is'hoq; https://kun.uz")
    'Ўзбекистон, ш ва сҳ: Исҳоқ; https://kun.uz'

Sources: the law "On introducing the Uzbek alphabet based on the Latin script" (2 September 1993, as
amended on 6 May 1995); "The main rules of Uzbek orthography" (Cabinet of Ministers, decision 339, 24 August
1995); the Cyrillic orthography of 4 April 1956; Uzbek Wikipedia's rules of the Latin alphabet (ц is s at a
word's start and behind a consonant, ts behind a vowel; sentabr, oktabr; capitals of digraphs).
"""

from serai.core.uzbek.folding import fold
from serai.core.uzbek.running import to_cyrillic, to_latin

__all__ = ["fold", "to_cyrillic", "to_latin"]
