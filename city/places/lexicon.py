"""The city's own names found in what people write. Pure: built from values."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

from city.db import Point
from city.places import variants
from city.places.normal import plain
from city.places.sounds import alike, sound
from city.places.weight import weight

ROAD, PLACE, AREA = "road", "place", "area"
CLASSES = dict.fromkeys(("district", "subdistrict", "community", "village"), AREA) | {
    "road": ROAD,
    "home": "home",
    "away": "away",
    "campaign": "term",
    "responsibility": "term",
}
HOMOPHONE, SHAPE = 0.78, 0.78
OF_PLACES = 0.6  # a slip in the name of an estate or a landmark: there are too many of them
LONGEST_REPAIRED, SHORTEST_REPAIRED = 9, 3


class Name(NamedTuple):
    """Something that has names: a road, landmark, estate, stop, district… Degrees, WGS-84."""

    kind: str
    id: int
    name: str
    at: Point
    line: dict[str, Any] | None = None  # GeoJSON of a road's centre lines
    code: str = ""  # of an area
    size: float = 0.0  # metres from the middle to the edge, where known


class Meaning(NamedTuple):
    """One thing that a text may mean, and how good that reading of the text is (0 to 1)."""

    at: int  # in Lexicon.names
    quality: float


class Span(NamedTuple):
    """A name in a plain text: characters `start` up to `end`, and all that it may mean."""

    start: int
    end: int
    form: str  # road, place or area
    meanings: tuple[Meaning, ...]


class Lexicon:
    """All names of a city. The longest match wins; a slip of the pen is tried where none is."""

    def __init__(self, names: Iterable[tuple[str, Name]]) -> None:
        gathered = _gathered(names)
        self.names = [name for name, _ in gathered]
        texts = [also for _, also in gathered]
        self._found: dict[str, dict[int, float]] = defaultdict(dict)
        self._bare: dict[str, dict[int, float]] = defaultdict(dict)
        for at, written in enumerate(texts):
            kind = self.names[at].kind
            for text in written:
                if len(text) > 1:
                    self._found[text][at] = weight(kind, text)
        self._add_variants(texts)
        self._spans = {text: self._span(known) for text, known in self._found.items()}
        self._found.clear()
        self.patterns = list(self._spans)
        self._values = list(self._spans.values())
        self.automaton = CharwiseDoubleArrayAhoCorasick(
            self.patterns or ["\0"], MATCH_KIND_LEFTMOST_LONGEST
        )
        self._sounds = self._by_sound(texts)

    def found(self, text: str) -> list[Span]:
        """The names in a plain text, from left to right, none overlapping."""
        values = self._values
        return (
            [Span(start, end, *values[which]) for start, end, which in self.automaton.find(text)]
            if values
            else []
        )

    def known(self, text: str) -> bool:
        """Whether a plain text is a name or a variant of one."""
        return text in self._spans

    def exactly(self, text: str) -> list[int]:
        """The places in `names` of all that a plain text means as it stands."""
        known = self._spans.get(text)
        return (
            [meaning.at for meaning in known[1] if text == plain(self.names[meaning.at].name)]
            if known
            else []
        )

    def repaired(self, text: str, start: int, end: int) -> Span | None:
        """A name with one slip of the pen that ends at `end` and begins at `start` or later."""
        for length in range(min(LONGEST_REPAIRED, end - start), SHORTEST_REPAIRED - 1, -1):
            piece = text[end - length : end]
            meanings = self._slips(piece)
            if meanings:
                return Span(end - length, end, self._form(meanings[0]), meanings)
        return None

    def bare(self, text: str, start: int, end: int, backwards: bool) -> Span | None:
        """A road without its 路 or 大街, at one edge of a stretch where a road is wanted."""
        for length in range(min(5, end - start), 1, -1):
            first = end - length if backwards else start
            known = self._bare.get(text[first : first + length])
            if known:
                return Span(first, first + length, ROAD, _meanings(known))
        return None

    def _add_variants(self, texts: list[list[str]]) -> None:
        proper = frozenset(self._found)
        for at, written in enumerate(texts):
            kind = self.names[at].kind
            for text in written:
                for other, quality in variants.of(kind, text):
                    if other not in proper and len(other) > 2:
                        known = self._found[other]
                        known[at] = max(quality * weight(kind, other), known.get(at, 0.0))
                for stem in variants.stems(text) if kind == ROAD else ():
                    quality = 0.85 if stem + text[len(stem) :] == text else 0.7
                    self._bare[stem][at] = max(quality, self._bare[stem].get(at, 0.0))

    def _span(self, known: Mapping[int, float]) -> tuple[str, tuple[Meaning, ...]]:
        meanings = _meanings(known)
        if len(meanings) == 1:
            return self._form(meanings[0]), meanings
        forms = {self._form(meaning) for meaning in meanings}
        form = next((one for one in (ROAD, AREA) if one in forms), self._form(meanings[0]))
        return form, tuple(meaning for meaning in meanings if self._form(meaning) == form)

    def _form(self, meaning: Meaning) -> str:
        return CLASSES.get(self.names[meaning.at].kind, PLACE)

    def _by_sound(self, texts: list[list[str]]) -> dict[str, tuple[Meaning, ...]]:
        found: dict[str, dict[int, float]] = defaultdict(dict)
        for at, written in enumerate(texts):
            if CLASSES.get(self.names[at].kind) == AREA:
                continue
            for text in written:
                if SHORTEST_REPAIRED <= len(text) <= LONGEST_REPAIRED and "(" not in text:
                    worth = HOMOPHONE if self.names[at].kind == ROAD else OF_PLACES
                    found[sound(text)][at] = worth
        return {key: _meanings(known) for key, known in found.items()}

    def _slips(self, piece: str) -> tuple[Meaning, ...]:
        shapes: dict[int, float] = {}
        for at, char in enumerate(piece[:-1]):
            for other in alike(char):
                known = self._spans.get(piece[:at] + other + piece[at + 1 :])
                if known:
                    worth = SHAPE if known[0] == ROAD else OF_PLACES
                    shapes |= {each.at: worth * each.quality for each in known[1]}
        if shapes:
            return _meanings(shapes)
        return self._sounds.get(sound(piece), ())


def _gathered(names: Iterable[tuple[str, Name]]) -> list[tuple[Name, list[str]]]:
    """Each thing once with all its texts, in an order that does not hang on theirs."""
    found: dict[tuple[str, int], tuple[Name, list[str]]] = {}
    for text, name in names:
        key = name.kind, name.id
        if key not in found:
            found[key] = name, [plain(name.name)]
        if text != name.name:
            found[key][1].append(plain(text))
    return [(name, sorted(set(also))) for _, (name, also) in sorted(found.items())]


def _meanings(known: Mapping[int, float]) -> tuple[Meaning, ...]:
    if len(known) == 1:
        return (Meaning(*next(iter(known.items()))),)
    return tuple(Meaning(at, quality) for at, quality in sorted(known.items(), key=_best_first))


def _best_first(pair: tuple[int, float]) -> tuple[float, int]:
    return -pair[1], pair[0]
