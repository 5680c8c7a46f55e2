"""Five more languages of the sample paper: all eight editions, for what must be right in each.

Rule: what stands around the words is each language's own, and one paragraph of the story; the rest is the
Russian or English sample's, so that foreign text stands inside.
"""

from collections.abc import Mapping
from dataclasses import replace

from serai.press.plates import Paragraph
from tests.press.theme.sample_words import Words
from tests.press.theme.words_en import ENGLISH
from tests.press.theme.words_ru import RUSSIAN

KAZAKH = replace(
    RUSSIAN,
    code="kk",
    language="kk",
    language_name="Қазақша",
    masthead="Дала хабаршысы",
    tagline="Ұзақ жолдан жеткен жаңалық",
    description="Аңғарлар мен қалалардың тәуелсіз газеті. Біз оқиға болған жерден жазамыз.",
    sections=("Су шаруашылығы", "Соттар", "Қалалар", "Ғылым", "Хаттар"),
    role="Оңтүстіктегі тілші",
    topics=("Суландыру", "Ашық деректер", "Қарасу аңғары"),
    place="Қарасу",
    headline="Ешкім есептемеген өзен",
    deck="Он бір жыл бойы бір әйел әр таң сайын өзеннің деңгейін жазып келеді. Енді оның дәптерлері "
    "министрліктің кестелерінен құндырақ па — соны сот шешуі керек.",
    body=(Paragraph(html="Өткелдегі өлшеуіш — боялған қарағай тақтай."), *RUSSIAN.body[1:]),
)
KYRGYZ = replace(
    RUSSIAN,
    code="ky",
    language="ky",
    language_name="Кыргызча",
    masthead="Талаа жарчысы",
    tagline="Узак жолдон келген кабар",
    description="Өрөөндөр менен шаарлардын көз карандысыз гезити. Биз окуя болгон жерден жазабыз.",
    sections=("Суу чарбасы", "Соттор", "Шаарлар", "Илим", "Каттар"),
    role="Түштүктөгү кабарчы",
    topics=("Сугат", "Ачык маалыматтар", "Кара-Суу өрөөнү"),
    place="Кара-Суу",
    headline="Эч ким эсептебеген дарыя",
    deck="Он бир жылдан бери бир аял күн сайын эртең менен дарыянын деңгээлин жазып келет. Эми анын "
    "дептерлери министрликтин таблицаларынан баалуураакпы — муну сот чечиши керек.",
    body=(Paragraph(html="Эски кечүүдөгү өлчөгүч — боёлгон карагай тактай."), *RUSSIAN.body[1:]),
)
UZBEK = replace(
    ENGLISH,
    code="uz",
    language="uz",
    language_name="Oʻzbekcha",
    masthead="Dasht xabarchisi",
    tagline="Uzoq yoʻldan kelgan yangiliklar",
    description="Vodiylar va shaharlarning mustaqil gazetasi. Biz voqea joyidan yozamiz.",
    time_zone="Asia/Tashkent",
    sections=("Suv xoʻjaligi", "Sudlar", "Shaharlar", "Ilm-fan", "Maktublar"),
    role="Janubdagi muxbir",
    topics=("Sugʻorish", "Ochiq maʼlumotlar", "Qorasuv vodiysi"),
    place="Qorasuv",
    headline="Hech kim hisoblamagan daryo",
    deck="Oʻn bir yildan beri bir ayol har kuni ertalab daryo sathini yozib boradi. Endi uning daftarlari "
    "vazirlik jadvallaridan qimmatliroqmi — buni sud hal qilishi kerak.",
    body=(Paragraph(html="Eski kechuvdagi oʻlchagich — boʻyalgan qaragʻay taxta."), *ENGLISH.body[1:]),
)
UZBEK_CYRILLIC = replace(
    RUSSIAN,
    code="uz-cyrl",
    language="uz-Cyrl",
    language_name="Ўзбекча",
    masthead="Дашт хабарчиси",
    tagline="Узоқ йўлдан келган янгиликлар",
    description="Водийлар ва шаҳарларнинг мустақил газетаси. Биз воқеа жойидан ёзамиз.",
    time_zone="Asia/Tashkent",
    sections=("Сув хўжалиги", "Судлар", "Шаҳарлар", "Илм-фан", "Мактублар"),
    role="Жанубдаги мухбир",
    topics=("Суғориш", "Очиқ маълумотлар", "Қорасув водийси"),
    place="Қорасув",
    headline="Ҳеч ким ҳисобламаган дарё",
    deck="Ўн бир йилдан бери бир аёл ҳар куни эрталаб дарё сатҳини ёзиб боради. Энди унинг дафтарлари "
    "вазирлик жадвалларидан қимматлироқми — буни суд ҳал қилиши керак.",
    body=(Paragraph(html="Эски кечувдаги ўлчагич — бўялган қарағай тахта."), *RUSSIAN.body[1:]),
)
TAJIK = replace(
    RUSSIAN,
    code="tg",
    language="tg",
    language_name="Тоҷикӣ",
    masthead="Паёми дашт",
    tagline="Хабарҳо аз роҳи дур",
    description="Рӯзномаи мустақили водиҳо ва шаҳрҳо. Мо аз ҷойи воқеа менависем.",
    time_zone="Asia/Dushanbe",
    sections=("Хоҷагии об", "Судҳо", "Шаҳрҳо", "Илм", "Номаҳо"),
    role="Хабарнигор дар ҷануб",
    topics=("Обёрӣ", "Маълумоти кушода", "Водии Қарасу"),
    place="Қарасу",
    headline="Дарёе, ки касе нашумурда буд",
    deck="Ёздаҳ сол аст, ки зане ҳар саҳар сатҳи дарёро менависад. Акнун суд бояд ҳал кунад, ки дафтарҳои ӯ "
    "аз ҷадвалҳои вазорат арзишмандтаранд ё не.",
    body=(Paragraph(html="Ченаки назди гузаргоҳи кӯҳна — тахтаи рангкардаи санавбар."), *RUSSIAN.body[1:]),
)
SPOKEN: Mapping[str, Words] = {words.code: words for words in (KAZAKH, KYRGYZ, UZBEK, UZBEK_CYRILLIC, TAJIK)}
