"""Writes labelled.csv: wordings of phrases.py with the demo city's names and where they are."""

import csv
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from city.db import Point
from city.places.numerals import chinese
from deploy.demo.lattice import UNIT
from deploy.demo.roads import Road
from tests.places.phrases import THINGS, WORDINGS
from tests.places.town import Town, centre, house_at

HERE = Path(__file__).parent
COUNTS = {"crossing": 88, "corner": 40, "offset": 60, "section": 40, "number": 56, "estate": 64,
          "landmark": 48, "landmark_offset": 16, "several": 45, "toward": 12, "hotline": 35,
          "written": 24, "typo": 40, "suffix": 32, "bare": 20, "none": 120}  # fmt: skip
RADIUS = 50
WAYS = {"东": (1, 0), "西": (-1, 0), "北": (0, 1), "南": (0, -1)}
CORNERS = {"东北": (1, 1), "东南": (1, -1), "西北": (-1, 1), "西南": (-1, -1)}
HOMOPHONES = dict(
    zip(
        "泽迎建安康泰和文锦福凤云青金春晨宁昌景阳丰德顺新明义解柳桃平庆汾并",
        "择盈健按慷态合闻紧服奉芸轻今椿辰凝倡警杨峰得瞬心鸣意姐抑逃苹磬纷病",
        strict=True,
    )
)
SHAPES = {
    "设": "没",
    "府": "付",
    "五": "伍",
    "岗": "冈",
    "太": "大",
    "柳": "抑",
    "汾": "份",
    "泽": "译",
}
TRADITIONAL = str.maketrans(
    "泽街双建设东云庆华农兴开边关龙长远宁乐阳丰昌义凤",
    "澤街雙建設東雲慶華農興開邊關龍長遠寧樂陽豐昌義鳳",
)
UNKNOWN = ("金狮 望湖 紫荆 丹桂 海棠 兰亭 银杏 月坛 莲花 石榴 鹿鸣 鹭岛 星河 枫林 翠竹 梧桐 蔷薇 "
           "杜鹃 玫瑰 茉莉").split()  # fmt: skip
ENDS = ("路", "大街", "街", "巷")


class Maker:
    """Makes labelled texts, the same each time."""

    def __init__(self, town: Town) -> None:
        self.town, self.rng = town, Random(20261122)
        self.roads = {road.name: road for road in town.roads}
        self.long = [road for road in town.roads if road.stretch.end - road.stretch.start > 12]

    def rows(self) -> Iterator[dict[str, Any]]:
        """Every form, so many of each."""
        for form, count in COUNTS.items():
            wordings = WORDINGS[form].strip("\n").split("\n")
            for at in range(count):
                yield self._row(form, wordings[at % len(wordings)])

    def _row(self, form: str, wording: str) -> dict[str, Any]:
        facts, at = self._facts(form, wording)
        text = wording.format(**facts)
        row: dict[str, Any] = {"form": form, "text": text, "lon": "none", "lat": "", "radius": ""}
        if at is not None:
            row |= {"lon": f"{at.lon:.6f}", "lat": f"{at.lat:.6f}", "radius": RADIUS}
        return row

    def _facts(self, form: str, wording: str) -> tuple[dict[str, Any], Point | None]:
        rng = self.rng
        first, second = self._crossing()
        marks = [mark for mark in self.town.landmarks if mark.kind == "landmark"]
        estates = [mark for mark in self.town.landmarks if mark.kind == "estate"]
        estate, mark = rng.choice(estates), rng.choice(marks)
        facts: dict[str, Any] = {
            "a": first.name, "b": second.name, "c": "", "e": estate.name, "l": mark.name,
            "t": rng.choice(THINGS), "x": rng.choice(estates).name,
            "n": 0, "zn": "", "m": 0, "w": "",
            "d": "", "s": "", "u": rng.choice(UNKNOWN) + rng.choice(ENDS),
            "v": rng.choice(UNKNOWN) + rng.choice(ENDS),
        }  # fmt: skip
        at = self._crossing_at(first, second)
        if form == "none":
            long = rng.choice(self.long)
            facts |= {"a": long.name, "n": rng.randrange(1, 90)}
            facts["u"] = facts["u"] if "{u}与" in wording or "{u}{" in wording else facts["u"][:2]
            return facts, None
        if "{n}" in wording or "{zn}" in wording:
            return facts | self._number(first, facts), self._house
        if "{e}" in wording:
            return facts, estate.at
        if "{l}" in wording and form != "landmark_offset":
            return facts, mark.at
        return self._moved(form, wording, facts, (first, second), at, mark.at)

    def _moved(
        self, form: str, wording: str, facts: dict[str, Any], pair: tuple[Road, Road],
        at: Point, mark: Point,
    ) -> tuple[dict[str, Any], Point | None]:  # fmt: skip
        first, second = pair
        rng = self.rng
        if form == "corner":
            way = rng.choice([*CORNERS])
            facts["d"] = way if "{d}角" in wording or "拐角" in wording else rng.choice([*WAYS])
            east, north = (CORNERS | WAYS)[facts["d"]]
            return facts, self._crossing_at(first, second, east * 0.2, north * 0.2)
        if form in ("offset", "toward"):
            return self._offset(form, facts, first, second)
        if form == "section":
            return self._section(facts)
        if form == "landmark_offset":
            facts["w"], facts["m"] = rng.choice([*WAYS]), rng.choice((50, 80, 100, 150))
            east, north = WAYS[facts["w"]]
            return facts, Point(
                mark.lon + east * facts["m"] / 87_900, mark.lat + north * facts["m"] / 111_000
            )
        facts |= self._spelt(form, facts)
        return facts, self._crossing_at(self.roads[facts["a"]], self.roads[facts["b"]])

    def _spelt(self, form: str, facts: dict[str, Any]) -> dict[str, Any]:
        a, b = facts["a"], facts["b"]
        if form == "written":
            return {"ta": a.translate(TRADITIONAL), "tb": b.translate(TRADITIONAL)}
        if form == "typo":
            slips = HOMOPHONES | (SHAPES if self.rng.random() < 0.5 else {})
            while not any(char in slips for char in a) or self._slipped(a, slips) in self.roads:
                first, second = self._crossing()
                a, b = first.name, second.name
            return {"a": a, "b": b, "y": self._slipped(a, slips)}
        return {"va": _other_end(a), "vb": _other_end(b), "sa": _stem(a), "sb": _stem(b)}

    def _slipped(self, name: str, slips: dict[str, str]) -> str:
        places = [at for at, char in enumerate(name) if char in slips]
        at = places[0] if places else 0
        return name[:at] + slips.get(name[at], name[at]) + name[at + 1 :]

    def _number(self, road: Road, facts: dict[str, Any]) -> dict[str, Any]:
        houses = int((road.stretch.end - road.stretch.start) * UNIT / 16)
        number = self.rng.randrange(1, 2 * houses - 2)
        self._house = house_at(self.town, road, number)
        return {"n": number, "zn": chinese(number)}

    def _offset(
        self, form: str, facts: dict[str, Any], first: Road, second: Road
    ) -> tuple[dict[str, Any], Point]:
        rng = self.rng
        while True:
            along = rng.choice((first, second))
            other = second if along is first else first
            metres = rng.choice((20, 30, 50, 80, 100, 120, 150))
            sign = rng.choice((1, -1))
            end = other.stretch.line + sign * metres / UNIT
            if along.stretch.start <= end <= along.stretch.end:
                third = self._beyond(along, other, sign)
                if form != "toward" or third:
                    break
            first, second = self._crossing()
        eastward = along.stretch.eastward
        way = ("东" if sign > 0 else "西") if eastward else ("北" if sign > 0 else "南")
        side = rng.choice("北南" if eastward else "东西")
        facts |= {"a": first.name, "b": second.name, "w": way, "s": side, "m": metres, "c": third}
        spot = (end, along.stretch.line) if eastward else (along.stretch.line, end)
        return facts, self.town.at(*spot)

    def _beyond(self, along: Road, other: Road, sign: int) -> str:
        lines = [
            (line, road)
            for line, road in self._crossed(along)
            if (line - other.stretch.line) * sign > 2
        ]
        return min(lines, key=lambda pair: abs(pair[0] - other.stretch.line))[1] if lines else ""

    def _section(self, facts: dict[str, Any]) -> tuple[dict[str, Any], Point]:
        while True:
            road = self.rng.choice(self.long)
            crossed = self._crossed(road)
            if len(crossed) < 3:
                continue
            at = self.rng.randrange(len(crossed) - 1)
            (start, one), (end, two) = crossed[at], crossed[at + 1]
            if 2 < end - start < 11:
                break
        centre = ((start + end) / 2, road.stretch.line)
        spot = centre if road.stretch.eastward else centre[::-1]
        return facts | {"a": road.name, "b": one, "c": two}, self.town.at(*spot)

    def _crossed(self, road: Road) -> list[tuple[int, str]]:
        own = road.stretch
        return sorted(
            (other.stretch.line, other.name)
            for other in self.town.roads
            if other.stretch.eastward != own.eastward
            and own.start < other.stretch.line < own.end
            and other.stretch.start <= own.line <= other.stretch.end
        )

    def _crossing(self) -> tuple[Road, Road]:
        while True:
            road = self.rng.choice(self.town.roads)
            crossed = self._crossed(road)
            if crossed:
                _, name = self.rng.choice(crossed)
                return road, self.roads[name]

    def _crossing_at(self, first: Road, second: Road, east: float = 0, north: float = 0) -> Point:
        across, along = (first, second) if first.stretch.eastward else (second, first)
        return self.town.at(along.stretch.line + east, across.stretch.line + north)


def _stem(name: str) -> str:
    for end in ("大街", "胡同", "街", "路", "巷"):
        if name.endswith(end):
            return name.removesuffix(end)
    return name


def _other_end(name: str) -> str:
    swaps = {"大街": "街", "街": "路", "路": "街", "巷": "路", "胡同": "巷"}
    for end, other in swaps.items():
        if name.endswith(end):
            return name.removesuffix(end) + other
    return name


def write() -> None:
    """Write the table anew."""
    with (HERE / "labelled.csv").open("w", encoding="utf-8", newline="") as lines:
        table = csv.DictWriter(lines, ["form", "text", "lon", "lat", "radius"], lineterminator="\n")
        table.writeheader()
        table.writerows(Maker(centre()).rows())


if __name__ == "__main__":
    write()
