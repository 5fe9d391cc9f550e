"""Real roads of another city, from OpenStreetMap, as a gazetteer."""

import csv
import json
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from city.db import Point
from city.places.gazetteer import Gazetteer
from city.places.lexicon import Name

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "osm"
WORDINGS = (
    "{a}与{b}交叉口",
    "{a}{b}路口有井盖破损",
    "市民反映：郑州市经开区{b}、{a}交汇处垃圾没人清理",
    "在{a}靠近{b}十字路口附近，路灯不亮",
    "{b}（{a}口）路面坑洼",
)


class Asked(NamedTuple):
    """A crossing and where it is."""

    a: str
    b: str
    at: Point


def gazetteer(name: str = "zhengzhou") -> Gazetteer:
    """The named roads of one of the extracts; ways of one name are one road."""
    ways = defaultdict(list)
    found = json.loads((FOLDER / f"{name}_roads.geojson").read_text("utf-8"))
    for feature in found["features"]:
        if feature["properties"].get("name"):
            ways[feature["properties"]["name"]].append(feature["geometry"]["coordinates"])
    names = []
    for number, (road, lines) in enumerate(sorted(ways.items())):
        middle = lines[len(lines) // 2]
        shape = {"type": "MultiLineString", "coordinates": lines}
        at = Point(*middle[len(middle) // 2][:2])
        names.append((road, Name("road", number, road, at, shape)))
    return Gazetteer(names)


def crossings() -> list[Asked]:
    """Zhengzhou's crossings, as others computed them."""
    with (FOLDER / "zhengzhou_intersections.csv").open(encoding="utf-8", newline="") as lines:
        return [
            Asked(row["road_a"], row["road_b"], Point(float(row["lon"]), float(row["lat"])))
            for row in csv.DictReader(lines)
        ]
