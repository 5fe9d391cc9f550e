"""The desk keeps the words of notices, sees what never arrived, and speaks to all staff."""

from deploy.walk import until
from tests.house import City

KEY = {"kind": "case.file", "carrier": "push", "language": "zh"}


def test_words_are_previewed_changed_and_every_version_is_kept(city: City) -> None:
    chief = city.crew.sign_in("duty_chief")
    shown = chief.must("GET", "/notices/templates")["items"]
    (one,) = (each for each in shown if KEY.items() <= each.items())
    assert one["preview"] == "上报 20261122-00017 已立案"
    new = {**KEY, "title": "好消息", "words": "您的上报{number}{stage}"}
    seen = chief.must("POST", "/notices/templates/preview", new)
    assert seen == {"title": "好消息", "words": "您的上报20261122-00017已结案"}
    before = chief.must("GET", f"/notices/templates/versions?{_query(KEY)}")["items"]
    kept = chief.must("PUT", "/notices/templates", new)
    assert kept["version"] == len(before) + 1
    again = chief.must("GET", f"/notices/templates/versions?{_query(KEY)}")["items"]
    assert (again[0]["words"], again[0]["by"]) == (new["words"], chief.person["name"])
    chief.must("PUT", "/notices/templates", {**KEY, "title": one["title"], "words": one["words"]})


def test_words_that_would_tell_too_much_are_refused(city: City) -> None:
    chief = city.crew.sign_in("duty_chief")
    for words, why in (
        ("{note}", "不能用 {note}"), ("{number", "花括号不成对"), ("{number!r}", "花括号不成对"),
        ("{0}", "不能用 {0}"), ("{number.__class__}", "不能用"),
    ):  # fmt: skip
        refused = chief.ask("PUT", "/notices/templates", {**KEY, "words": words})
        assert (refused.status, refused.json["code"]) == (422, "template_unfit"), words
        assert why in refused.json["detail"]
    inside = {**KEY, "carrier": "in_app", "words": "{number} {note}"}
    assert chief.ask("POST", "/notices/templates/preview", inside).status == 200
    strange = {**KEY, "kind": "digest", "carrier": "in_app", "words": "{count}"}
    assert chief.ask("PUT", "/notices/templates", strange).status == 404


def test_an_operator_reads_the_words_and_does_not_change_them(city: City) -> None:
    operator = city.crew.sign_in("operator")
    assert operator.ask("GET", "/notices/templates").status == 200
    assert operator.ask("PUT", "/notices/templates", {**KEY, "words": "x"}).status == 403


def test_all_staff_of_a_role_are_told(city: City) -> None:
    chief, inspector = city.crew.sign_in("duty_chief"), city.crew.sign_in("inspector")
    department = city.crew.of_role("department")[0]
    text = "今晚八点全市停水"
    said = {"title": text, "words": text, "roles": ["inspector"], "organisations": []}
    chief.must("POST", "/announcements", said)

    def heard() -> bool:
        return any(one["words"] == text for one in inspector.must("GET", "/notices")["items"])

    until(heard, "the announcement", seconds=60)
    assert all(one["words"] != text for one in department.must("GET", "/notices")["items"])


def test_a_receipt_needs_the_citys_token(city: City) -> None:
    said = [{"report_status": "SUCCESS", "errmsg": "DELIVRD", "sid": "1", "mobile": "138"}]
    phone = city.citizen()
    path = f"{city.url}/api/v1/sms/receipts"
    asked = phone._http.request("POST", f"{path}?token=guess", json=said)
    assert asked.status == 404
    assert phone._http.request("POST", path, json=said).status == 422


def _query(key: dict[str, str]) -> str:
    return "&".join(f"{name}={value}" for name, value in key.items())
