"""The lodge: what all doors of one gate share, and what they all ask before they take anything.

Rule: made once for a running gate. A door is given the lodge and a request and gives an answer; it keeps
nothing itself.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from nacl.signing import VerifyKey

from serai.core import clock
from serai.core.errors import SeraiError, SettingError
from serai.gate import answers, origins, sealing, sources
from serai.gate.answers import Answer
from serai.gate.asking import Asked
from serai.gate.current_theme import CurrentTheme
from serai.gate.entries import Mark
from serai.gate.inbox import Inbox
from serai.gate.limits import Counter, Sending
from serai.gate.options import Options
from serai.gate.pages import Pages, line
from serai.gate.proof import Proofs
from serai.gate.sealing import Sealer
from serai.gate.searching import Searching
from serai.gate.sources import Sources
from serai.gate.stories import Stories, Story
from serai.gate.tokens import Purpose, Tokens
from serai.gate.views import AnyGateView, Notice, NoticeView, Writing

STATUSES: dict[Notice, int] = {
    "closed": 403,
    "no_story": 404,
    "no_comment": 404,
    "no_receipt": 404,
    "foreign": 403,
    "too_large": 413,
    "flood": 429,
    "full": 503,
    "bad_form": 400,
    "failed": 500,
}
COMPLAINT_SECONDS = 60.0
SHARED_TIMES = 50  # what one source may write, for all together who cannot be told apart
LETTERS_HOURLY = 3000  # from one server, or all together who cannot be told apart
SCRIPT_STORY = ""  # a token for the script is for any story


logger = logging.getLogger("serai.gate")


class Complaints:
    """Tells the log what is wrong with the gate, no oftener than once a minute: it may be wrong for each of
    ten thousand readers."""

    def __init__(self) -> None:
        """Nothing was said yet."""
        self._last = float("-inf")

    def say(self, error: SeraiError) -> None:
        """Log an error of ours, which holds no reader's word."""
        now = time.monotonic()
        if now - self._last >= COMPLAINT_SECONDS:
            self._last = now
            logger.error("%s", error)


@dataclass(frozen=True, kw_only=True)
class Lodge:
    """What the doors of one gate share."""

    options: Options
    inbox: Inbox
    stories: Stories
    pages: Pages
    tokens: Tokens
    proofs: Proofs
    sources: Sources
    hourly: Counter
    hourly_shared: Counter
    flood: Counter
    verify_key: VerifyKey
    sealer: Sealer | None
    searching: Searching
    now: Callable[[], datetime] = clock.now
    complaints: Complaints = field(default_factory=Complaints)
    sending: Sending = field(default_factory=Sending)
    letters: Counter = field(default_factory=lambda: Counter(span=3600.0, most=LETTERS_HOURLY))

    @classmethod
    def of(cls, options: Options, inbox: Inbox, *, now: Callable[[], datetime] = clock.now) -> "Lodge":
        """The lodge of the gate that `options` describe; SettingError where a key is none."""
        if options.hourly < 1 or options.flood < 1:
            raise SettingError("The gate's limits must be 1 or more. Correct gate_hourly and gate_flood.")
        theme, searched = CurrentTheme(options.theme, time.monotonic), options.search is not None
        pages = Pages(options.site, options.site_url, theme, time.monotonic, search=searched)
        return cls(
            options=options,
            inbox=inbox,
            stories=Stories(options.site, time.monotonic),
            pages=pages,
            tokens=Tokens(life=options.token_life.total_seconds()),
            proofs=Proofs(cost=options.proof_cost),
            sources=Sources(),
            hourly=Counter(span=3600.0, most=options.hourly),
            hourly_shared=Counter(span=3600.0, most=options.hourly * SHARED_TIMES),
            flood=Counter(span=60.0, most=options.flood),
            verify_key=VerifyKey(sealing.key_bytes(options.verify_key, "verify_key")),
            sealer=Sealer(options.seal_key) if options.contacts else None,
            searching=Searching(options.search),
            now=now,
        )

    # --- who asks ---------------------------------------------------------------------------------------

    def network(self, asked: Asked) -> bytes:
        """What tells a request's network apart, for as long as it is answered."""
        return sources.network_of(
            asked.client, asked.headers.get("x-forwarded-for", ""), proxied=self.options.proxied
        )

    def source(self, asked: Asked, now: datetime) -> str:
        """The source of a request, under today's key; a mute of yesterday's is carried over."""
        network = self.network(asked)
        if not network:
            return sources.SHARED
        source = self.sources.of(network, now.timestamp())
        before = self.sources.before(network, now.timestamp())
        if before and self.inbox.muted(before, now):
            self.inbox.carry_mute(before, source)
        return source

    def refused(self, asked: Asked, source: str, now: datetime) -> Notice | None:
        """Why a request that writes is not even looked at."""
        if origins.foreign(asked.headers, self.options.site_url):
            return "foreign"
        if source != sources.SHARED and self.flood.over(source, now.timestamp()):
            return "flood"
        return None

    def marks(self, source: str, now: datetime) -> tuple[Mark, ...]:
        """What a moderator should know of an entry from this source; counts it."""
        found: list[Mark] = []
        hourly = self.hourly if source != sources.SHARED else self.hourly_shared
        if hourly.over(source, now.timestamp()):
            found.append("over_limit")
        if self.inbox.muted(source, now):
            found.append("muted")
        return tuple(found)

    def token_known(self, asked: Asked, purpose: Purpose, story: str, now: datetime) -> bool:
        """Whether the form's token is one that this process gave for its key, here or to the script."""
        token, key = asked.form.get("token"), asked.form.get("key")
        at = now.timestamp()
        return self.tokens.knows(token, purpose=purpose, story=story, key=key, now=at) or self.tokens.knows(
            token, purpose="script", story=SCRIPT_STORY, key=key, now=at
        )

    # --- what is said -----------------------------------------------------------------------------------

    def page(self, view: AnyGateView, status: int = 200) -> Answer:
        """A page of ours."""
        return Answer(status, self.pages.show(view))

    def notice(
        self,
        asked: Asked,
        what: Notice,
        *,
        story: Story | None = None,
        edition: str = "",
        writing: Writing | None = None,
    ) -> Answer:
        """Why not, in the edition's own words and with what was written; in plain words where no edition
        is baked, in JSON for the script."""
        status = STATUSES[what]
        if asked.by_script:
            return answers.json({"notice": what}, status)
        where = story.address if story else edition or asked.form.get("story")
        speaks = self.pages.for_reader(where, asked.headers.get("accept-language", ""))
        if speaks is None:
            return answers.words(f"{status}\n", status)
        chrome = self.pages.chrome(speaks, address=asked.path, title=story.headline if story else "")
        view = NoticeView(
            chrome=chrome,
            what=what,
            story=line(story) if story else None,
            writing=writing or written(asked),
        )
        return self.page(view, status)


def written(asked: Asked) -> Writing:
    """What a reader wrote, as it came, to be shown back."""
    form = asked.form
    return Writing(
        name=form.get("name"), text=form.get("text") or form.get("detail"), contact=form.get("contact")
    )
