"""After closing the reporter is asked: by a link that opens one question, or by telephone."""

from typing import Any

import pytest

from deploy.walk import Citizen, until
from tests.house import City
from tests.stories.journey import Journey

ANSWER = {"satisfied": True, "solved": True, "words": "谢谢"}


def asked(city: City, road: Journey) -> str:
    """The link that the reporter was sent; its token."""

    def found() -> str | None:
        rows = city.rows(
            "select data from events where name = 'revisit.asked' and report_id = %s", road.id
        )
        return str(rows[0][0]["link"]) if rows else None

    return str(until(found, "the question", seconds=60)).rpartition("/")[2]


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_a_link_asks_once_and_the_desk_calls_who_left_a_number(city: City) -> None:
    road = Journey(city, contact={"name": "王小明", "phone": "13835112345"})
    road.closed()
    token, anybody = asked(city, road), Citizen(city.url)
    shown = anybody.must("GET", f"/revisits/link/{token}")
    assert (shown["number"], shown["answered"]) == (road.receipt["number"], False)
    assert "13835112345" not in str(shown)
    assert len(shown["reasons"]) == 7
    assert anybody.ask("GET", f"/revisits/link/{token[:-1]}x").status == 404
    until(lambda: any("解决了吗" in one["words"] for one in road.told()), "the notice", seconds=60)

    operator = city.crew.sign_in("operator")
    city.rows("update revisits set asked_at = asked_at - interval '25 hours'"
              " where report_id = %s returning id", road.id)  # fmt: skip
    call = _call(operator.must("GET", "/revisits/calls?limit=100"), road)
    assert call["contact"] == {"name": "王**", "phone": "138****2345"}
    inspector = city.crew.sign_in("inspector")
    assert inspector.ask("POST", f"/revisits/{call['id']}/answer", ANSWER).status == 403

    said = anybody.must("POST", f"/revisits/link/{token}", ANSWER)
    assert (said["answered"], said["satisfied"], said["reopened"]) == (True, True, False)
    again = anybody.ask("POST", f"/revisits/link/{token}", {**ANSWER, "satisfied": False})
    assert (again.status, again.json["code"]) == (409, "already_answered")
    late = operator.ask("POST", f"/revisits/{call['id']}/answer", ANSWER)
    assert (late.status, late.json["code"]) == (409, "already_answered")
    assert road.case()["stage"] == "revisited"


def _call(page: dict[str, Any], road: Journey) -> dict[str, Any]:
    return next(one for one in page["items"] if one["number"] == road.receipt["number"])
