"""A department gives a job to one of its crew, who does it; the case stays the department's."""

import json

from deploy.walk import new_id, until
from tests.house import City
from tests.stories.jobs import held, in_hand


def test_a_member_gives_a_job_back_and_does_it_in_the_end(city: City) -> None:
    road, department = in_hand(city)
    member, case = city.crew.sign_in("member"), road.case(department)
    path, who = f"/cases/{case['id']}", member.person["id"]
    assert member.ask("GET", path).status == 404
    asked = {"action": "assign"}
    bare = department.ask("POST", f"{path}/actions", asked)
    assert (bare.status, bare.json["code"]) == (422, "needs_missing")
    stranger = city.crew.sign_in("inspector").person["id"]
    assert department.ask("POST", f"{path}/actions", asked | {"person": stranger}).status == 404

    before = held(department, member)
    given = department.act(case["id"], "assign", person=who, note="带上吊车")
    assert (given["member"], given["stage"]) == (member.person["name"], "handling")
    assert (given["due_at"], given["organisation"]) == (case["due_at"], case["organisation"])
    assert held(department, member) == before + 1
    listed = city.crew.find(member, "own_jobs", case["number"])
    assert listed["member"] == member.person["name"]
    assert {one["name"] for one in road.case(member)["actions"]} == {"handle", "give_back"}
    told = f"案件 {case['number']} 派给您处置"
    until(
        lambda: told in [one["words"] for one in member.must("GET", "/notices")["items"]],
        "the notice",
    )

    refused = member.ask("POST", f"{path}/actions", {"action": "give_back"})
    assert (refused.status, refused.json["code"]) == (422, "needs_missing")
    member.act(case["id"], "give_back", note="缺配件")
    assert member.ask("GET", path).status == 404
    department.act(case["id"], "assign", person=who)
    road.handled(member)
    past = [one for one in road.case(department)["timeline"] if one["role"] == "队员"]
    assert [one["what"] for one in past] == ["case.give_back", "case.handle"]
    assert {one["organisation"] for one in past} == {case["organisation"]["name"]}
    assert member.person["name"] not in json.dumps(road.seen(), ensure_ascii=False)


def test_a_crew_is_made_renamed_and_disbanded_by_its_department(city: City) -> None:
    department, member = city.crew.sign_in("department"), city.crew.sign_in("member")
    crew, before = new_id(), department.must("GET", "/crews")
    wish = {"name": "夜间应急班", "people": []}
    assert member.ask("PUT", f"/crews/{crew}", wish).status == 403
    department.must("PUT", f"/crews/{crew}", wish)
    try:
        taken = department.ask("PUT", f"/crews/{new_id()}", wish)
        assert (taken.status, taken.json["code"]) == (409, "crew_forbids")
        foreign = city.crew.sign_in("dept_sanitation")
        assert foreign.ask("PUT", f"/crews/{crew}", wish).status == 404
        assert str(crew) not in json.dumps(foreign.must("GET", "/crews"))
        now = department.must("PUT", f"/crews/{crew}", wish | {"name": "夜班"})
        assert "夜班" in [one["name"] for one in now["items"]]
    finally:
        after = department.must("DELETE", f"/crews/{crew}")
    assert after == before
