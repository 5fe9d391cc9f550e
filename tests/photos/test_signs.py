"""A sign in a photo tells where a report is whose words do not."""

from typing import Any

from PIL import ImageDraw

from deploy.walk import until
from media.lettering import font
from tests.house import City
from tests.media.pictures import saved
from tests.photos.shots import street
from tests.stories.journey import Journey


def signed(text: str, size: int = 72) -> bytes:
    """A street with a blue plate on which this stands, like no other."""
    picture = street()
    draw = ImageDraw.Draw(picture)
    draw.rectangle((100, 220, 700, 380), fill="#0b4ea2", outline="white", width=6)
    draw.text((400, 298), text, "white", font(size), anchor="mm")
    return saved(picture, "JPEG", quality=90)


def test_a_house_plate_in_the_photo_places_what_the_words_do_not(city: City) -> None:
    ((road, number, at),) = city.rows(
        "select n.road, n.number, n.at::text from house_numbers n join roads r on r.name = n.road"
        " where n.number between 100 and 990 and length(n.road) = 3"
        " and (select count(*) from roads o where o.name = n.road) = 1"
        " order by n.road, n.number limit 1"
    )
    report = Journey(city, [signed(f"{road}{number}号")], words="太脏了", position=None)
    case = _placed(report)
    assert case["placement"]["how"] == "number"
    assert at.strip("()").split(",")[0][:8] == str(case["position"]["lon"])[:8]
    (sign,) = case["placement"]["signs"]
    assert (sign["text"], sign["photo_id"]) == (f"{road}{number}号", case["photos"][0]["id"])
    assert 0 < sign["left"] < sign["right"] < 1
    assert case["areas"]["district"]
    assert "case.placed" in report.happened()
    assert any("照片" in step["words"] for step in report.seen()["timeline"])


def test_a_number_on_a_pole_tells_which_component_it_is_and_whose(city: City) -> None:
    ((code, at, owner),) = city.rows(
        "select c.code, c.at::text, o.name from components c"
        " join organisations o on o.id = c.owner_id order by c.code desc limit 1"
    )
    lon, lat = map(float, at.strip("()").split(","))
    there = {"lon": lon, "lat": lat, "datum": "wgs84", "accuracy": 12}
    report = Journey(city, [signed(code, 56)], words="歪了，快倒了", position=there)
    case = until(lambda: (now := report.case())["component"] and now, "the number", seconds=100)
    assert (case["component"]["code"], case["component"]["owner"]) == (code, owner)
    (read,) = [step for step in case["timeline"] if step["what"] == "component.read"]
    assert code in read["words"]


def _placed(report: Journey) -> dict[str, Any]:
    found: dict[str, Any] = until(
        lambda: (now := report.case())["position"] and now, "the sign", seconds=100
    )
    return found
