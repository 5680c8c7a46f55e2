"""A stock of words to write archives with: whole clauses that agree, in three languages.

Rule: pure. Clauses are put together from parts that fit each other (plural subjects, past tense), so that a
page is as long, as varied and as hard to compress as a page of news. `clauses(code)` are some thousands,
made once from the stock and a seed of their own; a sentence is an opening clause and a closing one.
"""

import random
from dataclasses import dataclass
from functools import cache

CLAUSES = 4_000  # of each kind and language
_SEED = 20161101


@dataclass(frozen=True)
class Stock:
    """One language's words, and how they become clauses: `opening` and `closing` are format strings."""

    opening: str
    closing: str
    joint: str  # between the two
    times: tuple[str, ...]
    actors: tuple[str, ...]
    verbs: tuple[str, ...]
    things: tuple[str, ...]
    links: tuple[str, ...]
    tails: tuple[str, ...]
    syllables: tuple[str, ...]  # what names are made of
    matters: tuple[str, ...]  # what a topic joins two of
    joining: str
    places: tuple[str, ...]
    given: tuple[str, ...]
    family: tuple[str, ...]
    sections: tuple[str, ...]
    roles: tuple[str, ...]
    language: str
    outlet: str
    tagline: str
    direction: str = "ltr"
    time_zone: str = "UTC"


@dataclass(frozen=True)
class Clauses:
    """What sentences are made of."""

    openings: tuple[str, ...]
    closings: tuple[str, ...]


@cache
def clauses(code: str) -> Clauses:
    """A language's clauses, the same each time."""
    stock, dice = STOCKS[code], random.Random(_SEED)

    def written(form: str) -> str:
        name = "".join(dice.choices(stock.syllables, k=3)).capitalize()
        clause = form.format(
            time=dice.choice(stock.times),
            actors=dice.choice(stock.actors),
            verb=dice.choice(stock.verbs),
            thing=dice.choice(stock.things),
            link=dice.choice(stock.links),
            tail=dice.choice(stock.tails),
        )
        return clause.format(name=name, number=dice.randrange(2, 9_000))

    openings = (written(stock.opening) for _ in range(CLAUSES))
    closings = tuple(written(stock.closing) for _ in range(CLAUSES))
    return Clauses(tuple(clause[0].upper() + clause[1:] for clause in openings), closings)


def _words(text: str) -> tuple[str, ...]:
    return tuple(" ".join(part.split()) for part in text.split("|"))


STOCKS = {
    "en": Stock(
        opening="{time}, {actors} {verb} {thing}",
        closing="{link} {actors} {verb} {thing} {tail}",
        joint=", ",
        joining="{} and {}",
        language="English",
        outlet="The Measured Courier",
        tagline="News by weight, every morning",
        times=_words(
            """before dawn on Tuesday | late in the afternoon | a week after the flood | in the first days
            of spring | at an unusually short hearing | for the third time this year | without a public
            tender | during the evening session | two hours before the deadline | on the last working day of
            the month | shortly after the market closed | in a letter of four pages | at the foot of the old
            bridge | when the water had gone down | according to papers we have seen | behind closed doors |
            over the weekend | in the presence of two witnesses | while the heating stood still | after
            months of silence | at the request of the neighbours | in a hall that holds eighty | only once
            the cameras had left | by a majority of three votes | on the road to the reservoir | under the
            new regulation | that same night | in spite of the frost | after the second inspection | to
            everybody's surprise"""
        ),
        actors=_words(
            """residents of the lower quarter | the city's engineers | two former ministers | teachers from
            nine schools | the auditors | drivers on the northern route | lawyers for the families | members
            of the council | the hospital's night nurses | students of the polytechnic | inspectors from the
            capital | shopkeepers along the embankment | the deputies of both parties | independent
            observers | three contractors | pensioners from the first district | the court's bailiffs |
            fishermen on the western shore | the prosecutors | volunteers with rubber boats | editors of the
            regional paper | the owners of the quarry | railway workers | officials of the water board | the
            witnesses | parents of the injured | the company's accountants | villagers above the dam |
            residents of {name} | the mayor's office in {name} | neighbours of house {number} | the {name}
            brothers | relatives of the {name} family"""
        ),
        verbs=_words(
            """questioned | signed | withheld | published | demanded | rejected | examined | described |
            photographed | postponed | confirmed | corrected | ignored | copied | defended | discovered |
            returned | counted | recalled | paid for | lost | translated | criticised | measured | welcomed
            | compared"""
        ),
        things=_words(
            """the second expert report | a list of forty addresses | the contract for the pumping station |
            their own earlier testimony | the price of a tonne of coal | eleven pages of the minutes | the
            repair of the eastern dyke | a loan from the development bank | the results of the water samples
            | the ban on night deliveries | an offer of compensation | the mayor's declaration of income | a
            map of the flooded streets | the plan for a new tram line | every invoice since 2014 | the
            closing of the maternity ward | a petition with nine thousand names | the wages of the seasonal
            workers | the permit for the sand pit | the draft of the budget | a recording of the meeting |
            the missing signatures | half of the emergency fund | the licence of the bus operator | a
            proposal to move the market | the rules for visiting prisoners | three sealed envelopes | the
            archive of the land registry | the figures of the statistics office | a fence around the public
            garden | the road to {name} | case {number} | a bill of {number} dollars | paragraph {number} of
            the ruling | the sale of the {name} mill | all {number} applications | a photograph of {name}
            station"""
        ),
        links=_words(
            """although | because | while | even though | after | before | and | but | as soon as | since |
            whereas | until"""
        ),
        tails=_words(
            """in the archive | with the minister's consent | at their own expense | by the end of the
            quarter | in front of the town hall | without an explanation | on the recommendation of the bank
            | for a second time | in two languages | under oath | from the neighbouring region | at the
            weekly market | in a registered letter | on the eve of the election | through an intermediary |
            with some relief | in the smallest detail | on behalf of the trade union | by telephone | at
            half the usual price"""
        ),
        matters=_words(
            """water | roads | schools | courts | bread | heating | elections | land | hospitals | theatre |
            railways | prisons | taxes | weather | football | language | borders | coal | housing |
            archives"""
        ),
        places=_words("Almaty | Lakeside | Kentau | Old Harbour | Taraz | Northgate | Riverton | Shelek"),
        syllables=_words(
            """ka | ren | mor | tal | ves | bru | lin | dar | os | keth | ul | sha | win | fer | gol | ham |
            ster | ny | bal | chu"""
        ),
        given=_words(
            "Anna | Boris | Clara | David | Elif | Farid | Grace | Hugo | Inna | Jonas | Kira | Leila"
        ),
        family=_words(
            """Ashworth | Berg | Castell | Dovale | Eastwick | Fenn | Garrow | Hale | Ilves | Jessop | Kerr
            | Lund"""
        ),
        sections=_words("City | Politics | Economy | Courts | Culture | Region | Investigations | Letters"),
        roles=_words("city hall reporter | an economist | her neighbour | a retired judge | the driver"),
    ),
    "ru": Stock(
        opening="{time} {actors} {verb} {thing}",
        closing="{link} {actors} {verb} {thing} {tail}",
        joint=", ",
        joining="{} и {}",
        language="Русский",
        outlet="Мерный курьер",
        tagline="Новости на вес, каждое утро",
        time_zone="Asia/Almaty",
        times=_words(
            """во вторник перед рассветом | ближе к вечеру | через неделю после паводка | в первые дни весны
            | на необычно коротком заседании | в третий раз за год | без открытого конкурса | во время
            вечерней сессии | за два часа до срока | в последний рабочий день месяца | вскоре после закрытия
            рынка | в письме на четырёх страницах | у подножия старого моста | когда вода спала, | по
            документам, оказавшимся в редакции, | за закрытыми дверями | в минувшие выходные | в присутствии
            двух свидетелей | пока стояло отопление, | после долгого молчания | по просьбе соседей | в зале
            на восемьдесят мест | лишь после отъезда камер | большинством в три голоса | на дороге к
            водохранилищу | по новому регламенту | той же ночью | несмотря на мороз | после второй проверки
            | ко всеобщему удивлению"""
        ),
        actors=_words(
            """жители нижнего квартала | городские инженеры | двое бывших министров | учителя девяти школ |
            аудиторы | водители северного маршрута | адвокаты семей | депутаты маслихата | ночные медсёстры
            | студенты политехнического | столичные инспекторы | лавочники с набережной | представители
            обеих партий | независимые наблюдатели | трое подрядчиков | пенсионеры первого района | судебные
            исполнители | рыбаки западного берега | прокуроры | добровольцы на лодках | редакторы областной
            газеты | владельцы карьера | железнодорожники | чиновники водоканала | свидетели | родители
            пострадавших | бухгалтеры компании | сельчане выше плотины | жители посёлка {name} | чиновники
            акимата {name} | соседи из дома {number} | братья {name} | родственники семьи {name}"""
        ),
        verbs=_words(
            """поставили под сомнение | подписали | скрыли | опубликовали | потребовали | отвергли | изучили
            | описали | сфотографировали | отложили | подтвердили | исправили | не заметили | скопировали |
            отстояли | обнаружили | вернули | пересчитали | вспомнили | оплатили | потеряли | перевели |
            раскритиковали | измерили | поддержали | сравнили"""
        ),
        things=_words(
            """второе заключение экспертов | список из сорока адресов | договор о насосной станции |
            собственные прежние показания | цену тонны угля | одиннадцать страниц протокола | ремонт
            восточной дамбы | заём банка развития | результаты проб воды | запрет ночной доставки |
            предложение о компенсации | декларацию акима о доходах | карту затопленных улиц | проект новой
            трамвайной линии | все счета с 2014 года | закрытие родильного отделения | обращение с девятью
            тысячами подписей | зарплаты сезонных рабочих | разрешение на песчаный карьер | проект бюджета |
            запись совещания | недостающие подписи | половину резервного фонда | лицензию перевозчика |
            предложение перенести рынок | правила свиданий с заключёнными | три запечатанных конверта |
            архив земельного кадастра | данные статистического бюро | ограду вокруг общественного сада |
            дорогу в посёлок {name} | дело № {number} | счёт на {number} тенге | пункт {number}
            постановления | продажу мельницы «{name}» | все {number} заявлений | снимок станции {name}"""
        ),
        links=_words(
            """хотя | потому что | в то время как | даже если | после того как | прежде чем | и | но | как
            только | так как | тогда как | пока"""
        ),
        tails=_words(
            """в архиве | с согласия министра | за свой счёт | к концу квартала | перед зданием акимата |
            без объяснений | по совету банка | во второй раз | на двух языках | под присягой | из соседней
            области | на недельном рынке | заказным письмом | накануне выборов | через посредника | с
            некоторым облегчением | в мельчайших подробностях | от имени профсоюза | по телефону | за
            полцены"""
        ),
        matters=_words(
            """вода | дороги | школы | суды | хлеб | отопление | выборы | земля | больницы | театр |
            железная дорога | тюрьмы | налоги | погода | футбол | язык | границы | уголь | жильё | архивы"""
        ),
        places=_words("Алматы | Кентау | Тараз | Шелек | Балхаш | Старая Гавань | Текели | Каскелен"),
        syllables=_words(
            """ка | рен | мор | тал | вес | бру | лин | дар | ос | кет | уль | ша | вин | фер | гол | хам |
            стер | ны | бал | чу"""
        ),
        given=_words(
            "Анна | Борис | Клара | Давид | Элиф | Фарид | Галина | Гуго | Инна | Йонас | Кира | Лейла"
        ),
        family=_words(
            """Ашуорт | Берг | Кастель | Довале | Иствик | Фенн | Гарроу | Хейл | Ильвес | Джессоп | Керр |
            Лунд"""
        ),
        sections=_words("Город | Политика | Экономика | Суды | Культура | Область | Расследования | Письма"),
        roles=_words("репортёр мэрии | экономист | соседка | судья в отставке | водитель"),
    ),
    "fa": Stock(
        opening="{time} {actors} {thing} را {verb}",
        closing="{link} {actors} {tail} {thing} را {verb}",
        joint="، ",
        joining="{} و {}",
        language="فارسی",
        outlet="پیک سنجیده",
        tagline="خبر به وزن، هر بامداد",
        direction="rtl",
        time_zone="Asia/Tehran",
        times=_words(
            """سه‌شنبه پیش از سپیده‌دم | نزدیک غروب | یک هفته پس از سیل | در نخستین روزهای بهار | در جلسه‌ای
            کوتاه | برای سومین بار در سال جاری | بدون مناقصهٔ عمومی | در نشست شبانه | دو ساعت پیش از پایان
            مهلت | در آخرین روز کاری ماه | اندکی پس از بسته شدن بازار | در نامه‌ای چهار صفحه‌ای | پای پل
            قدیمی | پس از فروکش کردن آب | بر پایهٔ اسنادی که دیده‌ایم | پشت درهای بسته | در پایان هفته | در
            حضور دو شاهد | در روزهای سرد بی‌گرمایش | پس از ماه‌ها سکوت | به درخواست همسایگان | در تالاری
            هشتاد نفره | پس از رفتن دوربین‌ها | با اکثریت سه رأی | در راه سد | طبق آیین‌نامهٔ تازه | همان شب
            | با وجود یخبندان | پس از بازرسی دوم | برخلاف انتظار همه"""
        ),
        actors=_words(
            """ساکنان محلهٔ پایین | مهندسان شهر | دو وزیر پیشین | آموزگاران نه مدرسه | حسابرسان | رانندگان
            خط شمالی | وکیلان خانواده‌ها | اعضای شورا | پرستاران شب بیمارستان | دانشجویان دانشگاه صنعتی |
            بازرسان پایتخت | مغازه‌داران کنار رود | نمایندگان هر دو حزب | ناظران مستقل | سه پیمانکار |
            بازنشستگان ناحیهٔ یک | مأموران دادگاه | ماهیگیران ساحل غربی | دادستان‌ها | داوطلبان قایق‌سوار |
            سردبیران روزنامهٔ استان | صاحبان معدن | کارگران راه‌آهن | مسئولان آب و فاضلاب | شاهدان | پدران و
            مادران زخمی‌ها | حسابداران شرکت | روستاییان بالای سد | ساکنان {name} | شهرداری {name} | همسایگان
            خانهٔ {number} | برادران {name} | خویشان خانوادهٔ {name}"""
        ),
        verbs=_words(
            """زیر سؤال بردند | امضا کردند | پنهان کردند | منتشر کردند | خواستند | رد کردند | بررسی کردند |
            شرح دادند | عکس گرفتند | عقب انداختند | تأیید کردند | اصلاح کردند | نادیده گرفتند | رونویسی
            کردند | پذیرفتند | یافتند | پس دادند | شمردند | به یاد آوردند | پرداختند | گم کردند | ترجمه
            کردند | نقد کردند | اندازه گرفتند | ستودند | سنجیدند"""
        ),
        things=_words(
            """گزارش دوم کارشناسان | فهرست چهل نشانی | قرارداد ایستگاه پمپاژ | گواهی پیشین خود | بهای هر تُن
            زغال‌سنگ | یازده صفحه از صورت‌جلسه | تعمیر خاکریز شرقی | وام بانک توسعه | نتیجهٔ آزمایش آب |
            ممنوعیت بار شبانه | پیشنهاد غرامت | اظهارنامهٔ درآمد شهردار | نقشهٔ خیابان‌های زیر آب | طرح خط
            تازهٔ تراموا | همهٔ صورت‌حساب‌ها از سال ۱۳۹۳ | بستن بخش زایمان | طوماری با نه هزار نام | دستمزد
            کارگران فصلی | پروانهٔ معدن شن | پیش‌نویس بودجه | نوار جلسه | امضاهای گم‌شده | نیمی از صندوق
            اضطراری | پروانهٔ شرکت اتوبوس | پیشنهاد جابه‌جایی بازار | آیین‌نامهٔ ملاقات زندانیان | سه پاکت
            مهروموم‌شده | بایگانی ثبت زمین | ارقام ادارهٔ آمار | نردهٔ دور باغ عمومی | راه {name} | پروندهٔ
            {number} | صورت‌حساب {number} تومانی | بند {number} رأی | فروش آسیاب {name} | همهٔ {number}
            درخواست | عکس ایستگاه {name}"""
        ),
        links=_words(
            """هرچند | زیرا | در حالی که | حتی وقتی | پس از آنکه | پیش از آنکه | و | اما | همین که | چون |
            حال آنکه | تا"""
        ),
        tails=_words(
            """در بایگانی | با موافقت وزیر | به هزینهٔ خود | تا پایان فصل | روبه‌روی شهرداری | بی هیچ توضیحی
            | به سفارش بانک | برای دومین بار | به دو زبان | زیر سوگند | از استان همسایه | در بازار هفتگی |
            با نامهٔ سفارشی | در شب انتخابات | به‌واسطهٔ دیگران | با اندکی آسودگی | با همهٔ جزئیات | از سوی
            سندیکا | تلفنی | به نصف بها"""
        ),
        matters=_words(
            """آب | راه‌ها | مدرسه‌ها | دادگاه‌ها | نان | گرمایش | انتخابات | زمین | بیمارستان‌ها | تئاتر |
            راه‌آهن | زندان‌ها | مالیات | هوا | فوتبال | زبان | مرزها | زغال‌سنگ | مسکن | بایگانی‌ها"""
        ),
        places=_words("تهران | شیراز | اهواز | بندر کهن | تبریز | رشت | کاشان | یزد"),
        syllables=_words(
            """کا | رن | مور | تال | وس | بر | لین | دار | اس | کت | ول | شا | وین | فر | گل | هم | ستر | نی
            | بال | چو"""
        ),
        given=_words(
            "آنا | بهرام | کلارا | داوود | الیف | فرید | گلناز | هوشنگ | اینا | یونس | کیانا | لیلا"
        ),
        family=_words(
            """آشوری | برگی | کاشفی | دوالی | ایزدی | فنایی | گرایی | هاله‌ای | ایلخانی | جسوری | کریمی |
            لواسانی"""
        ),
        sections=_words("شهر | سیاست | اقتصاد | دادگاه | فرهنگ | استان | تحقیق | نامه‌ها"),
        roles=_words("خبرنگار شهرداری | اقتصاددان | همسایه | قاضی بازنشسته | راننده"),
    ),
}
