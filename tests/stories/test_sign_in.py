"""Signing in: wrong passwords, locked names, forged changes, sessions that end."""

import pytest

from deploy.walk import Answer, Caller, Citizen, Staff, beginning, new_id, until
from tests.house import City, House


def _sign_in(city: City, username: str, password: str) -> Answer:
    body = {"username": username, "password": password}
    return Caller(city.url).ask("POST", "/session", body)


def _password(city: City, username: str) -> str:
    return next(str(one["password"]) for one in city.accounts if one["username"] == username)


def test_a_wrong_password_and_an_unknown_name_look_the_same(city: City) -> None:
    answers = [_sign_in(city, name, "not this one") for name in ("auditor", "nobody-at-all")]
    assert [answer.status for answer in answers] == [401, 401]
    seen = [{**answer.json, "request_id": None} for answer in answers]
    assert seen[0] == seen[1]
    assert seen[0]["code"] == "wrong_password"
    assert all("Set-Cookie" not in answer.headers for answer in answers)


def test_a_name_is_locked_after_wrong_passwords_and_others_are_not(city: City) -> None:
    statuses = []
    for _ in range(12):  # two processes count five each
        answer = _sign_in(city, "a.guesser", "guess")
        statuses.append(answer.status)
    assert set(statuses) == {401, 429}
    assert statuses[:5] == [401] * 5
    while answer.status != 429:
        answer = _sign_in(city, "a.guesser", "guess")
    assert int(answer.headers["Retry-After"]) > 60
    assert answer.json["code"] == "too_many"
    assert _sign_in(city, "leader", _password(city, "leader")).status == 200


def test_right_passwords_lock_nobody_out(city: City) -> None:
    password = _password(city, "leader")
    assert {_sign_in(city, "leader", password).status for _ in range(12)} == {200}


def test_the_cookie_is_kept_from_scripts_and_other_sites(city: City) -> None:
    answer = _sign_in(city, "leader", _password(city, "leader"))
    cookie = answer.headers["Set-Cookie"]
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= {part.strip() for part in cookie.split(";")}
    secret = cookie.split(";")[0].split("=", 1)[1]
    assert city.rows("select 1 from sessions where secret_hash = %s", secret) == []


@pytest.mark.parametrize("forged", [None, "", "x" * 32])
def test_a_change_without_the_pages_token_is_forged(city: City, forged: str | None) -> None:
    leader = Staff(city.url, "leader", _password(city, "leader"))
    del leader.headers["X-CSRF-Token"]
    if forged is not None:
        leader.headers["X-CSRF-Token"] = forged
    refused = leader.ask("DELETE", "/session")
    assert (refused.status, refused.json["code"]) == (403, "csrf")
    assert leader.must("GET", "/session")["person"]["name"] == leader.person["name"]


def test_signed_out_is_out(city: City) -> None:
    leader = Staff(city.url, "leader", _password(city, "leader"))
    assert leader.ask("GET", "/cases/lists").status == 200
    gone = leader.ask("DELETE", "/session")
    assert gone.status == 204
    assert "Max-Age=0" in gone.headers["Set-Cookie"]
    assert leader.ask("GET", "/cases/lists").status == 401
    assert leader.must("GET", "/session") == {"person": None, "csrf": None}


def test_a_session_ends_by_itself(city: City, hasty: House) -> None:
    leader = Staff(hasty.url, "leader", _password(city, "leader"))
    assert leader.ask("GET", "/cases/lists").status == 200
    until(lambda: leader.ask("GET", "/cases/lists").status == 401, "its end", 5)


def test_public_intake_has_a_limit_that_says_when_to_come_back(hasty: House) -> None:
    phone = Citizen(hasty.url)
    answers = [phone.report(words="乱停车") for _ in range(6)]  # two processes, two each
    assert {answer.status for answer in answers} == {201, 429}
    refused = answers[-1]
    assert (refused.status, refused.json["code"]) == (429, "too_many")
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert Citizen(hasty.url).report(words="乱停车").status == 201


def test_an_inspectors_report_needs_an_inspector(city: City) -> None:
    words = {"channel": "inspector", "words": "巡查发现井盖缺失"}
    assert city.citizen().report(**words).status == 401
    operator = city.crew.sign_in("operator")
    body, asked = {**beginning(), **words}, f"/reports/{new_id()}"
    assert operator.ask("PUT", asked, body).status == 403
    inspector = city.crew.sign_in("inspector")
    assert inspector.ask("PUT", asked, body).status == 201
    mine = inspector.must("GET", "/reports")["items"]
    assert mine[0]["words"] == "巡查发现井盖缺失"
