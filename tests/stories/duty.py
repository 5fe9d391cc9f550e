"""Signing on and off, as a phone does it."""

from datetime import UTC, datetime
from typing import Any

from deploy.walk import Answer, Staff, new_id
from tests.house import City


def mark(staff: Staff, kind: str, **said: Any) -> Answer:
    """A mark by a phone that makes its own id."""
    body = {"kind": kind, "made_at": datetime.now(UTC).isoformat()} | said
    return staff.ask("PUT", f"/duty/marks/{body.pop('id', new_id())}", body)


def signed_off(staff: Staff) -> Staff:
    """One who is off duty from now on, whatever they were."""
    if staff.must("GET", "/duty")["state"] != "off":
        assert mark(staff, "sign_off").status == 200
    return staff


def own_place(city: City, inspector: Staff) -> dict[str, Any]:
    """The middle of one of the inspector's beats, as a phone says it."""
    code = inspector.must("GET", "/duty")["beats"][0]["code"]
    [(shape,)] = city.rows("select shape from areas where kind = 'beat' and code = %s", code)
    ring = shape["coordinates"][0][:-1]
    lon, lat = (sum(corner[axis] for corner in ring) / len(ring) for axis in (0, 1))
    return {"lon": lon, "lat": lat, "datum": "wgs84", "accuracy": 9}
