"""A reporter's name and number: masked for all, whole for two roles, and every look recorded."""

from tests.house import City
from tests.stories.journey import Journey, photo

CONTACT = {"name": "王建国", "phone": "13800135678"}
WHOLE = ("operator", "duty_chief")
MASKED = ("dispatcher", "leader", "auditor", "administrator")


def test_whoever_opens_the_case_sees_it_masked(city: City) -> None:
    road = Journey(city, contact=CONTACT)
    for username in (*WHOLE, *MASKED):
        seen = city.crew.sign_in(username).ask("GET", f"/cases/{road.case_id}")
        assert seen.json["report"]["contact"] == {"name": "王**", "phone": "138****5678"}
        assert "王建国" not in seen.body.decode()
        assert "13800135678" not in seen.body.decode()


def test_the_operator_and_the_duty_chief_see_it_whole_and_are_seen_looking(city: City) -> None:
    road = Journey(city, contact=CONTACT)
    for username in WHOLE:
        looked = city.crew.sign_in(username).must("POST", f"/cases/{road.case_id}/contact")
        assert looked == CONTACT
    for username in MASKED:
        path = f"/cases/{road.case_id}/contact"
        assert city.crew.sign_in(username).ask("POST", path).status == 403
    looks = city.rows(
        "select actor_name, role, data::text from events"
        " where case_id = %s and name = 'contact.seen' order by id",
        road.case_id,
    )
    names = [city.crew.sign_in(username).person["name"] for username in WHOLE]
    assert [(name, role) for name, role, _ in looks] == list(zip(names, WHOLE, strict=True))
    assert all("1380" not in data for *_, data in looks)


def test_nothing_of_it_is_in_events_notices_or_logs(city: City) -> None:
    road = Journey(city, contact=CONTACT | {"name": "欧阳甲乙丙"})
    road.closed()
    for table in ("events", "notices", "errands", "cases", "reports"):
        found = city.rows(f"select count(*) from {table} t where t::text like '%%欧阳甲乙丙%%'")
        assert found == [(0,)], table
    for log in (city.var / "log").glob("*.log"):
        assert "欧阳甲乙丙" not in log.read_text(errors="replace"), log.name


def test_a_sealed_original_is_for_few_and_every_look_is_recorded(city: City) -> None:
    body = photo()
    road = Journey(city, [body])
    (picture,) = road.with_photos_ready()["photos"]
    path = f"/photos/{picture['id']}/original"
    assert road.citizen.ask("GET", path).status == 403
    assert city.crew.sign_in("leader").ask("GET", path).status == 403
    whole = city.crew.sign_in("auditor").ask("GET", path)
    assert (whole.status, whole.body) == (200, body)
    assert whole.headers["Content-Disposition"].startswith("attachment")
    assert whole.headers["Cache-Control"] == "no-store"
    assert road.happened().count("photo.original_seen") == 1


def test_a_department_sees_only_what_was_sent_to_its_branch(city: City) -> None:
    road = Journey(city)
    departments = city.crew.of_role("department")
    path = f"/cases/{road.case_id}"
    assert {one.ask("GET", path).status for one in departments} == {404}
    department = road.dispatched()
    assert department.ask("GET", path).status == 200
    others = [one for one in departments if one is not department]
    branch = {department.person["organisation"]["id"]}
    assert {
        one.ask("GET", path).status
        for one in others
        if one.person["organisation"]["id"] not in branch
    } == {404}
    stranger = next(one for one in others if one.person["organisation"]["id"] not in branch)
    refused = stranger.ask("POST", f"{path}/actions", {"action": "sign_for"})
    assert refused.status == 404
    assert road.case()["stage"] == "dispatched"
