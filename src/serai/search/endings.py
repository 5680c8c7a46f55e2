"""Endings: words' stems, in the languages that no stemmer of ours knows.

Rule: pure. Endings are cut one after another, the longest first, as long as enough of the word is left. They
are written in the letters that `folding.loosen` leaves. What is cut too often (a stem that ends as an ending
does) is cut alike from the word that is looked for; exact words stand above in any case.
"""

from collections.abc import Callable
from functools import partial

ROUNDS = 4  # endings that are cut from one word
LEAST = 3  # letters that are left of a word; of a long ending, LEAST_LONG
LEAST_LONG = 2
LONG = 3  # letters that make an ending a long one

_KAZAKH = """
лар лер дар дер тар тер нын нин дын дин тын тин га ге ка ке на не ны ни ды ди ты ти да де та те нда нде
дан ден тан тен нан нен мен бен пен мыз миз ныз низ сы си ым им ын ин ы и а е м н у
дагы деги тагы теги лык лик дык дик тык тик ган ген кан кен ады еди йды йди лы ли ды ди ты ти шы ши
сыз сиз уы уи ун уды уди уга уге
"""
_KYRGYZ = """
лар лер лор дар дер дор тар тер тор нын нин нун дын дин дун тын тин тун га ге го ка ке ко на не но ны ни ну
ды ди ду ты ти ту да де до та те то нда нде ндо дан ден дон тан тен тон нан нен нон сы си су ым им ум ын ин ун
ы и у а е о м н дагы деги догу тагы теги лык лик лук дык дик дук тык тик туку гон ган ген кан кен кон луу
дуу туу лу ду чы чи чу сыз сиз суз быз биз буз уу оо
"""
_UZBEK = """
lar ning ni ga ka da dan im ing i si imiz ingiz lik dagi cha chi li lari gan kan di ti ya yi moda mokda
lash ish siz roq
"""
_TAJIK = """
хо хои он они гон гони ро и аш ат ам амон атон ашон е тар тарин ен ва йи
"""
_PERSIAN = "ها های هایی هایم هایت هایش هایمان هایتان هایشان ی ای یی ان م ت ش مان تان شان تر ترین تری را ات"
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


def _cut(endings: tuple[str, ...], word: str) -> str:
    for _ in range(ROUNDS):
        for ending in endings:
            least = LEAST_LONG if len(ending) >= LONG else LEAST
            if word.endswith(ending) and len(word) - len(ending) >= least:
                word = word[: -len(ending)]
                break
        else:
            break
    return word


def _hardened(endings: tuple[str, ...], word: str) -> str:
    """A stem whose last letter is soft only before an ending: kitob, kitabı."""
    stem = _cut(endings, word)
    return stem[:-1] + _HARD.get(stem[-1:], stem[-1:])


def _persian(endings: tuple[str, ...], word: str) -> str:
    for start in _PERSIAN_STARTS:
        if word.startswith(start) and len(word) - len(start) >= LEAST and not word.startswith(_WHOLE):
            word = word[len(start) :]
            break
    return _cut_persian(endings, word)


def _cut_persian(endings: tuple[str, ...], word: str) -> str:
    for _ in range(ROUNDS):
        for ending in endings:
            least = LEAST_LONG if ending.startswith("ها") else LEAST
            if word.endswith(ending) and len(word) - len(ending) >= least:
                word = word[: -len(ending)]
                break
        else:
            break
    return word


_HARD = {"б": "п", "г": "к", "b": "p", "g": "k"}


def _sorted(endings: str) -> tuple[str, ...]:
    return tuple(sorted(set(endings.split()), key=lambda ending: (-len(ending), ending)))


# By a language's first subtag; words come folded and loosened.
STEMMERS: dict[str, Callable[[str], str]] = {
    "kk": partial(_hardened, _sorted(_KAZAKH)),
    "ky": partial(_hardened, _sorted(_KYRGYZ)),
    "uz": partial(_hardened, _sorted(_UZBEK)),
    "tg": partial(_cut, _sorted(_TAJIK)),
    "fa": partial(_persian, _sorted(_PERSIAN)),
}
