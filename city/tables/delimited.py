"""Text with separators → rows: comma, tab, semicolon or bar, found from the text itself."""

import csv
import io
from collections import Counter
from collections.abc import Iterator

from city.tables.sheet import Cells

SEPARATORS = "\t,;|，"
SAMPLE = 64 * 1024
MOST_LINES = 50  # of one row; more of them means a quote that nobody closed
csv.field_size_limit(2**30)


def rows(text: str) -> Iterator[Cells]:
    """The rows of `text`. A line `sep=;` before them is obeyed; zero bytes are dropped."""
    text = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        return _read(rest, first.strip()[-1], start=1)
    return _read(text, separator(text[:SAMPLE]))


def separator(sample: str) -> str:
    """The separator that cuts most lines into equally many cells."""
    best, most = ",", 0.0
    for sign in SEPARATORS:
        widths = [len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=sign)]
        width, lines = (
            Counter(width for width in widths if width > 1).most_common(1)[0]
            if any(width > 1 for width in widths)
            else (1, 0)
        )
        score = lines * (width - 1) ** 0.5
        if score > most:
            best, most = sign, score
    return best


class _Lines:
    """The lines of a text, one after the other; `at` may be set back."""

    def __init__(self, text: str) -> None:
        self.at = 0
        self._lines = io.StringIO(text, newline="\n").readlines()

    def more(self) -> bool:
        """Whether there are lines left."""
        return self.at < len(self._lines)

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if self.at >= len(self._lines):
            raise StopIteration
        self.at += 1
        return self._lines[self.at - 1]


def _read(text: str, sign: str, start: int = 0) -> Iterator[Cells]:
    """Quoted text; a quote that nobody closes belongs to the words of its own line."""
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=sign, strict=True)
    yield from ([] for _ in range(start))
    while True:
        begun = lines.at
        try:
            yield _told(next(reader))
        except StopIteration:
            return
        except csv.Error:
            lines.at = begun
            yield _mended(lines, sign)
            reader = csv.reader(lines, delimiter=sign, strict=True)


def _told(row: Cells) -> Cells:
    """Cells without the formula `="…"` in which a CSV for Excel keeps long numbers as text."""
    return [cell[2:-1] if cell.startswith('="') and cell.endswith('"') else cell for cell in row]


def _mended(lines: _Lines, sign: str) -> Cells:
    """A row with quotes astray: as far as it makes sense, else its line as it stands."""
    begun = lines.at
    row: Cells = next(csv.reader(lines, delimiter=sign))
    if lines.at - begun <= MOST_LINES and lines.more():
        return row
    lines.at = begun
    return next(csv.reader([next(lines)], delimiter=sign, quoting=csv.QUOTE_NONE))
