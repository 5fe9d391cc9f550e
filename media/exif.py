"""What a photo's EXIF says about the shot: when, where, which way, with what."""

import math
import re
from datetime import UTC, datetime, timedelta, timezone

from media.picture import Evidence
from media.tiff import Block, Tags, read

CHINA = timezone(timedelta(hours=8))
MAKE, MODEL, ORIENTATION, SOFTWARE, CHANGED = 0x010F, 0x0110, 0x0112, 0x0131, 0x0132
TAKEN = ((0x9003, 0x9011), (0x9004, 0x9012))  # original, digitised: the time and its offset
CHANGED_OFFSET = 0x9010
LAT_REF, LAT, LON_REF, LON, GPS_TIME, STATUS = 1, 2, 3, 4, 7, 9
HEADING, GPS_DATE, ERROR = 17, 29, 31
MOMENT = re.compile(r"(\d{4})[:/-](\d\d)[:/-](\d\d)[ T](\d\d):(\d\d):(\d\d)")
OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)|Z")
EARLIEST = 1990  # cameras wrote no EXIF before; a clock never set begins at 1970 or 1980
WIDEST_OFFSET = timedelta(hours=14)
STALE = timedelta(minutes=2)


def evidence(block: bytes | None) -> Evidence:
    """Read an EXIF block as photo files carry it. Never raises: what is broken is left out."""
    found = read(block or b"")
    taken_at, zone_known = _when(found)
    lon, lat = _where(found.gps)
    return Evidence(
        taken_at=taken_at,
        zone_known=zone_known,
        lon=lon,
        lat=lat,
        accuracy=_within(_first(found.gps, ERROR), 0, 1e6) if lon is not None else None,
        heading=_heading(found.gps),
        camera=_camera(found.main),
        software=_line(_text(found.main, SOFTWARE)),
        orientation=orientation(found),
    )


def orientation(found: Block) -> int:
    """EXIF's 1 to 8; 1 where it is absent or absurd."""
    value = _first(found.main, ORIENTATION)
    return int(value) if value in range(1, 9) else 1


def _text(tags: Tags, tag: int) -> str:
    value = tags.get(tag, "")
    return value if isinstance(value, str) else ""


def _first(tags: Tags, tag: int) -> float:
    value = tags.get(tag)
    return value[0] if isinstance(value, tuple) and value else math.nan


def _within(value: float, low: float, high: float) -> float | None:
    return value if low <= value <= high else None


def _line(text: str) -> str | None:
    """One printable line of at most 80 characters, or nothing."""
    printable = "".join(c for c in text if c.isprintable() and c != "\ufffd")
    return " ".join(printable.split())[:80] or None


def _camera(tags: Tags) -> str | None:
    make, model = _line(_text(tags, MAKE)) or "", _line(_text(tags, MODEL)) or ""
    return _line(model if model.lower().startswith(make.lower()) else f"{make} {model}")


def _when(found: Block) -> tuple[datetime | None, bool]:
    for tags, time_tag, offset_tag in (
        *((found.exif, *pair) for pair in TAKEN),
        (found.main, CHANGED, CHANGED_OFFSET),
    ):
        local = _moment(_text(tags, time_tag))
        if local is not None:
            zone = _zone(_text(found.exif, offset_tag)) or _zone_by_gps(local, found.gps)
            return local.replace(tzinfo=zone or CHINA), zone is not None
    return None, False


def _moment(text: str) -> datetime | None:
    """A clock's reading, of no known zone yet, written down as if it were UTC."""
    match = MOMENT.match(text)
    if match is None:
        return None
    try:
        moment = datetime.fromisoformat("{}-{}-{}T{}:{}:{}Z".format(*match.groups()))
    except ValueError:
        return None
    return moment if EARLIEST <= moment.year < 9999 else None


def _zone(text: str) -> timezone | None:
    match = OFFSET.fullmatch(text)
    if match is None:
        return None
    if text == "Z":
        return UTC
    sign, hours, minutes = match.groups()
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    if offset > WIDEST_OFFSET or int(minutes) > 59:
        return None
    return timezone(-offset if sign == "-" else offset)


def _zone_by_gps(local: datetime, gps: Tags) -> timezone | None:
    """The offset between the camera's clock and the GPS clock, where it is a true zone's."""
    date, clock = _text(gps, GPS_DATE), gps.get(GPS_TIME)
    if not (isinstance(clock, tuple) and len(clock) == 3 and all(map(math.isfinite, clock))):
        return None
    midnight = _moment(date + " 00:00:00")
    if midnight is None or not all(0 <= part < 61 for part in clock):
        return None
    hours, minutes, seconds = clock
    apart = local - (midnight + timedelta(hours=hours, minutes=minutes, seconds=seconds))
    offset = timedelta(minutes=30 * round(apart / timedelta(minutes=30)))
    if abs(apart - offset) > STALE or abs(offset) > WIDEST_OFFSET:
        return None
    return timezone(offset)


def _where(gps: Tags) -> tuple[float, float] | tuple[None, None]:
    """Longitude and latitude in degrees; both or neither. The null island is no place."""
    if _text(gps, STATUS) == "V":  # the receiver said itself that this is no fix
        return None, None
    lon = _degrees(gps, LON, {"E": 1, "W": -1}.get(_text(gps, LON_REF).upper()[:1]), 180)
    lat = _degrees(gps, LAT, {"N": 1, "S": -1}.get(_text(gps, LAT_REF).upper()[:1]), 90)
    if lon is None or lat is None or (lon, lat) == (0, 0):
        return None, None
    return lon, lat


def _degrees(gps: Tags, tag: int, sign: int | None, most: float) -> float | None:
    value = gps.get(tag)
    if sign is None or not isinstance(value, tuple) or not 1 <= len(value) <= 3:
        return None
    parts = (*value, 0.0, 0.0)[:3]
    # NaN fails the comparison; a missing part of the three is written 0/0 by some cameras
    degrees = sum(part / unit for part, unit in zip(parts, (1, 60, 3600), strict=True))
    return round(sign * degrees, 7) if 0 <= degrees <= most else None


def _heading(gps: Tags) -> float | None:
    heading = _within(_first(gps, HEADING), 0, 360)
    return None if heading is None else heading % 360
