"""自处理 from a phone: report, after photo, done; and the component that was picked on the map."""

from typing import Any

from deploy.walk import Staff, beginning, new_id, promise, until
from tests.house import City
from tests.stories.journey import MANHOLE, cover, photo, somewhere


def sent(city: City, inspector: Staff, **more: Any) -> tuple[str, bytes]:
    """An inspector's report with one photo; its id, and that photo."""
    report, before = str(new_id()), photo()
    body = beginning() | {
        "channel": "inspector",
        "words": f"{cover()}破损",
        "category": MANHOLE,
        "position": somewhere(city),
        "photos": [promise(before, view="near")],
    }
    inspector.must("PUT", f"/reports/{report}", body | more)
    inspector.upload(before, report=report)
    return report, before


def condition(inspector: Staff) -> tuple[int, list[str]]:
    """A filing condition of manhole covers, and the views that it asks for."""
    known = inspector.must("GET", "/catalogue")["categories"]
    (manhole,) = (one for one in known if one["code"] == MANHOLE)
    first = manhole["conditions"][0]
    return first["id"], first["photos"]


def placed(inspector: Staff, report: str) -> None:
    """Wait until the report has become a case."""
    asked = f"/reports/{report}"
    until(lambda: inspector.must("GET", asked)["case_number"], "the case", seconds=100)


def test_reported_and_dealt_with(city: City) -> None:
    inspector = city.crew.sign_in("inspector")
    report, _ = sent(city, inspector)
    placed(inspector, report)
    filed_by, views = condition(inspector)
    after = [photo() for _ in views or [""]]
    for one in after:
        inspector.upload(one, handled=report)
    body = {
        "condition": filed_by,
        "photos": [promise(one)["sha256"] for one in after],
        "views": views,
        "note": "已扶正",
    }
    key = {"Idempotency-Key": str(new_id()), "Content-Type": "application/json"}
    first = inspector.ask("POST", f"/reports/{report}/handled", body, key)
    assert (first.status, first.json["stage"]) == (200, "checked"), first.body
    again = inspector.ask("POST", f"/reports/{report}/handled", body, key)
    assert (again.status, again.headers["Idempotency-Key"]) == (200, key["Idempotency-Key"])
    other = inspector.ask("POST", f"/reports/{report}/handled", body)
    assert other.status == 409

    rows = city.rows("select case_id from reports where id = %s", report)
    case = city.crew.sign_in("duty_chief").must("GET", f"/cases/{rows[0][0]}")
    shown = {(one["kind"], one["view"]) for one in case["photos"]}
    assert shown == {("before", "near")} | {("after", view) for view in views or [None]}


def test_only_ones_own_report(city: City) -> None:
    mine, other = city.crew.of_role("inspector")[:2]
    report, _ = sent(city, mine)
    placed(mine, report)
    body = {"condition": condition(mine)[0], "photos": [promise(photo())["sha256"]]}
    assert other.ask("POST", f"/reports/{report}/handled", body).status == 404
    missing = mine.ask("POST", f"/reports/{report}/handled", body)
    assert missing.status == 404, "its photo never came"


def test_the_component_picked_on_the_map_is_known_with_its_owner(city: City) -> None:
    inspector = city.crew.sign_in("inspector")
    [(code, lon, lat, owner)] = city.rows(
        "select k.code, k.at[0], k.at[1], o.name from components k"
        " join categories c on c.id = k.category_id and c.code = %s"
        " join organisations o on o.id = k.owner_id order by k.code limit 1",
        MANHOLE,
    )
    about = f"lon={lon}&lat={lat}&category={MANHOLE}&within=50"
    nearest, *_ = inspector.must("GET", f"/components?{about}")
    assert (nearest["code"], nearest["owner"]) == (code, owner)
    assert nearest["metres"] < 1
    report, _ = sent(city, inspector, component=code)
    placed(inspector, report)
    rows = city.rows("select case_id from reports where id = %s", report)
    case = city.crew.sign_in("duty_chief").must("GET", f"/cases/{rows[0][0]}")
    assert (case["component"]["code"], case["component"]["owner"]) == (code, owner)


def test_a_beats_components_come_once(city: City) -> None:
    inspector = city.crew.sign_in("inspector")
    [(beat, many)] = city.rows(
        "select a.beat_id, count(*) from components k join areas a on a.id = k.cell_id"
        " where a.beat_id is not null group by 1 order by 2 desc limit 1"
    )
    first = inspector.ask("GET", f"/components/beats/{beat}")
    assert (first.status, sum(map(len, first.json["parts"].values()))) == (200, many)
    held = ",".join(first.json["versions"])
    assert inspector.must("GET", f"/components/beats/{beat}?have={held}")["parts"] == {}
    lost = inspector.must("GET", f"/components/beats/{beat}?have={'0' * 8}{held[8:]}")["parts"]
    assert lost == {at: part for at, part in first.json["parts"].items() if at == "0"}
    assert inspector.ask("GET", f"/components/beats/{beat}?have=all").status == 422
    known = {"If-None-Match": first.headers["ETag"]}
    assert inspector.ask("GET", f"/components/beats/{beat}", headers=known).status == 304
    assert city.citizen().ask("GET", f"/components/beats/{beat}").status in (401, 403)
