"""What is new about an order that we know, as events for the trail. Pure."""

from datetime import datetime
from typing import Any

import orjson

from city.hotline.checking import Order
from city.hotline.fields import FIELDS
from city.hotline.model import HotlineOrder
from city.intake.model import Report

Change = tuple[str, dict[str, Any]]
ENGLISH = {
    "words": "description", "place": "address", "state": "state", "due_at": "deadline",
    "joint": "joint handling", "contact": "contact",
}  # fmt: skip


def changes(held: HotlineOrder, report: Report, order: Order) -> list[Change]:
    """The events that this row makes: urged, sent back, and what else reads otherwise now."""
    found: list[Change] = []
    if order.urged > held.urged:
        found.append(("hotline.urged", {"times": order.urged}))
    if order.returned and not held.returned:
        found.append(("hotline.sent_back", {"state": order.state}))
    new = _new(held, report, order)
    zh = "、".join(FIELDS[name].zh if name in FIELDS else name for name in new)
    en = ", ".join(ENGLISH.get(name, name) for name in new)
    if new:
        found.append(("hotline.changed", {"what": {"zh": zh, "en": en}, "now": new}))
    return found or [("hotline.changed", {"what": {"zh": "联系方式", "en": "contact"}, "now": {}})]


def _new(held: HotlineOrder, report: Report, order: Order) -> dict[str, Any]:
    """Field → what it reads now; nothing personal."""
    due_at = datetime.fromisoformat(order.due_at) if order.due_at else None
    new: dict[str, Any] = {}
    if order.words != report.words:
        new["words"] = order.words
    if order.place and order.place != report.place_words:
        new["place"] = order.place
    if order.state != held.state:
        new["state"] = order.state
    if order.joint != held.joint:
        new["joint"] = order.joint
    if due_at != held.due_at:
        new["due_at"] = order.due_at
    facts = orjson.loads(order.facts)
    return new | {
        name: facts.get(name, "")
        for name in sorted(facts.keys() | held.facts.keys())
        if facts.get(name) != held.facts.get(name)
    }
