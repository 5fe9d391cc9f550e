"""Who a WeChat user is here, and how often they let us write to them."""

from collections.abc import Collection, Mapping

from sqlalchemy import or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from city import clock
from city.people import Actor
from city.wechat.model import WechatGrant, WechatTalk, WechatUser

MOST = 100  # grants of one template that are counted


def known(session: Session, openid: str, actor: Actor) -> None:
    """This user is the actor from now on."""
    whose = {"person_id": actor.person_id, "device": None if actor.person_id else actor.device}
    row = insert(WechatUser).values(openid=openid, seen_at=clock.now(), **whose)
    again = {**whose, "seen_at": row.excluded.seen_at}
    session.execute(row.on_conflict_do_update(index_elements=["openid"], set_=again))


def granted(session: Session, openid: str, templates: Collection[str]) -> None:
    """The user tapped: one more message of each of these templates."""
    for template in sorted(set(templates)):
        row = insert(WechatGrant).values(openid=openid, template=template, left=1)
        more = {"left": WechatGrant.left + 1}
        session.execute(
            row.on_conflict_do_update(
                index_elements=["openid", "template"], set_=more, where=WechatGrant.left < MOST
            )
        )


def openid_of(session: Session, actor: Actor) -> str | None:
    """The actor's own, the one seen last; none for whoever is neither a device nor a person."""
    if actor.person_id is None and actor.device is None:
        return None
    mine = (
        WechatUser.person_id == actor.person_id
        if actor.person_id
        else WechatUser.device == actor.device
    )
    asked = select(WechatUser.openid).where(mine).order_by(WechatUser.seen_at.desc())
    return session.scalar(asked.limit(1))


def openids(
    session: Session, people: Collection[int], devices: Collection[str]
) -> Mapping[tuple[str | None, int | None], str]:
    """The openids of these people and devices, as (device, person) → openid."""
    asked = select(WechatUser).where(
        or_(WechatUser.person_id.in_(people), WechatUser.device.in_(devices))
    )
    found = session.scalars(asked.order_by(WechatUser.seen_at))
    return {(one.device, one.person_id): one.openid for one in found}


def followers(session: Session, devices: Collection[str]) -> dict[str, str]:
    """Device → openid of those who sent us a report by the official account, and follow it."""
    asked = select(WechatTalk.device, WechatTalk.openid).where(
        WechatTalk.device.in_(devices), WechatTalk.left_at.is_(None)
    )
    return {str(row.device): row.openid for row in session.execute(asked)}


def gone(session: Session, openid: str) -> None:
    """The platform says that the user does not follow us (43004)."""
    mine = update(WechatTalk).where(WechatTalk.openid == openid, WechatTalk.left_at.is_(None))
    session.execute(mine.values(left_at=clock.now()))


def spend(session: Session, openid: str, template: str) -> bool:
    """Take one grant; False where there is none."""
    one = (WechatGrant.openid == openid, WechatGrant.template == template, WechatGrant.left > 0)
    taken = update(WechatGrant).where(*one).values(left=WechatGrant.left - 1)
    return session.scalar(taken.returning(WechatGrant.openid)) is not None


def forget_grants(session: Session, openid: str, template: str) -> None:
    """The platform says that the user grants nothing (43101)."""
    mine = (WechatGrant.openid == openid, WechatGrant.template == template)
    session.execute(update(WechatGrant).where(*mine).values(left=0))
