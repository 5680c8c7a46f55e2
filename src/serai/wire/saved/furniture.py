"""The site's furniture: words on a page that belong to the site and not to the story.

Rule: pure. A line is furniture only where the whole line is such words; a sentence that mentions "share"
or "reply" is not. Each table is the words that sites print, in English, Russian, Persian, Kazakh, Uzbek.

    >>> recognise("Share on Facebook"), recognise("He asked me to share it.")
    ('share', None)
"""

import re

from serai.wire.saved import vocabulary

_SHARE = vocabulary.of(
    """
    share tweet facebook twitter x telegram whatsapp viber vk vkontakte ok odnoklassniki linkedin reddit
    pinterest instagram youtube tiktok messenger email e-mail mail print pocket flipboard rss поделиться
    твитнуть вконтакте одноклассники телеграм телеграмм фейсбук твиттер ватсап почта печать распечатать
    اشتراک‌گذاری هم‌رسانی فیسبوک توییتر تلگرام واتساپ ایمیل چاپ بازنشر бөлісу ulashish chop
    """
)
_LANGUAGES = vocabulary.of(
    """
    english русский қазақша қазақ кыргызча o‘zbekcha o'zbekcha oʻzbekcha ўзбекча тоҷикӣ тоҷикй türkmençe
    türkmen فارسی دری پښتو العربية українська беларуская deutsch français español türkçe en ru kz kk kg
    uz tj fa tm eng rus
    """
)
_FORM = vocabulary.of(
    """
    name name* email email* e-mail e-mail* website comment comment* submit send post cancel captcha
    subject message login register required optional имя имя* почта сайт комментарий комментарий*
    отправить отмена войти نام نام* ایمیل* وب‌سایت دیدگاه ارسال انصراف
    """
)
_MENU = vocabulary.of(
    """
    menu home search login log-in sign-in register subscribe newsletter newsletters archive contacts
    contact about advertise more close back next previous top sitemap sections меню главная поиск войти
    вход регистрация подписаться подписка архив контакты закрыть назад далее дальше ещё еще наверх
    разделы منو خانه جستجو ورود عضویت اشتراک آرشیو بستن بیشتر мәзір іздеу menyu qidiruv
    """
)
_REPLY = vocabulary.of(
    """
    reply report flag quote like dislike upvote downvote permalink link edit delete ответить
    пожаловаться цитировать нравится ссылка پاسخ پاسخ‌دادن گزارش پسندیدن жауап javob
    """
)
_LINES = {
    "share": (
        r"(?:share|tweet|send|post|follow)(?: (?:this|the|us))?(?: (?:story|article|page|post|news|link))?"
        r"(?: (?:on|via|by|with|in|to) [\w .-]{1,30})?",
        r"(?:copy|get) (?:the )?link|link copied!?|share (?:with|via)[\w ]{0,30}",
        r"(?:поделиться|отправить|опубликовать)(?: (?:в|на|через|по|с|этим|ссылкой|статьей|статьёй|новостью"
        r"|друзьями|друзьям|социальных|сетях)"
        r"[\w -]{0,40})?|скопировать ссылку|ссылка скопирована|версия для печати|подписывайтесь на "
        r"нас.{0,60}",
        r"(?:به )?اشتراک(?:‌| )گذاری.{0,30}|اشتراک‌گذاری در .{1,20}|کپی(?: کردن)? لینک|نسخه چاپی",
        r"(?:text size|размер текста|шрифт)?:? ?[aа][+-]?(?: ?[aа][+-]?){1,2}",
    ),
    "comment_form": (
        r"comment(?:s|ing)? policy.{0,80}|\*? ?(?:denotes|indicates) (?:a )?required fields?.{0,30}",
        r"\d+ ?/ ?\d+(?: characters?)?|\d+ characters? (?:left|remaining)",
        r"(?:leave|add|post|write|submit)(?: (?:a|your))? (?:comment|reply|response)s?\.?|leave a reply "
        r"cancel reply",
        r"your (?:name|e-?mail|comment|message)(?: address)?(?: \(required\)| ?\*)?|enter your "
        r"comment.{0,30}",
        r"your e-?mail(?: address)? will not be (?:published|shown).{0,60}|required fields are marked.{0,10}",
        r"(?:please )?(?:log|sign) in to (?:comment|reply).{0,30}|be the first to comment\.?|i'?m not a "
        r"robot",
        r"(?:оставить|добавить|написать|отправить|оставьте)(?: (?:свой|ваш))? (?:комментарий|отзыв"
        r"|ответ).{0,20}",
        r"(?:ваше|ваш)[ае]? (?:имя|e-?mail|почта|комментарий|адрес).{0,20}|правила комментирования.{0,60}",
        r"\*? ?(?:обязательн(?:ые|ое) пол[яе]|обозначает обязательное поле).{0,30}|осталось символов:? ?\d+"
        r"|я не робот",
        r"войдите,? чтобы (?:оставить|ответить|комментировать).{0,30}|ваш (?:адрес )?e-?mail не будет "
        r"опубликован.{0,60}",
        r"(?:نظر|دیدگاه)(?: خود)?(?: را)? ?(?:بدهید|بنویسید|ارسال کنید|بگذارید)\.?|ارسال (?:نظر|دیدگاه)|نام "
        r"شما.{0,10}",
        r"قوانین (?:ارسال )?(?:نظر|دیدگاه).{0,40}|فیلدهای (?:ضروری|الزامی).{0,30}|ایمیل شما.{0,40}",
        r"пікір қалдыру|izoh qoldirish",
    ),
    "reply": (
        r"(?:like|reply|report|нравится|ответить|پاسخ)(?: ?\(?\d+\)?)?|report (?:abuse|comment)|(?:show"
        r"|hide|view) (?:\d+ )?repl(?:y|ies)"
        r"|[+-]\d{1,4}|\d{1,4} ?(?:likes?|dislikes?)|(?:показать|скрыть) (?:\d+ )?ответ\w*|жауап беру|javob "
        r"berish",
    ),
    "cookies": (
        r".{0,300}\b(?:cookies?|куки|файлы cookie|کوکی)\b.{0,300}",
        r"(?:accept|reject|allow|manage)(?: all)?(?: cookies)?|i (?:agree|accept)|got it!?|принять(?: все)?"
        r"|согласен|понятно|می‌پذیرم",
    ),
    "copyright": (
        r"(?:©|\(c\)|copyright\b|копирайт).{0,200}|.{0,120}(?:all rights reserved|все права защищены"
        r"|(?:تمامی|کلیه) حقوق).{0,120}",
    ),
    "menu": (
        r"(?:skip to|jump to) (?:main )?(?:content|navigation|menu)|back to (?:top|home)|(?:open|close"
        r"|toggle) (?:menu|navigation|search)"
        r"|sign (?:in|up|out)|log (?:in|out)|my account|about us|contact us|privacy(?: policy)?|terms(?: "
        r"(?:of|and) (?:use|service|conditions))?"
        r"|site ?map|editorial policy|search(?: \.\.\.|…)?|subscribe(?: (?:now|to (?:our )?newsletters?))?"
        r"|select language",
        r"о (?:нас|проекте|сайте)|обратная связь|политика конфиденциальности|пользовательское соглашение"
        r"|карта сайта"
        r"|(?:перейти|вернуться) к .{1,30}|на главную|личный кабинет|выберите язык|подписаться на "
        r"(?:рассылку|новости)",
        r"درباره ما|تماس با ما|حریم خصوصی|نقشه سایت|پرش به .{1,20}|بازگشت به .{1,20}|صفحه (?:اصلی|نخست)"
        r"|انتخاب زبان",
    ),
    "advert": (
        r"advertisements?|sponsored(?: content)?|ads? by .{1,30}|реклама(?: на сайте)?|на правах рекламы"
        r"|партн[её]рский материал|تبلیغات?|آگهی|жарнама|reklama",
    ),
    "counter": (
        r"[\d ,.]+k? (?:views?|shares?|reads?|readers?)|views?:? [\d ,.]+k?|\d{1,3} min(?:ute)?s? read"
        r"|reading time:? \d+ .{0,10}",
        r"(?:просмотр\w*|прочитали|показов):? ?[\d ,.]+|[\d ,.]+ просмотр\w*|время (?:на )?чтени[яе]:? "
        r".{1,15}|читать \d+ мин\w*",
        r"بازدید:? ?[\d ,.]+|[\d ,.]+ بازدید|(?:تعداد )?(?:بازدید|مشاهده).{0,15}\d+|زمان مطالعه:? .{1,15}"
        r"|کد خبر:? ?\d+",
    ),
    "pages": (
        r"(?:page|страница|صفحه) \d+(?: (?:of|из|از) \d+)?|(?:load|show|see|view) (?:more|all)(?: \w+)?|«|»"
        r"|<|>|(?:next|previous|prev) (?:page|story|article|post)"
        r"|показать (?:ещ[её]|больше)|загрузить ещ[её]|(?:следующая|предыдущая) (?:страница|статья|новость"
        r"|запись)|1(?: [2-9])+(?: next| далее| »)?",
    ),
    "picture_label": (
        r"(?:click to )?enlarge(?: image)?|(?:image|photo|picture|figure|изображение|фото|фотография|تصویر"
        r"|عکس)(?: \d+)?(?: (?:of|из|از) \d+)?|увеличить"
        r"|image (?:source|caption|credit)|getty images|play(?: video)?|watch|смотреть видео|پخش ویدیو",
    ),
}
_RELATED = re.compile(
    r"(?:(?:related|similar|recommended|more|other|latest|popular|top|featured|recent)(?: (?:articles"
    r"|stories|news|posts|content|reading|topics|coverage))"
    r"|related|recommended(?: for you)?|most (?:read|popular|viewed|commented|shared)|trending(?: now)?|you "
    r"(?:may|might) (?:also )?like"
    r"|(?:read|see|watch) (?:also|more|next)|more (?:on this|from|in) .{1,40}|also (?:read|see)|don'?t miss"
    r"|editors?['’]? (?:picks?|choice)|up next"
    r"|(?:читайте|смотрите|см\.) (?:также|ещ[её])|(?:читать|смотреть) (?:также|далее|ещ[её])|(?:похожие"
    r"|связанные|другие|последние|популярные|главные|свежие)"
    r" (?:статьи|материалы|новости|публикации|записи)|(?:ещ[её] )?по (?:этой )?теме|материалы по теме|самое "
    r"(?:читаемое|популярное|обсуждаемое)|популярное|рекомендуем"
    r"|новости партн[её]ров|выбор редакции|(?:مطالب|اخبار|خبرهای) (?:مرتبط|مشابه|دیگر)|بیشتر بخوانید|همچنین "
    r"بخوانید|پربازدید(?:ترین)?(?:‌?ها)?|پیشنهاد سردبیر|آخرین اخبار"
    r"|ұқсас мақалалар|тағы оқыңыз|shuningdek)\s*(?P<tail>[:：].*)?",
    re.I,
)
_WORDS = {
    "share": _SHARE,
    "languages": _LANGUAGES,
    "menu": _MENU,
    "comment_form": _FORM,
    "reply": _REPLY,
}
_PATTERNS = {
    code: re.compile("|".join(f"(?:{form})" for form in forms), re.I) for code, forms in _LINES.items()
}
_SPLIT = re.compile(r"[\s|/•·,:;>»]+")
_LONGEST = 400  # characters: longer lines are never furniture by their words


def recognise(text: str) -> str | None:
    """The furniture that this whole line is, as a code; None where it is none."""
    words = text.strip().strip("|•·>»:").strip()
    if not words or len(words) > _LONGEST:
        return None
    for code, pattern in _PATTERNS.items():
        if pattern.fullmatch(words):
            return code
    pieces = [piece for piece in _SPLIT.split(words.lower()) if piece]
    if len(pieces) > 12:
        return None
    for code, known in _WORDS.items():
        if pieces and all(piece in known or (piece.isdigit() and len(pieces) > 1) for piece in pieces):
            return code if any(piece in known for piece in pieces) else None
    return None


def related_head(text: str) -> str | None:
    """ "head" over a list of other stories, "link" where the line names one itself; None otherwise."""
    match = _RELATED.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    if match is None:
        return None
    return "link" if (match["tail"] or "").strip(":： ") else "head"


def is_any(text: str) -> bool:
    """Whether a line belongs to the site, as one kind of furniture or another."""
    return recognise(text) is not None or related_head(text) is not None
