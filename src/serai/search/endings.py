"""Endings: words' stems, in the languages that no stemmer of ours knows.

Rule: pure. Endings are cut one after another, the longest first, as long as enough of the word is left. They
are written in the letters that `folding.loosen` leaves. What is cut too often (a stem that ends as an ending
does) is cut alike from the word that is looked for; exact words stand above in any case.
"""

from collections.abc import Callable
from typing import NamedTuple

ROUNDS = 4  # endings that are cut from one word
LEAST = 3  # letters that are left of a word; of a long ending, LEAST_LONG
LEAST_LONG = 2
LONG = 3  # letters that make an ending a long one
LEAST_MADE = 4  # letters that are left where the ending makes another word (miner, saltiness)

_KAZAKH = """
лар лер дар дер тар тер нын нин дын дин тын тин га ге ка ке на не ны ни ды ди ты ти да де та те нда нде
дан ден тан тен нан нен мен бен пен мыз миз ныз низ сы си ым им ын ин ы и а е м н у
дагы деги тагы теги ган ген кан кен ады еди йды йди уы уи ун уды уди уга уге
"""
_KAZAKH_MADE = "лык лик дык дик тык тик лы ли шы ши сыз сиз"
_KYRGYZ = """
лар лер лор дар дер дор тар тер тор нын нин нун дын дин дун тын тин тун га ге го ка ке ко на не но ны ни ну
ды ди ду ты ти ту да де до та те то нда нде ндо дан ден дон тан тен тон нан нен нон сы си су ым им ум ын ин ун
ы и у а е о м н дагы деги догу тагы теги гон ган ген кан кен кон быз биз буз
"""
_KYRGYZ_MADE = "лык лик лук дык дик дук тык тик тук луу дуу туу лу ду чы чи чу сыз сиз суз уу оо"
_UZBEK = """
lar ning ni ga ka da dan im ing i si imiz ingiz dagi cha lari gan kan di ti ya yi moda mokda ish
"""
_UZBEK_MADE = "lik chi li lash siz rok"
_TAJIK = """
хо хои он они гон гони ро и аш ат ам амон атон ашон тар тарин ен ва йи
"""
_TAJIK_MADE = "е"
_PERSIAN = "ی ای یی ان م ت ش مان تان شان تر ترین تری را ات"
_PERSIAN_PLURAL = "ها های هایی هایم هایت هایش هایمان هایتان هایشان"
_PERSIAN_STARTS = ("نمی", "می")
# Persian words that begin as a verb's prefix does, and are whole.
_WHOLE = (
    "میدان",
    "میراث",
    "میلاد",
    "میهن",
    "میلی",
    "میهمان",
    "میزان",
    "میکر",
    "میز",
    "مینا",
    "میان",
    "میوه",
    "میل",
)


class _Endings(NamedTuple):
    """A language's endings, the longest first, each with the letters that must be left of the word."""

    least: tuple[tuple[str, int], ...]

    @classmethod
    def of(cls, *groups: tuple[str, int]) -> "_Endings":
        """Of endings, and how many letters each of a group leaves."""
        least = {ending: least for endings, least in groups for ending in endings.split()}
        return cls(tuple(sorted(least.items(), key=lambda one: (-len(one[0]), one[0]))))

    @classmethod
    def usual(cls, plain: str, made: str) -> "_Endings":
        """Of `plain` ones, and of those that make another word."""
        long = " ".join(ending for ending in plain.split() if len(ending) >= LONG)
        return cls.of((plain, LEAST), (long, LEAST_LONG), (made, LEAST_MADE))

    def cut(self, word: str) -> str:
        """What is left of a word."""
        for _ in range(ROUNDS):
            for ending, least in self.least:
                left = len(word) - len(ending)
                # One letter of a long vowel is no ending: музоо, calf, is not муз, ice.
                if word.endswith(ending) and left >= least and word[left - 1] != ending:
                    word = word[:left]
                    break
            else:
                break
        return word

    def cut_hard(self, word: str) -> str:
        """As `cut`, for a language in which a stem's last letter is soft before an ending: kitob, kitabı."""
        stem = self.cut(word)
        return stem[:-1] + _HARD.get(stem[-1:], stem[-1:])


def _persian(word: str) -> str:
    for start in _PERSIAN_STARTS:
        if word.startswith(start) and len(word) - len(start) >= LEAST and not word.startswith(_WHOLE):
            word = word[len(start) :]
            break
    return _PERSIAN_ENDINGS.cut(word)


_HARD = {"б": "п", "г": "к", "b": "p", "g": "k"}
_PERSIAN_ENDINGS = _Endings.of((_PERSIAN, LEAST), (_PERSIAN_PLURAL, LEAST_LONG))

# By a language's first subtag; words come folded and loosened.
STEMMERS: dict[str, Callable[[str], str]] = {
    "kk": _Endings.usual(_KAZAKH, _KAZAKH_MADE).cut_hard,
    "ky": _Endings.usual(_KYRGYZ, _KYRGYZ_MADE).cut_hard,
    "uz": _Endings.usual(_UZBEK, _UZBEK_MADE).cut_hard,
    "tg": _Endings.usual(_TAJIK, _TAJIK_MADE).cut,
    "fa": _persian,
}
