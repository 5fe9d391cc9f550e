"""A news site on loopback: robots.txt, feeds with ETag and Last-Modified, and bad days."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import formatdate

import orjson

from tests.channels.wire import Reply, Request, serving

Story = tuple[str, str, str]  # id, title, words


@dataclass
class FeedTwin:
    """The site. `status` other than 200 is what it answers with; `wait`: its Retry-After."""

    robots: str = ""
    stories: list[Story] = field(default_factory=list)
    status: int = 200
    wait: str = ""
    moved: str = ""
    asked: Counter[str] = field(default_factory=Counter)
    whole: int = 0  # how often a feed was sent in full
    agents: set[str] = field(default_factory=set)
    origin: str = ""

    @property
    def etag(self) -> str:
        """Changes with the stories."""
        return f'"{hash(tuple(self.stories)) & 0xFFFFFFFF:x}"'

    def answer(self, asked: Request) -> Reply:
        """As RFC 9110 and RFC 9309 have it."""
        self.asked[asked.path] += 1
        self.agents.add(asked.headers.get("user-agent", ""))
        if asked.path == "/robots.txt":
            return Reply(200 if self.robots else 404, self.robots.encode())
        if self.moved:
            return Reply(302, b"", (("Location", self.moved),))
        if self.status != 200:
            return Reply(self.status, b"", (("Retry-After", self.wait),) if self.wait else ())
        if asked.headers.get("if-none-match") == self.etag:
            return Reply(304, b"", (("ETag", self.etag),))
        self.whole += 1
        body = {"/rss": self.rss, "/atom": self.atom, "/json": self.json}[asked.path]()
        return Reply(200, body, (("ETag", self.etag), ("Last-Modified", formatdate(usegmt=True))))

    def rss(self) -> bytes:
        """RSS 2.0, in GB 18030 as some papers still send it."""
        items = "".join(
            f"<item><title>{title}</title><guid isPermaLink='false'>{own}</guid>"
            f"<link>https://news.example/{own}</link>"
            "<pubDate>Sun, 22 Nov 2026 01:00:00 GMT</pubDate>"
            f"<description>&lt;p&gt;{words}&lt;/p&gt;&lt;script&gt;x&lt;/script&gt;</description>"
            "</item>"
            for own, title, words in self.stories
        )
        text = f"<rss version='2.0'><channel><title>晚报</title>{items}</channel></rss>"
        return f"<?xml version='1.0' encoding='gb18030'?>{text}".encode("gb18030")

    def atom(self) -> bytes:
        """RFC 4287."""
        items = "".join(
            f"<entry><id>urn:{own}</id><title>{title}</title><updated>2026-11-22T01:00:00Z</updated>"
            f"<link href='javascript:alert(1)'/><content type='html'>{words}</content></entry>"
            for own, title, words in self.stories
        )
        head = "<feed xmlns='http://www.w3.org/2005/Atom'><title>日报</title>"
        return f"<?xml version='1.0'?>{head}{items}</feed>".encode()

    def json(self) -> bytes:
        """JSON Feed 1.1."""
        items = [
            {"id": own, "title": title, "content_html": f"<div>{words}</div>",
             "url": f"https://blog.example/{own}", "date_published": "2026-11-22T09:00:00+08:00"}
            for own, title, words in self.stories
        ]  # fmt: skip
        return orjson.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items})


@contextmanager
def news() -> Iterator[FeedTwin]:
    """The site, on a free port."""
    twin = FeedTwin()
    with serving(twin.answer) as twin.origin:
        yield twin
