"""The languages that an edition may be in.

Rule: pure. What the site says in one of them is in the theme's catalogues; how one is added is told in
`docs/how-to/add-a-language.md`.
"""

# An edition's code, and what the language calls itself. The desk's own screens speak the first two.
LANGUAGES = [
    ("en", "English"),
    ("ru", "Русский"),
    ("kk", "Қазақша"),
    ("ky", "Кыргызча"),
    ("uz", "Oʻzbekcha"),
    ("uz-cyrl", "Ўзбекча"),
    ("tg", "Тоҷикӣ"),
    ("fa", "فارسی"),
]
OF_THE_DESK = LANGUAGES[:2]
