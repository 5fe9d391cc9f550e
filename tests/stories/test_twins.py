"""The same report more than once: one number, one row, one event, whatever the phone does."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from deploy.walk import Answer, beginning, new_id, promise
from tests.house import City
from tests.stories.journey import Journey, photo

TWINS = 50


def test_fifty_twins_at_once_get_one_receipt(city: City) -> None:
    citizen, report_id = city.citizen(), new_id()
    body = {**beginning(), "words": "路灯不亮", "photos": [promise(photo())]}

    def send() -> Answer:
        return citizen.ask("PUT", f"/reports/{report_id}", body)

    answers = _at_once(send)
    assert sorted(answer.status for answer in answers) == [200] * (TWINS - 1) + [201]
    receipts = [answer.json for answer in answers]
    assert all(receipt == receipts[0] for receipt in receipts)
    assert _rows(city, report_id) == (1, 1, 1)


def test_fifty_twins_with_different_words_leave_one_report(city: City) -> None:
    citizen, report_id = city.citizen(), new_id()
    first = beginning()
    bodies = iter([{**first, "words": f"第 {at} 次说"} for at in range(TWINS)])

    def send() -> Answer:
        return citizen.ask("PUT", f"/reports/{report_id}", next(bodies))

    answers = _at_once(send)
    assert sorted(answer.status for answer in answers) == [201] + [409] * (TWINS - 1)
    assert _rows(city, report_id) == (1, 0, 1)


def test_other_content_under_the_same_id_changes_nothing(city: City) -> None:
    citizen, report_id = city.citizen(), new_id()
    sent = {**beginning(), "words": "垃圾堆放", "photos": [promise(photo())]}
    first = citizen.ask("PUT", f"/reports/{report_id}", sent)
    assert first.status == 201
    changed = (
        {**sent, "words": "垃圾堆放，很臭"},
        {**sent, "photos": []},
        {**sent, "position": {"lon": 112.5, "lat": 37.8, "datum": "wgs84"}},
        {**sent, "contact": {"name": "王建国", "phone": "13800001234"}},
    )
    for other in changed:
        refused = citizen.ask("PUT", f"/reports/{report_id}", other)
        assert (refused.status, refused.json["code"]) == (409, "report_differs")
    again = citizen.ask("PUT", f"/reports/{report_id}", sent)
    assert (again.status, again.json) == (200, first.json)
    assert citizen.must("GET", f"/reports/{report_id}")["words"] == "垃圾堆放"
    assert _rows(city, report_id) == (1, 1, 1)


def test_another_sender_learns_nothing_of_a_report_by_its_id(city: City) -> None:
    road = Journey(city, words="我家门口的井盖", contact={"name": "王建国", "phone": "13800001234"})
    stranger = city.citizen()
    same_id = {**beginning(), "words": "我家门口的井盖"}
    refused = stranger.ask("PUT", f"/reports/{road.id}", same_id)
    assert refused.status == 409
    for secret in (road.receipt["number"], "井盖", "王建国", "1380000"):
        assert secret not in refused.body.decode()
    assert stranger.ask("GET", f"/reports/{road.id}").status == 404
    rating = stranger.ask("POST", f"/reports/{road.id}/satisfaction", {"satisfied": True})
    assert rating.status == 404
    assert stranger.must("GET", "/reports")["items"] == []
    assert road.seen()["words"] == "我家门口的井盖"


def test_the_receipt_sent_again_knows_which_photos_have_come(city: City) -> None:
    citizen, report_id = city.citizen(), new_id()
    here, still_away = photo(), photo()
    body = {**beginning(), "photos": [promise(here), promise(still_away)]}
    assert citizen.ask("PUT", f"/reports/{report_id}", body).status == 201
    citizen.upload(here, report=report_id)
    again = citizen.ask("PUT", f"/reports/{report_id}", body).json
    assert [one["state"] for one in again["photos"]] == ["received", "wanted"]


def test_numbers_are_never_given_twice(city: City) -> None:
    def send() -> Answer:
        return city.citizen().report(words="乱停车")

    numbers = [answer.json["number"] for answer in _at_once(send)]
    assert len(set(numbers)) == TWINS
    assert len({number.split("-")[0] for number in numbers}) == 1


def _at_once(send: Callable[[], Answer]) -> list[Answer]:
    start = Barrier(TWINS)

    def go() -> Answer:
        start.wait()
        return send()

    with ThreadPoolExecutor(TWINS) as pool:
        return [one.result() for one in [pool.submit(go) for _ in range(TWINS)]]


def _rows(city: City, report_id: object) -> tuple[int, int, int]:
    """How many reports, photos and received-events there are of this id."""
    counted = city.rows(
        "select (select count(*) from reports where id = %s),"
        " (select count(*) from photos where report_id = %s),"
        " (select count(*) from events where report_id = %s and name = 'report.received')",
        *[report_id] * 3,
    )
    return (counted[0][0], counted[0][1], counted[0][2])
