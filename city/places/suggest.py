"""Names while typing: by their beginning, by pinyin initials, by what they hold. Pure."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import islice

from city.places.lexicon import Name
from city.places.normal import plain
from city.places.sounds import initials, sound

_LAST = "\U0010ffff"
_RANK = {"road": 0, "landmark": 1, "estate": 1}


class Suggestions:
    """All names, ready to be asked for by their beginnings."""

    def __init__(self, names: Iterable[tuple[str, Name]]) -> None:
        known = sorted(((plain(text), name) for text, name in names), key=_shortest_first)
        self._names = [name for _, name in known]
        self._texts = _index((text, at) for at, (text, _) in enumerate(known))
        self._initials = _index(
            (key, at) for at, (text, _) in enumerate(known) for key in initials(text)
        )
        self._sounds = _index((sound(text, ""), at) for at, (text, _) in enumerate(known))
        self._whole = "\n" + "\n".join(text for text, _ in known) + "\n"
        self._starts: list[int] = []
        start = 1
        for text, _ in known:
            self._starts.append(start)
            start += len(text) + 1

    def find(self, typed: str, most: int = 10) -> list[Name]:
        """At most `most` names: those that begin so first, shorter ones before longer ones."""
        key = plain(typed)
        if not key:
            return []
        found: dict[tuple[str, int], Name] = {}
        for at in self._matching(key, most):
            name = self._names[at]
            found.setdefault((name.kind, name.id), name)
            if len(found) == most:
                break
        return list(found.values())

    def _matching(self, key: str, most: int) -> Iterator[int]:
        yield from _beginning(self._texts, key, most)
        if key.isascii() and key.isalpha():
            yield from _beginning(self._initials, key, most)
            if len(key) > 2:
                yield from _beginning(self._sounds, key, most)
        yield from islice(self._holding(key), 4 * most)

    def _holding(self, key: str) -> Iterator[int]:
        at = self._whole.find(key)
        while at >= 0:
            yield bisect_left(self._starts, at + 1) - 1
            at = self._whole.find(key, self._whole.find("\n", at))


def _index(pairs: Iterable[tuple[str, int]]) -> tuple[list[str], list[int]]:
    ordered = sorted(pairs)
    return [key for key, _ in ordered], [at for _, at in ordered]


def _beginning(index: tuple[list[str], list[int]], key: str, most: int) -> list[int]:
    """Those whose key begins so; of many, the names that sort first."""
    keys, places = index
    start = bisect_left(keys, key)
    end = bisect_left(keys, key + _LAST, lo=start)
    return sorted(places[start:end])[: 2 * most]


def _shortest_first(pair: tuple[str, Name]) -> tuple[int, int, str, int]:
    text, name = pair
    return _RANK.get(name.kind, 2), len(text), text, name.id
