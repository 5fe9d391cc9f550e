"""What this process proposes from: lexicon, catalogue and model, read anew when changed."""

import threading
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from city.catalogue import read
from city.catalogue.model import CatalogueVersion, Category
from city.triage import corpus
from city.triage.filing import Condition
from city.triage.lexicon import Entry, Lexicon
from city.triage.linear import Weights, unpacked
from city.triage.model import TriageModel
from city.triage.propose import Known, named

SHIPPED = Path(__file__).parent / "data" / "model.npz"
LOOK_EVERY = 2.0  # seconds
FULL_NAME = 4  # characters from which a category's name is worth more than a phrase

Version = tuple[str, int | None, int | None]

_reading = threading.Lock()
_looked = 0.0
_kept: tuple[Version, Known] | None = None


def known(session: Session) -> Known:
    """What to propose from. A new model or catalogue is taken up within LOOK_EVERY seconds."""
    global _kept, _looked
    kept = _kept
    if kept and time.monotonic() - _looked < LOOK_EVERY and kept[0][0] == _address(session):
        return kept[1]
    with _reading:
        version = _version(session)
        if _kept is None or _kept[0] != version:
            _kept = version, as_it_stands(session)
        _looked = time.monotonic()
        return _kept[1]


def as_it_stands(session: Session) -> Known:
    """The same, read now."""
    categories = read.categories(session)
    in_force = select(TriageModel).where(TriageModel.taken).order_by(TriageModel.id.desc()).limit(1)
    model = session.scalar(in_force)
    weights = unpacked(model.weights) if model else shipped()
    conditions: dict[str, list[Condition]] = defaultdict(list)
    for category in categories:
        for one in category.conditions:
            conditions[category.code].append(Condition(one.id, one.text, one.urgent))
    return Known(
        Lexicon(entries(categories)),
        codes(categories),
        named({category.name: category.code for category in categories}),
        conditions,
        weights,
        model.id if model else None,
        read.version(session)[:12],
    )


def entries(categories: Sequence[Category]) -> list[Entry]:
    """The phrases of the product, for what the catalogue has, and the catalogue's own words."""
    present = set(codes(categories))
    own = [Entry(one.code, word) for one in categories for word in one.synonyms]
    own += [called(one.code, one.name) for one in categories]
    return [*(entry for entry in corpus.phrases() if entry.code in present), *own]


def codes(categories: Sequence[Category]) -> tuple[str, ...]:
    """Every code that can be proposed, in order."""
    return tuple(sorted({one.code for one in categories} | set(corpus.places_elsewhere())))


def shipped() -> Weights | None:
    """The model that comes with the product."""
    return unpacked(SHIPPED.read_bytes()) if SHIPPED.exists() else None


def called(code: str, name: str) -> Entry:
    """A category's own name as an entry."""
    return Entry(code, f"{name}^{1.5 if len(name) >= FULL_NAME else 1.0}")


def _address(session: Session) -> str:
    return str(session.get_bind().engine.url)


def _version(session: Session) -> Version:
    newest = select(
        select(func.max(CatalogueVersion.id)).scalar_subquery(),
        select(func.max(TriageModel.id)).where(TriageModel.taken).scalar_subquery(),
    )
    catalogue, model = session.execute(newest).one()
    return _address(session), catalogue, model
