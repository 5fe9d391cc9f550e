"""A member of staff imports a file of the hotline's, and looks at the channels."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from deploy.walk import new_id, until
from tests.browser.screen import Screen
from tests.browser.test_journey import password
from tests.hotline import writing
from tests.house import City

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


def test_a_file_is_looked_at_imported_and_answered(
    desk: Screen, city: City, tmp_path: Path
) -> None:
    desk.page.set_default_timeout(60_000)
    mark, file = f"B{str(new_id())[-10:]}", tmp_path / f"{new_id()}.xlsx"
    rows = [
        [f"{mark}{at}", "2026-10-01 08:30", "王喆", "13800138000", "迎泽大街", f"{at}号井盖破损"]
        for at in range(14)
    ]  # fmt: skip
    rows[4][5] = ""
    head = ["工单编号", "受理时间", "诉求人", "联系电话", "诉求地址", "内容描述"]
    file.write_bytes(writing.xlsx([head, *rows]))
    desk.sign_in("operator", password(city, "operator"))
    desk.go("/desk/hotline")
    desk.choose("file", file)
    desk.sees("take")
    desk.picture("hotline-looked")
    assert desk.complaints() == []
    assert desk.narrow() == []
    assert "13800138000" not in desk.page.content()
    desk.tap("try")
    desk.sees("trial", "已受理 13")
    desk.sees("trial", "没有内容描述")
    desk.picture("hotline-tried")
    assert desk.complaints() == []
    assert city.rows("select 1 from hotline_runs where file = %s", file.name) == []
    desk.tap("take")
    run = desk.page.get_by_test_id("run").filter(has_text=file.name)
    expect(run).to_contain_text("完成", timeout=120_000)
    expect(run).to_contain_text("已受理 13")
    expect(run).to_contain_text("退回修改 1")
    desk.picture("hotline-done")
    assert desk.complaints() == []
    run_id = str(city.rows("select id from hotline_runs where file = %s", file.name)[0][0])
    result = f"/hotline/runs/{run_id}/result"
    operator = city.crew.sign_in("operator")
    until(lambda: operator.ask("GET", result).status == 200, "the result", 120)
    with desk.page.expect_download() as got:
        run.get_by_test_id("result").click()
    assert got.value.suggested_filename.endswith(f"-{run_id[:8]}.xlsx")
    assert got.value.path().read_bytes()[:2] == b"PK"


def test_channels_are_seen_and_tried(desk: Screen, phone: Screen, city: City) -> None:
    """Last heard of is told of a channel that brought a report, and each test button answers."""
    operator = city.crew.sign_in("operator")
    city.citizen().report(words=f"路灯不亮 {new_id()}")

    def heard() -> bool:
        told = {one["channel"]: one for one in operator.must("GET", "/channels")["items"]}
        return told["citizen"]["heard_at"] is not None and told["citizen"]["taken"] > 0

    until(heard, "the citizens' channel")
    for screen, name in ((desk, "desk"), (phone, "phone")):
        screen.page.set_default_timeout(60_000)
        screen.sign_in("operator", password(city, "operator"))
        screen.go("/desk/channels")
        hotline = screen.page.get_by_test_id("channel").filter(has_text="12345 热线")
        hotline.get_by_role("button", name="试一下").click()
        expect(hotline).to_contain_text("读到 1 行", timeout=60_000)
        citizens = screen.page.get_by_test_id("channel").filter(has_text="市民上报")
        expect(citizens).to_contain_text("最近收到")
        expect(citizens).to_contain_text("收下")
        screen.picture(f"channels-{name}")
        assert screen.complaints() == []
        assert screen.narrow() == []
    for card in desk.page.get_by_test_id("channel").all():
        button = card.get_by_role("button", name="试一下")
        if button.count():
            button.click()
            expect(card.get_by_role("status")).to_contain_text("正常", timeout=60_000)


def test_what_a_check_holds_is_decided_at_the_desk(desk: Screen, city: City) -> None:
    words = f"加微信刷单 {new_id()}"
    sent = city.citizen().report(words=words)
    check = city.rows(
        "insert into content_checks (id, report_id, subject, tries, told_at, verdict, label)"
        " values (%s, %s, 'words', 1, now(), 'risky', 10001) returning id",
        new_id(), sent.json["id"],
    )[0][0]  # fmt: skip
    desk.page.set_default_timeout(60_000)
    desk.sign_in("operator", password(city, "operator"))
    desk.go("/desk/channels")
    card = desk.page.get_by_test_id("held").filter(has_text=words)
    expect(card).to_contain_text("疑似违规 · 广告")
    desk.picture("channels-held")
    assert desk.complaints() == []
    card.get_by_test_id("unfit").click()
    expect(card).to_have_count(0)
    assert city.rows("select is_fit from content_checks where id = %s", check) == [(False,)]
