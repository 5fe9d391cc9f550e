"""HTML → the words that its reader sees. Pure."""

from html.parser import HTMLParser

BLOCKS = frozenset("p br div li tr td h1 h2 h3 h4 h5 h6 blockquote".split())
UNSEEN = frozenset({"script", "style", "head", "title"})


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._unseen += tag in UNSEEN
        if tag in BLOCKS:
            self.said.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in UNSEEN and self._unseen > 0

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.said.append(data)


def plain(html: str) -> str:
    """The words that a reader of this HTML sees, on one line."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    return " ".join("".join(reader.said).split())
