"""How one wants to be told."""

from typing import Any

from api import here
from api.auth import SENDERS
from api.blueprint import Blueprint
from api.schemas.notices import OUTSIDE, WishSchema, WishShownSchema
from city.notices import preferences
from city.notices.kinds import CARRIER_WORDS, CATEGORIES, Carrier
from city.notices.preferences import Wish
from city.notices.readers import reader_of

blp = Blueprint(
    "wishes", __name__, url_prefix="/api/v1/notices/preferences", description="通知设置"
)


@blp.route("", allow=SENDERS)
@blp.response(200, WishShownSchema())
def mine() -> dict[str, Any]:
    """One's wish, and what there is to choose from"""
    return _shown(preferences.wish_of(here.session(), reader_of(here.actor())))


@blp.route("", methods=["PUT"], allow=SENDERS)
@blp.arguments(WishSchema())
@blp.response(200, WishShownSchema())
def wish(args: Wish) -> dict[str, Any]:
    """Say how one wants to be told"""
    preferences.keep(here.session(), reader_of(here.actor()), args)
    return _shown(args)


def _shown(wish: Wish) -> dict[str, Any]:
    return {
        **{name: getattr(wish, name) for name in wish.__slots__},
        "categories": [{"name": name, "words": words} for name, words in CATEGORIES.items()],
        "carriers": [{"name": one, "words": CARRIER_WORDS[Carrier(one)]} for one in OUTSIDE],
    }
