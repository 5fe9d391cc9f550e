"""A due time is explained step by step, in both languages."""

from datetime import datetime, timedelta

from city.calendars import Calendar, Season
from city.cases import ticking
from city.cases.clocks import Clock, Pause, Span
from city.cases.explained import line, steps
from city.cases.model import Case
from city.cases.stages import Stage
from city.catalogue.model import LimitUnit
from city.settings import SHANGHAI

CITY = Calendar(SHANGHAI)


def at(text: str) -> datetime:
    return datetime.strptime(f"2026-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI)


def said(clock: Clock, now: str, language: str = "zh") -> str:
    return line(steps(clock, at(now), CITY, language), language)


def test_a_pause_within_minutes() -> None:
    pause = Pause(at("11-23 10:05"), at("11-23 10:40"), "verify")
    clock = Clock(at("11-23 09:50"), (Span(30, LimitUnit.MINUTE),), (pause,))
    assert said(clock, "11-23 10:45") == "30 分钟，09:50 起；10:05–10:40 核实暂停；到期 10:55"
    assert (
        said(clock, "11-23 10:45", "en")
        == "30 minutes from 09:50; 10:05–10:40 paused to verify; due 10:55"
    )


def test_working_days_over_a_weekend_with_an_extension() -> None:
    spans = (Span(2, LimitUnit.WORK_DAY), Span(1, LimitUnit.WORK_DAY))
    clock = Clock(at("11-20 14:00"), spans)
    assert said(clock, "11-20 15:00") == (
        "2 工作日，14:00 起；11月20日 计 4 小时；11月21日–11月22日 休息日不计；"
        "11月23日–11月25日 计 20 小时；延期 1 工作日；到期 11月25日 12:00"
    )


def test_what_stands_still_says_what_is_left() -> None:
    clock = Clock(
        at("11-23 09:00"),
        (Span(4, LimitUnit.WORK_HOUR),),
        (Pause(at("11-23 10:30"), None, "suspend"),),
    )
    assert said(clock, "11-23 17:00").endswith("暂停中，已用 1 小时 30 分钟，还剩 2 小时 30 分钟")
    assert said(clock, "11-23 17:00", "en").endswith("paused: 1 h 30 min used, 2 h 30 min left")


def test_a_clock_that_is_stopped_again_in_the_moment_in_which_it_went_on() -> None:
    stop = at("11-23 10:05")
    pauses = (Pause(stop, stop, "verify"), Pause(stop, None, "verify"))
    clock = Clock(at("11-23 09:50"), (Span(30, LimitUnit.MINUTE),), pauses)
    assert said(clock, "11-23 10:45").endswith("暂停中，已用 15 分钟，还剩 15 分钟")
    ended = clock._replace(pauses=(pauses[0], Pause(stop, at("11-23 10:40"), "verify")))
    assert said(ended, "11-23 10:45").endswith("到期 10:55")


def test_a_working_day_on_which_it_stands_still_is_no_day_off() -> None:
    pause = Pause(at("11-20 16:00"), None, "suspend")  # a Friday
    clock = Clock(at("11-20 10:00"), (Span(2, LimitUnit.WORK_DAY),), (pause,))
    words = said(clock, "11-24 10:00")
    assert "11月20日 计 4 小时" in words
    assert "11月21日–11月22日 休息日不计" in words
    assert "11月23日" not in words
    assert words.endswith("暂停中，已用 4 小时，还剩 12 小时")


def test_a_planting_limit_begins_with_the_season() -> None:
    clock = Clock(at("09-01 09:00"), (Span(15, LimitUnit.WORK_DAY, season=True),))
    words = said(clock, "09-02 09:00")
    assert words.startswith(
        "15 工作日，09:00 起；种植季节自 10月15日 00:00 开始计时（季节日期待核对）；"
    )
    assert words.endswith("到期 11月4日 18:00")


def test_seasons_that_the_city_itself_has_set_need_no_checking() -> None:
    clock = Clock(at("09-01 09:00"), (Span(15, LimitUnit.WORK_DAY, season=True),))
    own = CITY._replace(seasons=(Season((10, 15), (11, 30)),))
    words = line(steps(clock, at("09-02 09:00"), own, "zh"), "zh")
    assert "10月15日 00:00 开始计时；" in words
    assert "待核对" not in words


def _case(stage: Stage, urgent: bool = False) -> Case:
    return Case(stage=stage, urgent=urgent, clock={}, received_at=at("11-23 09:00"))


def test_paused_resumed_extended_and_taken_up_again() -> None:
    limit, case = Span(4, LimitUnit.WORK_HOUR), _case(Stage.DISPATCHED)
    case.organisation_id = 7
    ticking.begin(case, at("11-23 09:00"), limit, CITY)
    assert (case.due_at, case.turn_at) == (at("11-23 15:00"), case.yellow_at)
    ticking.pause(case, at("11-23 10:00"), "suspend", limit, CITY)
    assert (case.due_at, case.yellow_at, case.turn_at) == (None, None, None)
    ticking.resume(case, at("11-23 11:00"), limit, CITY)
    assert case.due_at == at("11-23 16:00")
    ticking.extend(case, Span(1, LimitUnit.WORK_HOUR), at("11-23 11:30"), limit, CITY)
    assert case.due_at == at("11-23 17:00")
    ticking.keep(case, at("11-23 11:30"), 7, limit)
    case.stage = Stage.FILED
    ticking.begin(case, at("11-23 11:30"), limit, CITY)
    assert case.due_at == at("11-23 12:00")
    case.stage = Stage.DISPATCHED
    assert ticking.take_up(case, at("11-23 14:00"), CITY)
    assert case.due_at == at("11-23 17:30")
    whole = ticking.whole(case, limit)
    assert whole
    assert [pause.why for pause in whole.pauses] == ["suspend", "suspend", "returned"]


def test_another_department_begins_anew() -> None:
    limit, case = Span(4, LimitUnit.WORK_HOUR), _case(Stage.DISPATCHED)
    ticking.begin(case, at("11-23 09:00"), limit, CITY)
    ticking.keep(case, at("11-23 10:00"), 7, limit)
    case.organisation_id = 8
    assert not ticking.take_up(case, at("11-23 11:00"), CITY)


def test_what_turns_out_urgent_leaves_the_desk_ten_minutes() -> None:
    case = _case(Stage.RECEIVED)
    ticking.begin(case, at("11-23 09:00"), None, CITY)
    assert case.due_at == at("11-23 09:30")
    case.stage, case.urgent = Stage.FILED, True
    ticking.hurry(case, at("11-23 09:04"), CITY)
    assert case.due_at == at("11-23 09:00") + timedelta(minutes=10)


def test_the_whole_cases_clock_names_each_ones_time() -> None:
    limit, case = Span(2, LimitUnit.URGENT_HOUR), _case(Stage.DISPATCHED)
    case.organisation_id = 7
    ticking.begin(case, at("11-23 09:10"), limit, CITY)
    ticking.extend(case, Span(1, LimitUnit.URGENT_HOUR), at("11-23 09:20"), limit, CITY)
    whole = ticking.whole(case, limit)
    assert whole
    now = at("11-23 09:30")
    told = [one.words for one in steps(whole, now, CITY, "zh", is_whole=True)]
    assert told == [
        "30 分钟，09:00 起", "处置 2 紧急工作时", "延期 1 紧急工作时", "核查 60 分钟", "到期 13:30"
    ]  # fmt: skip
