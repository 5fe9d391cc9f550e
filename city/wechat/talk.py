"""The short dialogue with a user of the official account: words, photos and a place, in any order,
within ten minutes, are one report. Pure: a draft and a message → the next draft and what is said.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from city.wechat.messages import Message

WINDOW = timedelta(minutes=10)
LONGEST = 2000  # characters of a report's words
MOST_PHOTOS = 9
FILE = frozenset("提交 完成 没有了 没了 没有 就这些 发完了 好了 done submit send".split())
DROP = frozenset("取消 不报了 cancel".split())
PROGRESS = frozenset("进度 查询 查进度 progress status".split())
HELP = frozenset("帮助 怎么上报 help".split())
REPORT_BUTTON, PROGRESS_BUTTON = "REPORT", "PROGRESS"


class Draft(NamedTuple):
    """What was sent so far."""

    began_at: datetime
    words: str = ""
    place_words: str = ""
    lat: float | None = None
    lon: float | None = None
    media: tuple[str, ...] = ()

    @property
    def says_something(self) -> bool:
        """Whether it can be a report; a place alone is none."""
        return bool(self.words or self.media)

    @property
    def missing(self) -> tuple[str, ...]:
        """What would help: words, place, photo."""
        there = {"words": self.words, "place": self.lat is not None, "photo": self.media}
        return tuple(name for name, given in there.items() if not given)

    @property
    def kept(self) -> tuple[str, ...]:
        """What is there."""
        missing = self.missing
        return tuple(name for name in ("words", "place", "photo") if name not in missing)

    def is_over(self, now: datetime) -> bool:
        """Whether its ten minutes are."""
        return now - self.began_at >= WINDOW


class Turn(NamedTuple):
    """The draft from now on, whether it is to be filed, and by which code it is answered."""

    draft: Draft | None
    is_filed: bool
    said: str


def turn(draft: Draft | None, message: Message, now: datetime) -> Turn:
    """What a message makes of a draft. A draft that is over has been filed before."""
    if message.kind == "event":
        return Turn(draft, False, _of_event(message))
    if message.kind in ("text", "voice"):
        asked = _asked(draft, message.words.strip().casefold())
        if asked:
            return asked
    before = draft or Draft(now)
    after, said = _grown(before, message)
    if after == before:
        return Turn(draft, False, said)
    return Turn(after, not after.missing, said)


def _of_event(message: Message) -> str:
    """Buttons that open a camera or a map are followed by a message: they say nothing."""
    if message.event == "subscribe":
        return "welcome"
    if message.event == "click":
        return {REPORT_BUTTON: "how", PROGRESS_BUTTON: "progress"}.get(message.button, "")
    return ""


def _asked(draft: Draft | None, words: str) -> Turn | None:
    """A word that is said to us, and is no part of a report."""
    words = words.strip("。.!！ ")
    if words in FILE and draft:
        is_filed = draft.says_something
        return Turn(draft, is_filed, "filed" if is_filed else "place_alone")
    if words in DROP and draft:
        return Turn(None, False, "dropped")
    if words in PROGRESS:
        return Turn(draft, False, "progress")
    if words in HELP or words in FILE | DROP:
        return Turn(draft, False, "how")
    return None


def _grown(draft: Draft, message: Message) -> tuple[Draft, str]:
    """The draft with what the message brings, and what is said of that; the same: it took none."""
    if message.kind == "image" and message.media_id:
        if len(draft.media) >= MOST_PHOTOS:
            return draft, "enough_photos"
        return draft._replace(media=(*draft.media, message.media_id)), "kept"
    if message.kind == "location" and message.lat is not None and message.lon is not None:
        place = message.words or draft.place_words
        return draft._replace(lat=message.lat, lon=message.lon, place_words=place[:200]), "kept"
    if message.kind in ("text", "voice") and message.words:
        words = f"{draft.words}\n{message.words}".strip()
        if len(words) > LONGEST:
            return draft, "too_long"
        return draft._replace(words=words), "kept"
    return draft, "cannot"
