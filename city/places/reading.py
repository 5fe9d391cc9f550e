"""A plain text and the names in it → places that it may mean. The grammar of places."""

from collections.abc import Iterable, Iterator
from math import atan2, degrees

from city.places import candidates as make
from city.places import cues
from city.places.candidates import Candidate
from city.places.cues import Tail
from city.places.gazetteer import AWAY, Gazetteer
from city.places.heard import CALLER, DIRECTION, PROBLEM, REFERENCE, Heard
from city.places.lexicon import AREA, PLACE, ROAD, Span
from city.places.numerals import number
from city.places.slips import mended
from city.places.streets import Metres, apart

LOOSE = 0.66  # of a crossing whose roads are named apart
NAMES = 60  # names of a text that are looked at
RELATED = 1.1  # a name with 门口, 对面 or the like is meant as a place
STOPS = "。;!?！？；"
JOINED, RANGED, FROM = "joined", "ranged", "from"
NEARBY = frozenset({"附近", "周边", "周围", "一带", "那里", "这里"})


class Reading:
    """One plain text, read once."""

    def __init__(self, city: Gazetteer, text: str) -> None:
        self.city, self.text = city, text
        self.spans, self.unknown = mended(city.lexicon, text, city.lexicon.found(text))
        self.areas = [span for span in self.spans if span.form == AREA]
        self.named = [span for span in self.spans if span.form in (ROAD, PLACE)][:NAMES]
        away = [span for span in self.spans if span.form == AWAY]
        self._heard = Heard(city, text, self.spans, self.named, away)
        self.roles = [self._heard.role(at) for at in range(len(self.named))]

    @property
    def at_home(self) -> bool:
        """Whether the words are about where the caller lives: the stairs, the yard, the estate."""
        return cues.AT_HOME.search(self.text) is not None

    def candidates(self) -> list[Candidate]:
        """All places that the text may mean, in the order of their words."""
        found: list[Candidate] = []
        at = 0
        while at < len(self.named):
            size = 1
            if self.named[at].form == ROAD:
                size = self._chain(at)
                found += self._on_roads(at, size)
            else:
                found += self._at_place(at)
            at += size
        if all(each.score < LOOSE for each in found):
            found += self._loosely()
        return found

    def _loosely(self) -> Iterator[Candidate]:
        """The crossing of the only two roads, named apart: 在A路往B路方向, 快到B路口的时候."""
        roads = [
            (span, role)
            for span, role in zip(self.named, self.roles, strict=True)
            if span.form == ROAD
        ]
        distinct = list({span.meanings[0].at: span for span, _ in roads}.values())
        if len(distinct) != 2 or any(role in (CALLER, REFERENCE) for _, role in roads):
            return
        spoken = any(cues.CROSS.match(self.text, span.end) for span, _ in roads)
        score = LOOSE if spoken else 0.5
        yield from make.at_crossings(self.city, distinct[0], distinct[1], Tail(0), score)

    def _gap(self, at: int) -> str:
        return self.text[self.named[at].end : self.named[at + 1].start]

    def _chain(self, at: int) -> int:
        """How many roads from `at` on are said in one breath."""
        size = 1
        while at + size < len(self.named) and self.named[at + size].form == ROAD:
            if cues.LINK.fullmatch(self._gap(at + size - 1)) is None or size == 4:
                break
            size += 1
        return size

    def _link(self, at: int) -> str:
        found = cues.LINK.fullmatch(self._gap(at))
        if found is None:
            return ""
        return RANGED if found["range"] else FROM if found["origin"] else JOINED

    def _on_roads(self, at: int, size: int) -> Iterator[Candidate]:
        spans, role = self.named[at : at + size], self.roles[at]
        made = list(self._sections(at, spans) if size > 2 else self._stretch(at))
        used = {span for each in made for span in each.spans}
        for place in range(size - 1):
            pair = spans[place], spans[place + 1]
            if not used & set(pair) and not self._crossed(made, pair):
                made += self._crossings(at + place, pair)
        for place, span in enumerate(spans):
            rest = self._beside_bare(span, at + place) if size == 1 else ()
            made += rest or self._numbers(span, at + place)
        crossed = any(each.kind != make.ROAD for each in made)
        for place, span in enumerate(spans):
            if crossed and self.roles[at] == PROBLEM:
                break
            worth = 0.45 if crossed else 0.8
            made += [
                each._replace(role=self.roles[at + place])
                for each in make.on_road(self.city, span, worth * self._heard.trust(at + place))
            ]
        yield from (
            each
            if each.kind == make.ROAD
            else each._replace(role=role, score=each.score * self._heard.trust(at))
            for each in made
        )

    @staticmethod
    def _crossed(made: Iterable[Candidate], pair: tuple[Span, Span]) -> bool:
        sure = (each for each in made if each.kind == make.CROSSING and each.score >= LOOSE)
        return any(pair[0] in each.spans for each in sure)

    def _sections(self, at: int, spans: list[Span]) -> Iterator[Candidate]:
        for place in range(len(spans) - 2):
            one, two, three = spans[place : place + 3]
            first, second = self._link(at + place), self._link(at + place + 1)
            closing = cues.RANGE_END.match(self.text, three.end)
            if second == RANGED or closing:
                yield from make.at_section(self.city, one, (two, three), 0.92)
            if first == RANGED:
                yield from make.at_section(self.city, three, (one, two), 0.9)

    def _stretch(self, at: int) -> list[Candidate]:
        """A road between things that stand by it, which are but its ends: A路(X小区至Y医院段)."""
        ends = self.named[at + 1 : at + 3]
        if len(ends) < 2 or PLACE not in {end.form for end in ends}:
            return []
        if not cues.LINK.fullmatch(self._gap(at)) or self._link(at + 1) != RANGED:
            return []
        found = list(make.at_section(self.city, self.named[at], (ends[0], ends[1]), 0.88))
        if found:
            self.roles[at + 1] = self.roles[at + 2] = REFERENCE
        return found

    def _crossings(self, at: int, pair: tuple[Span, Span]) -> list[Candidate]:
        link, gap = self._link(at), self._gap(at)
        if link == FROM or self.roles[at + 1] == DIRECTION or self._thing(pair[1]):
            return []
        tail = self._tail(at + 1, pair[1].end)
        way = cues.LINK.fullmatch(gap)
        if way and way["way"] and tail.way is None:
            tail = tail._replace(corner=cues.between(cues.WAYS[way["way"]], tail))
        score = 0.96 if tail.crossing or "口" in gap else 0.9 if gap else 0.88
        if link == RANGED:
            score = 0.8 if tail.crossing else 0.55
        if "、" in gap and not tail.crossing and "口" not in gap:
            score = 0.5 if self._listed(at) else 0.8
        found = list(make.at_crossings(self.city, *pair, tail, score))
        away = cues.AWAY.match(self.text, tail.end) if tail.metres is None else None
        if away:  # so far away, nobody says which way
            wider = cues.metres(away) or 0.0
            found = [each._replace(radius=each.radius + wider) for each in found]
        return self._onward(at + 1, found, tail)

    def _listed(self, at: int) -> bool:
        """Whether two roads are of a longer list: A、B、C都有."""
        before = at > 0 and self.named[at - 1].form == ROAD and "、" in self._gap(at - 1)
        after = at + 2 < len(self.named) and "、" in self._gap(at + 1)
        return before or after

    def _onward(self, at: int, found: list[Candidate], tail: Tail) -> list[Candidate]:
        """ "…往五一路方向50米": so far along towards another place that is named."""
        after = at + 1
        if after >= len(self.named) or self.roles[after] != DIRECTION or tail.way is not None:
            return found
        target = self.named[after]
        far = cues.ONWARD.match(self.text, target.end)
        if self.named[after].start - tail.end > 4:
            return found
        moved = []
        for each in found:
            goal = self._goal(each, target.meanings[0].at)
            way = degrees(atan2(goal.x - each.at.x, goal.y - each.at.y)) % 360
            new = tail._replace(way=way, metres=cues.metres(far) if far else None)
            place, radius = make.moved(self.city, each.at, each.names, new, each.radius)
            moved.append(each._replace(at=place, radius=radius, tail=new))
        return moved

    def _goal(self, base: Candidate, target: int) -> Metres:
        """Where one comes out when one goes from a place towards a road or a landmark."""
        met = [at for road in base.names for at in self.city.crossing(road, target)]
        if met:
            return min((each.at for each in met), key=lambda at: apart(at, base.at))
        road = self.city.roads.get(target)
        if road is None:
            return self.city.at[target]
        line, along, _ = road.nearest(base.at)
        spot = line.interpolate(along)
        return Metres(spot.x, spot.y)

    def _beside_bare(self, span: Span, at: int) -> list[Candidate]:
        """A crossing of which one road is named without its 路: 迎泽、解放路口."""
        lexicon, text = self.city.lexicon, self.text
        end = self.named[at + 1].start if at + 1 < len(self.named) else len(text)
        joiner = cues.JOINER.match(text, span.end)
        other = joiner and lexicon.bare(text, joiner.end(), min(end, joiner.end() + 5), False)
        if other and cues.CROSS.match(text, other.end):
            tail = cues.tail(text, other.end)
            return list(make.at_crossings(self.city, span, other, tail, 0.9))
        if span.start > 2 and cues.JOINER.fullmatch(text[span.start - 1]):
            start = self.named[at - 1].end if at else 0
            before = lexicon.bare(text, start, span.start - 1, True)
            tail = cues.tail(text, span.end)
            if before and tail.crossing:
                return list(make.at_crossings(self.city, before, span, tail, 0.9))
        return []

    def _numbers(self, span: Span, at: int) -> list[Candidate]:
        found = cues.HOUSE.match(self.text, span.end)
        value = number(found["number"]) if found else None
        if not found or value is None:
            return []
        tail = self._tail(at, found.end())
        tail = tail._replace(crossing=False)
        return list(make.at_number(self.city, span, value, tail, 0.92))

    def _at_place(self, at: int) -> Iterator[Candidate]:
        span, text = self.named[at], self.text
        relation = cues.RELATION.match(text, span.end)
        end = relation.end() if relation else span.end
        tail = self._tail(at, end)
        if tail.metres is None and not (relation and relation["gate"]):
            early = cues.tail(text, span.end)
            tail = early if early.way is not None or early.corner is not None else tail
        vague = relation and relation["where"] in NEARBY
        radius = 120.0 if vague else 90.0 if span.form == PLACE else 60.0
        found = list(make.at_place(self.city, span, tail, radius, 0.9 * self._heard.trust(at)))
        if len(found) > 1 or self._beside_road(at):
            found = make.near_roads(
                self.city, found, self._clause_roads(span), self._touches_road(at)
            )
        found = self._onward(at, found, tail)
        share = (1.0 if len(found) == 1 else 0.9) * self._in_line(at)
        if cues.is_related(relation, tail):
            share *= RELATED
        yield from (each._replace(role=self.roles[at], score=each.score * share) for each in found)

    def _in_line(self, at: int) -> float:
        """Addresses go from large to small: what another name follows at once only leads to it."""
        if at + 1 >= len(self.named):
            return 1.0
        between = self._gap(at)
        if between not in ("", "外", "内", "的", "里"):
            joined = self.named[at + 1].form == ROAD and cues.JOINER.fullmatch(between)
            return 0.6 if joined and self._tail(at + 1, self.named[at + 1].end).crossing else 1.0
        return 0.62 if self.named[at + 1].form == ROAD else 0.85

    def _beside_road(self, at: int) -> bool:
        return any(
            0 <= other < len(self.named)
            and self.named[other].form == ROAD
            and abs(self.named[at].start - self.named[other].end) < 12
            for other in (at - 1, at + 1)
        )

    def _touches_road(self, at: int) -> bool:
        """Whether a road, or a house number of it, stands right before a name."""
        if at == 0 or self.named[at - 1].form != ROAD:
            return False
        end, start = self.named[at - 1].end, self.named[at].start
        house = cues.HOUSE.match(self.text, end)
        return start - (house.end() if house else end) < 2

    def _clause_roads(self, span: Span) -> list[Span]:
        start = max(self.text.rfind(stop, 0, span.start) for stop in STOPS)
        ends = [at for stop in STOPS if (at := self.text.find(stop, span.end)) >= 0]
        end = min(ends, default=len(self.text))
        return [
            road
            for road, role in zip(self.named, self.roles, strict=True)
            if road.form == ROAD and start < road.start < end and role == PROBLEM
        ]

    def _tail(self, at: int, end: int) -> Tail:
        """The tail behind a name, as far as the next name begins."""
        limit = self.named[at + 1].start if at + 1 < len(self.named) else len(self.text)
        return cues.tail(self.text[:limit], end)

    def _thing(self, span: Span) -> bool:
        """Whether a road's name only begins the name of something unknown: 解放路小学."""
        found = cues.AGENCY.match(self.text, span.end)
        return bool(found) and not cues.HOUSE.match(self.text, span.end)
