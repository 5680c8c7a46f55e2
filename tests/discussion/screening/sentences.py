"""Comments made of everyday words in five languages, and copies of them with words changed.

Rule: the same seed gives the same comments. The words are our own; the order is chance's, as what is measured
knows no grammar.
"""

import random

LANGUAGES = ("ru", "kk", "uz", "en", "fa")

_WORDS = {
    "ru": """мост река город утро вода дорога школа больница рынок автобус соседи дети власть деньги налог
    зима весна снег дождь свет газ тариф счёт квартира дом двор парк завод работа зарплата пенсия
    врач учитель полиция суд закон выборы депутат аким президент журналист статья правда ложь
    новости вопрос ответ обещание ремонт закрыли открыли обещали сделали забыли говорят молчат знают
    видят ждут платят стоит едет идёт почему когда зачем сколько снова наконец никто каждый сегодня
    вчера завтра всегда никогда только очень люди народ страна граница война мир хлеб мясо молоко
    цена магазин телефон интернет""",
    "kk": """көпір өзен қала таң су жол мектеп аурухана базар автобус көршілер балалар билік ақша салық қыс
    көктем қар жаңбыр жарық газ тариф шот пәтер үй аула саябақ зауыт жұмыс жалақы зейнетақы дәрігер
    мұғалім полиция сот заң сайлау депутат әкім президент журналист мақала шындық өтірік жаңалық
    сұрақ жауап уәде жөндеу жапты ашты берді жасады ұмытты айтады үндемейді біледі көреді күтеді
    төлейді тұрады барады келеді неге қашан қанша тағы ақыры ешкім әркім бүгін кеше ертең әрқашан
    ешқашан тек өте адамдар халық ел шекара соғыс бейбітшілік нан ет сүт баға дүкен телефон интернет""",
    "uz": """ko‘prik daryo shahar tong suv yo‘l maktab kasalxona bozor avtobus qo‘shnilar bolalar hokimiyat
    pul soliq qish bahor qor yomg‘ir chiroq gaz tarif hisob kvartira uy hovli bog‘ zavod ish oylik
    nafaqa shifokor o‘qituvchi militsiya sud qonun saylov deputat hokim prezident jurnalist maqola
    haqiqat yolg‘on yangilik savol javob va’da ta’mir yopdi ochdi berdi qildi unutdi aytadi jim
    biladi ko‘radi kutadi to‘laydi turadi boradi keladi nega qachon qancha yana nihoyat hech kim har
    bugun kecha ertaga doim faqat juda odamlar xalq mamlakat chegara urush tinchlik non go‘sht sut
    narx do‘kon telefon internet""",
    "en": """bridge river city morning water road school hospital market bus neighbours children power money
    tax winter spring snow rain light gas tariff bill flat house yard park factory work wage pension
    doctor teacher police court law election deputy mayor president journalist article truth lie
    news question answer promise repair closed opened promised finished forgot says silent knows
    sees waits pays stands drives walks why when what how again finally nobody everyone today
    yesterday tomorrow always never only very people nation country border war peace bread meat milk
    price shop telephone internet""",
    "fa": """پل رودخانه شهر صبح آب جاده مدرسه بیمارستان بازار اتوبوس همسایه کودکان قدرت پول مالیات زمستان
    بهار برف باران چراغ گاز تعرفه قبض آپارتمان خانه حیاط پارک کارخانه کار دستمزد بازنشستگی پزشک معلم
    پلیس دادگاه قانون انتخابات نماینده شهردار رئیس روزنامه‌نگار مقاله حقیقت دروغ خبر پرسش پاسخ وعده
    تعمیر بستند گشودند گفتند ساختند فراموش می‌گوید خاموش می‌داند می‌بیند منتظر می‌پردازد ایستاده
    می‌رود می‌آید چرا کی چقدر دوباره سرانجام هیچکس همه امروز دیروز فردا همیشه هرگز فقط خیلی مردم ملت
    کشور مرز جنگ صلح نان گوشت شیر قیمت مغازه تلفن اینترنت""",
}


def comments(seed: int, each: int) -> list[str]:
    """`each` comments of 12 to 40 words in each language, in the languages' order."""
    chance = random.Random(seed)
    return [
        " ".join(chance.choices(_WORDS[language].split(), k=chance.randint(12, 40)))
        for language in LANGUAGES
        for _ in range(each)
    ]


def edited(comment: str, chance: random.Random, share: float = 0.15) -> str:
    """The comment with this share of its words (at least one) changed for others of the same language."""
    words = comment.split()
    language = next(known for known, list_ in _WORDS.items() if set(words) <= set(list_.split()))
    for place in chance.sample(range(len(words)), max(1, round(len(words) * share))):
        words[place] = chance.choice(_WORDS[language].split())
    return " ".join(words)
