"""Words of Uzbek newspapers in both scripts, as each is printed.

Rule: data for the tests. A pair holds in both directions; `ONE_WAY` holds what Latin is typed like besides.
"""

BOTH = """
salom=салом dunyo=дунё kitob=китоб maktab=мактаб oʻqituvchi=ўқитувчи togʻ=тоғ bogʻbon=боғбон gʻalaba=ғалаба
choy=чой shahar=шаҳар Toshkent=Тошкент Chirchiq=Чирчиқ Qarshi=Қарши Samarqand=Самарқанд Buxoro=Бухоро
Xorazm=Хоразм Fargʻona=Фарғона Namangan=Наманган Andijon=Андижон Jizzax=Жиззах Guliston=Гулистон
Navoiy=Навоий Nukus=Нукус Qoraqalpogʻiston=Қорақалпоғистон Oʻzbekiston=Ўзбекистон Oʻsh=Ўш Moʻynoq=Мўйноқ
isʼhoq=исҳоқ Isʼhoq=Исҳоқ asʼhob=асҳоб mashhur=машҳур tashabbus=ташаббус boshchi=бошчи ishchi=ишчи
maʼno=маъно eʼlon=эълон eʼtibor=эътибор taʼlim=таълим maʼlumot=маълумот sanʼat=санъат qatʼiy=қатъий
sunʼiy=сунъий inʼom=инъом jurʼat=журъат sheʼr=шеър shuʼla=шуъла baʼzi=баъзи daʼvo=даъво maʼyus=маъюс
Qurʼon=Қуръон masʼul=масъул surʼat=суръат tabʼ=табъ juzʼ=жузъ mavzeʼ=мавзеъ tobeʼ=тобеъ
moʻjiza=мўъжиза moʻtabar=мўътабар moʻtadil=мўътадил
ekran=экран elchi=элчи endi=энди erta=эрта Eron=Эрон esa=эса kecha=кеча deraza=дераза poeziya=поэзия
poema=поэма duet=дуэт maestro=маэстро aerostat=аэростат aeroport=аэропорт koeffitsiyent=коэффициент
yer=ер yetti=етти Yevropa=Европа yengil=енгил qayerda=қаерда loyiha=лойиҳа proyekt=проект diyeta=диета
gigiyena=гигиена kliyent=клиент
yosh=ёш yoz=ёз ayol=аёл sayyora=сайёра sayyoh=сайёҳ daryo=дарё bayonot=баёнот aktyor=актёр rejissyor=режиссёр
yoʻl=йўл yoʻq=йўқ yoʻlovchi=йўловчи boʻyicha=бўйича oʻy=ўй kuy=куй uyushma=уюшма yurt=юрт yulduz=юлдуз
yaxshi=яхши yangi=янги yaʼni=яъни kelyapti=келяпти oyat=оят piyoz=пиёз ziyo=зиё iyun=июнь iyul=июль
konstitutsiya=конституция demokratiya=демократия militsiya=милиция politsiya=полиция litsey=лицей
dotsent=доцент protsent=процент protsess=процесс retsept=рецепт meditsina=медицина stansiya=станция
konferensiya=конференция agentlik=агентлик funksiya=функция reaksiya=реакция aksiya=акция sanksiya=санкция
opsiya=опция korrupsiya=коррупция emotsional=эмоционал sirk=цирк sikl=цикл sement=цемент konsert=концерт
prinsip=принцип Fransiya=Франция ensiklopediya=энциклопедия insident=инцидент vaksina=вакцина porsiya=порция
pensiya=пенсия missiya=миссия komissiya=комиссия Rossiya=Россия Shveytsariya=Швейцария pitsa=пицца
aytsa=айтса ketsin=кетсин ketsinlar=кетсинлар yotsa=ётса otsiz=отсиз hayotsiz=ҳаётсиз butsimon=бутсимон
sirka=сирка sirkada=сиркада
oktabr=октябрь sentabr=сентябрь noyabr=ноябрь dekabr=декабрь yanvar=январь fevral=февраль aprel=апрель
oktabrda=октябрда aprelgacha=апрелгача mart=март avgust=август rol=роль roli=роли rolda=ролда stil=стиль
albom=альбом fakultet=факультет film=фильм multfilm=мультфильм pult=пульт asfalt=асфальт medal=медаль
model=модель kalendar=календарь Sibir=Сибирь Gogol=Гоголь Olga=Ольга Tatyana=Татьяна avtomobil=автомобиль
budjet=бюджет rayon=район mayor=майор yod=йод yoga=йога kompyuter=компьютер intervyu=интервью
batalyon=батальон obyekt=объект subyekt=субъект podyezd=подъезд inyeksiya=инъекция pyesa=пьеса karyera=карьера
SHANBA=ШАНБА Shanba=Шанба bulvar=бульвар vals=вальс
premyer=премьер Vyetnam=Вьетнам borshch=борщ Xrushchev=Хрущев Shchedrin=Щедрин
SHARQ=ШАРҚ Sharq=Шарқ YOʻL=ЙЎЛ Yoʻl=Йўл CHOY=ЧОЙ Choy=Чой OʻZBEKISTON=ЎЗБЕКИСТОН YOSHLAR=ЁШЛАР
YUNUSOBOD=ЮНУСОБОД OKTABR=ОКТЯБРЬ KONSTITUTSIYA=КОНСТИТУЦИЯ BMT=БМТ AQSh=АҚШ MChJ=МЧЖ NATO=НАТО MDH=МДҲ
Moskva=Москва Berlin=Берлин London=Лондон Parij=Париж Tokio=Токио Putin=Путин Tramp=Трамп Merkel=Меркел
Abdulla=Абдулла Qodiriy=Қодирий Choʻlpon=Чўлпон Fitrat=Фитрат Alisher=Алишер Ulugʻbek=Улуғбек Bobur=Бобур
Gʻafur=Ғафур Gʻulom=Ғулом Hamid=Ҳамид Olimjon=Олимжон Zulfiya=Зулфия Muhammad=Муҳаммад Shuhrat=Шуҳрат
"""

ONE_WAY = """
o'zbek=ўзбек o`zbek=ўзбек o’zbek=ўзбек o‘zbek=ўзбек oʼzbek=ўзбек o´zbek=ўзбек g'alaba=ғалаба tog’=тоғ
ma'no=маъно ma’no=маъно ma`no=маъно ma‘no=маъно Is'hoq=Исҳоқ Is’hoq=Исҳоқ yo'l=йўл YO’L=ЙЎЛ
album=альбом albumda=альбомда
mavze'ga=мавзеъга sentyabr=сентябрь oktyabr=октябрь byudjet=бюджет
"""

LEFT_ALONE = (
    "https://kun.uz/yangiliklar?til=uz#bosh",
    "www.gazeta.uz/uz/2026",
    "tahririyat@gazeta.uz",
    "kun.uz",
    "hisobot.pdf",
    "#oʻzbekiston",
    "@toshkent_uz",
    "«The New York Times»",
    "“Die Welt”",
    "WhatsApp",
    "Washington",
    "café",
    "München",
    "C",
    "XX",
    "XIV",
    "VII",
    "iPhone",
    "YouTube",
    "OpenAI",
    "GPT4",
    "4K",
    "H2O",
    "snake_case",
    "PDF",
    "2026",
    "salom мир",
)
"""Latin that stays Latin in Cyrillic text; of the last only the Uzbek word changes."""
