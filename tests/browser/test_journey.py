"""One report in real browsers: sent with no network, filed, handled, checked, closed, rated."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from deploy.smoke import drawn
from deploy.walk import until
from tests.browser.conftest import IN_THE_CITY
from tests.browser.screen import Screen
from tests.house import City

pytestmark = pytest.mark.browser
NUMBER = re.compile(r"\d{8}-\d{5}")


def snap(phone: Screen, photo: Path, words: str) -> None:
    """What a citizen does before pressing send."""
    phone.choose("photo-input", photo)
    phone.tap(re.compile(r"^category-component-"))
    phone.fill("words", words)


def alone(phone: Screen, longitude: float) -> None:
    """Stand where no other test reports: what is alike at one place becomes one case."""
    phone.page.context.set_geolocation({**IN_THE_CITY, "longitude": longitude})


def number_on(phone: Screen) -> str:
    """The report's number, once the phone shows it."""
    expect(phone.part("number")).to_contain_text(NUMBER)
    found = NUMBER.search(phone.part("number").inner_text())
    assert found
    return found.group()


def case_of(city: City, report: str) -> str:
    """The number of the case that a report became."""
    query = "select c.number from cases c join reports r on r.id = c.report_id where r.number = %s"
    return str(until(lambda: city.rows(query, report), "triage")[0][0])


def password(city: City, username: str) -> str:
    """Of a demo account."""
    return str(next(one["password"] for one in city.accounts if one["username"] == username))


def test_a_report_sent_without_a_network_goes_by_itself_and_an_operator_files_it(
    city: City, phone: Screen, desk: Screen, photo: Path
) -> None:
    alone(phone, 112.5561)
    phone.go_installed("/")
    phone.picture("citizen-home")
    phone.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    phone.page.context.set_offline(True)
    snap(phone, photo, "网络断了也要报：井盖丢失")
    phone.picture("citizen-ready-offline")
    phone.send()
    phone.sees("delivery")
    phone.picture("citizen-waiting")
    assert city.rows("select 1 from reports where words = %s", "网络断了也要报：井盖丢失") == []

    phone.page.context.set_offline(False)
    report = number_on(phone)
    phone.picture("citizen-sent")
    kept = "select p.state from photos p join reports r on r.id = p.report_id where r.number = %s"
    until(lambda: city.rows(kept, report) == [("ready",)], "the photo")

    case = case_of(city, report)
    desk.sign_in("operator", password(city, "operator"))
    desk.tap("list-to_accept")
    scroll_to(desk, case)
    desk.picture("desk-worklist")
    desk.tap(f"case-{case}")
    desk.sees("action-accept")
    desk.picture("desk-case")
    desk.tap("action-accept")
    desk.sees("action-file")
    desk.tap("action-file")
    desk.tap(re.compile(r"^condition-\d+$"))
    desk.picture("desk-file")
    desk.tap("confirm")
    stage = "select stage from cases where number = %s"
    until(lambda: city.rows(stage, case)[0][0] != "accepted", "filing")
    desk.picture("desk-filed")


def test_the_rest_of_the_road_on_a_phone(city: City, phone: Screen, photo: Path) -> None:
    """A department handles a case, its inspector checks it, the citizen rates it: all on phones."""
    alone(phone, 112.5692)
    phone.go("/")
    snap(phone, photo, "手机走完全程：井盖编号60127破损")
    phone.send()
    case = case_of(city, number_on(phone))
    case_id = str(city.rows("select id from cases where number = %s", case)[0][0])
    crew = city.crew
    crew.sign_in("operator").act(case_id, "accept")
    category = city.rows(
        "select g.code from cases c join categories g on g.id = c.category_id where c.id = %s",
        case_id,
    )[0][0]
    crew.sign_in("operator").act(case_id, "file", condition=crew.condition(category))
    stage = "select stage from cases where id = %s"
    until(lambda: city.rows(stage, case_id) == [("dispatched",)], "dispatch")

    on_phone(phone, city, department_of(city, case_id))
    phone.go(f"/desk/cases/{case_id}")
    phone.tap("action-sign_for")
    phone.sees("action-handle")
    phone.picture("department-case")
    phone.tap("action-handle")
    phone.choose("case-photo-input", photo)
    for name in ("far", "beside"):
        another = photo.with_name(f"{name}.jpg")
        another.write_bytes(drawn(name))
        phone.choose("case-photo-input", another)
    phone.picture("department-handle")
    phone.tap("confirm")
    until(lambda: city.rows(stage, case_id) == [("checking",)], "the check task")

    on_phone(phone, city, inspector_of(city, case_id))
    phone.go("/tasks")
    phone.sees(re.compile(r"^task-"))
    phone.picture("inspector-tasks")
    task = city.rows("select id from tasks where case_id = %s and state = 'open'", case_id)[0][0]
    phone.tap(f"task-{task}")
    phone.picture("inspector-task")
    phone.tap("task-pass")
    until(lambda: city.rows(stage, case_id) == [("checked",)], "the answer")
    crew.sign_in("duty_chief").act(case_id, "close")

    sign_out(phone)
    phone.go("/mine")
    phone.tap(re.compile(r"^report-"))
    phone.sees("solved-yes")
    phone.picture("citizen-closed")
    phone.page.context.set_offline(True)  # the answer is kept, and goes when there is a line
    phone.tap("solved-yes")
    expect(phone.part("delivery")).to_have_attribute("data-state", "waiting")
    phone.picture("citizen-answer-kept")
    phone.page.context.set_offline(False)
    until(lambda: city.rows(stage, case_id) == [("revisited",)], "the citizen's answer")
    phone.sees("share")
    phone.picture("citizen-rated")


def test_the_shell_opens_without_a_network(phone: Screen) -> None:
    phone.go_installed("/")
    phone.page.context.set_offline(True)
    phone.page.reload()
    phone.sees("send")
    phone.picture("citizen-offline-shell")
    phone.page.context.set_offline(False)


def scroll_to(desk: Screen, case: str) -> None:
    """Load pages of the worklist until the case is there."""
    for _ in range(60):
        if desk.page.get_by_test_id(f"case-{case}").count():
            return
        desk.page.mouse.wheel(0, 20_000)
        desk.page.wait_for_timeout(200)


def department_of(city: City, case_id: str) -> str:
    """The account of whoever the case was dispatched to."""
    query = """select p.username from people p join cases c on c.organisation_id = p.organisation_id
        where c.id = %s and 'department' = any(p.roles)"""
    known = {one["username"] for one in city.accounts}
    return next(row[0] for row in city.rows(query, case_id) if row[0] in known)


def inspector_of(city: City, case_id: str) -> str:
    """The account of whoever was asked to check the case."""
    query = """select p.username from people p join tasks t on t.person_id = p.id
        where t.case_id = %s and t.state = 'open'"""
    return str(city.rows(query, case_id)[0][0])


def on_phone(phone: Screen, city: City, username: str) -> None:
    """Somebody else takes the phone."""
    sign_out(phone)
    phone.sign_in(username, password(city, username))


def sign_out(phone: Screen) -> None:
    """Leave no session behind; the citizen's own token stays."""
    cookies = [one for one in phone.page.context.cookies() if one["name"] != "xunjie_session"]
    phone.page.context.clear_cookies()
    phone.page.context.add_cookies(cookies)  # type: ignore[arg-type]
