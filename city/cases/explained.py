"""A clock step by step, in words: why a case is due when it is due. Pure."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from city.calendars import Calendar
from city.cases import clocks
from city.cases.clocks import WORKING, Clock, Pause, Span
from city.catalogue.model import LimitUnit

Words = dict[str, str]
When = Callable[[datetime], str]  # the hour today, with the day on others

UNITS: dict[LimitUnit, Words] = {
    LimitUnit.MINUTE: {"zh": "{n} 分钟", "en": "{n} minutes"},
    LimitUnit.URGENT_HOUR: {"zh": "{n} 紧急工作时", "en": "{n} urgent hours"},
    LimitUnit.URGENT_DAY: {"zh": "{n} 紧急工作日", "en": "{n} urgent days"},
    LimitUnit.WORK_HOUR: {"zh": "{n} 工作时", "en": "{n} working hours"},
    LimitUnit.WORK_DAY: {"zh": "{n} 工作日", "en": "{n} working days"},
}
WHY: dict[str, Words] = {
    "verify": {"zh": "核实暂停", "en": "paused to verify"},
    "suspend": {"zh": "挂账暂停", "en": "suspended"},
    "defer": {"zh": "缓办暂停", "en": "deferred"},
    "returned": {"zh": "退回暂停", "en": "paused while returned"},
}
OTHER = {"zh": "暂停", "en": "paused"}
BEGAN = {"zh": "{limit}，{at} 起", "en": "{limit} from {at}"}
SEASON = {"zh": "种植季节自 {at} 开始计时", "en": "the planting season begins {at}"}
USUAL = {"zh": "（季节日期待核对）", "en": " (usual dates, to be confirmed)"}
EXTENDED = {"zh": "延期 {limit}", "en": "extended by {limit}"}
HANDLING = {"zh": "处置 {limit}", "en": "{limit} to handle it"}
CHECKING = {"zh": "核查 {limit}", "en": "{limit} to check it"}
DUE = {"zh": "到期 {at}", "en": "due {at}"}
STILL = {"zh": "暂停中，已用 {used}，还剩 {left}", "en": "paused: {used} used, {left} left"}
WORKED = {"zh": "{days} 计 {hours}", "en": "{days}: {hours} counted"}
OFF = {"zh": "{days} 休息日不计", "en": "{days}: days off, not counted"}
LASTING = {"zh": ("小时", "分钟"), "en": ("h", "min")}
JOINED = {"zh": "；", "en": "; "}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Told(NamedTuple):
    """One step: when, and what in words."""

    at: datetime
    words: str


def steps(
    clock: Clock, at: datetime, calendar: Calendar, language: str, is_whole: bool = False
) -> list[Told]:
    """The steps of a clock's reckoning as it stands at `at`, in order, the due time last.

    `is_whole`: it is the whole case's, of the desk's time, the department's, and the check's.
    """
    today = clock.began.astimezone(calendar.zone).date()

    def when(moment: datetime) -> str:
        return _moment(moment.astimezone(calendar.zone), today, language)

    began = BEGAN[language].format(limit=limit(clock.spans[0], language), at=when(clock.began))
    first, due = clocks.starts(clock, calendar), clocks.due(clock, calendar)
    season = SEASON[language].format(at=when(first))
    season += USUAL[language] if calendar.has_usual_seasons else ""
    middle = [Told(first, season)] if first > clock.began else []
    middle += [Told(one.begins, _paused(one, when, language)) for one in clock.pauses]
    if clock.spans[0].unit in WORKING:
        middle += _days(clock, due or at, calendar, language)
    middle.sort(key=lambda one: one.at)
    later = clock.spans[1:]
    longer = [EXTENDED] * len(later)
    named = [HANDLING, *longer[2:], CHECKING] if is_whole else longer
    more = [
        words[language].format(limit=limit(span, language))
        for words, span in zip(named, later, strict=True)
    ]
    end = due or at
    told = [Told(clock.began, began), *middle, *(Told(end, words) for words in more)]
    return [*told, Told(end, _end(clock, at, due, calendar, language, when))]


def line(told: list[Told], language: str) -> str:
    """All steps in one line."""
    return JOINED[language].join(one.words for one in told)


def limit(span: Span, language: str) -> str:
    """An amount with its unit."""
    words = UNITS[span.unit][language].format(n=span.amount)
    return words[:-1] if language == "en" and span.amount == 1 else words


def lasting(length: timedelta, language: str) -> str:
    """Hours and minutes."""
    minutes = int(length.total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    sign = "-" if minutes < 0 else ""
    hour, minute = LASTING[language]
    parts = [f"{hours} {hour}"] * bool(hours) + [f"{rest} {minute}"] * bool(rest or not hours)
    return sign + " ".join(parts)


def _moment(at: datetime, today: date, language: str) -> str:
    clock = f"{at:%H:%M}"
    return clock if at.date() == today else f"{_day(at.date(), language)} {clock}"


def _day(day: date, language: str) -> str:
    return f"{day.month}月{day.day}日" if language == "zh" else f"{day.day} {MONTHS[day.month - 1]}"


def _paused(pause: Pause, when: When, language: str) -> str:
    why = WHY.get(pause.why, OTHER)[language]
    ends = when(pause.ends) if pause.ends else ""
    return f"{when(pause.begins)}–{ends} {why}"


def _end(
    clock: Clock,
    at: datetime,
    due: datetime | None,
    calendar: Calendar,
    language: str,
    when: When,
) -> str:
    if due:
        return DUE[language].format(at=when(due))
    used = clocks.used(clock, at, calendar)
    left = lasting(clock.length - used, language)
    return STILL[language].format(used=lasting(used, language), left=left)


def _days(clock: Clock, until: datetime, calendar: Calendar, language: str) -> list[Told]:
    """Runs of days of one sort: what each counted, or that they are off; a pause is told apart."""
    found = []
    for days, hours in _runs(clock, until, calendar):
        if calendar.works(days[0]) and not hours:
            continue
        first = max(datetime.combine(days[0], datetime.min.time(), calendar.zone), clock.began)
        named = _day(days[0], language)
        if len(days) > 1:
            named += f"–{_day(days[-1], language)}"
        length = lasting(hours, language)
        words = WORKED[language].format(days=named, hours=length)
        found.append(Told(first, words if hours else OFF[language].format(days=named)))
    return found


def _runs(
    clock: Clock, until: datetime, calendar: Calendar
) -> Iterator[tuple[list[date], timedelta]]:
    hours: dict[date, timedelta] = {}
    until = until.astimezone(UTC)
    for begins, ends in clocks.counted(
        clocks.starts(clock, calendar), clock.spans[0], clock.pauses, calendar
    ):
        if begins >= until:
            break
        day = begins.astimezone(calendar.zone).date()
        hours[day] = hours.get(day, timedelta()) + min(ends, until) - begins
    day = clocks.starts(clock, calendar).astimezone(calendar.zone).date()
    run: list[date] = []
    while day <= until.astimezone(calendar.zone).date():
        if run and calendar.works(day) != calendar.works(run[-1]):
            yield run, sum((hours.get(one, timedelta()) for one in run), timedelta())
            run = []
        run.append(day)
        day += timedelta(days=1)
    if run:
        yield run, sum((hours.get(one, timedelta()) for one in run), timedelta())
