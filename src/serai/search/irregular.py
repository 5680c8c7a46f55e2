"""Irregular: words whose forms no rule of endings brings together.

Rule: pure data, and its look-up, for words as they are folded, before Snowball, and for Russian stems as
Snowball leaves them. What stands in no list goes its own way.
"""

_ENGLISH = """
child children; man men; woman women; person people; foot feet; tooth teeth; mouse mice; goose geese
wolf wolves; knife knives; wife wives; thief thieves; loaf loaves; half halves; calf calves; shelf shelves
begin began begun; bring brought; break broke broken; build built; buy bought; catch caught
choose chose chosen; come came; draw drew drawn; drink drank drunk; drive drove driven; eat ate eaten
fall fell fallen; feed fed; fight fought; flee fled; fly flew flown; forget forgot forgotten
freeze froze frozen; give gave given; go went gone; grow grew grown; hide hid hidden; hold held; keep kept
know knew known; lead led; lose lost; make made; meet met; pay paid; ride rode ridden; rise rose risen
run ran; say said; seek sought; sell sold; send sent; shake shook shaken; shoot shot; sing sang sung
sink sank sunk; sleep slept; speak spoke spoken; spend spent; stand stood; steal stole stolen; strike struck
swim swam swum; take took taken; teach taught; tell told; think thought; throw threw thrown; wake woke woken
win won; withdraw withdrew withdrawn; write wrote written
"""
# A word, and the stem of its other forms, before hard endings and before soft ones; -ок, -ек and -ец are a
# rule below.
_RUSSIAN_HARD = """
лед льд; лоб лб; рот рт; сон сн; лев льв; лен льн; угол угл; узел узл; орел орл; осел осл; козел козл
котел котл; костер костр; ветер ветр; ковер ковр; шатер шатр; хребет хребт
"""
_RUSSIAN_SOFT = """
день дн; пень пн; огонь огн; уголь угл; камень камн; корень корн; парень парн; ливень ливн; церковь церкв
любовь любв; гусь гус; рысь рыс
"""
_RUSSIAN_PLURALS = """
письмо писем; сестра сестер; окно окон; деньги денег; судьба судеб; тюрьма тюрем; песня песен; башня башен
земля земель; кухня кухонь; бревно бревен; число чисел; ядро ядер; весна весен; сосна сосен
"""
_HARD = ["а", "у", "ом", "е", "ы", "ов", "ам", "ами", "ах"]
_SOFT = ["я", "ю", "ем", "е", "и", "ей", "ям", "ями", "ях", "ью"]
_FLEETING = ("ок", "ек", "ец")
_LEAST_FLEETING = 4  # letters of a stem
_FROM_VERBS = ("ен", "ан")  # what is left of -ение and -ание, and of participles
_LEAST_VERB = 4  # letters of a verb


def _table(words: str) -> dict[str, str]:
    groups = [group.split() for line in words.strip().splitlines() for group in line.split(";")]
    return {other: first for first, *others in groups for other in others}


def _forms(words: str, endings: list[str]) -> dict[str, str]:
    return {stem + ending: word for stem, word in _table(words).items() for ending in endings}


_TO_ENGLISH = _table(_ENGLISH)
_TO_RUSSIAN = _forms(_RUSSIAN_HARD, _HARD) | _forms(_RUSSIAN_SOFT, _SOFT) | _table(_RUSSIAN_PLURALS)


def english(word: str) -> str:
    """The plain form of an irregular noun or verb; any other word as it is."""
    return _TO_ENGLISH.get(word.removesuffix("'s"), word)


def russian(word: str) -> str:
    """The first form of an irregular noun; any other word as it is."""
    return _TO_RUSSIAN.get(word, word)


def russian_stem(stem: str) -> str:
    """One stem for a word's forms with and without the fleeting vowel, for a verb and its noun."""
    if stem.endswith(_FLEETING) and len(stem) >= _LEAST_FLEETING:
        return stem[:-2] + stem[-1]
    if stem.endswith(_FROM_VERBS) and len(stem) - 2 >= _LEAST_VERB:
        return stem[:-2]
    return stem
