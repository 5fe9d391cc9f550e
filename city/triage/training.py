"""A new model: from the texts of the product and the city's own cases, tried before it is taken."""

from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from city import clock
from city.catalogue import read
from city.catalogue.model import Category
from city.triage import corpus, knowledge, learning
from city.triage.corpus import Example
from city.triage.judging import Judgement, judge
from city.triage.lexicon import Lexicon
from city.triage.linear import Weights, packed
from city.triage.model import TriageLabel, TriageModel
from city.triage.propose import Known

HELD_OUT = 5  # every fifth of the city's own cases is never learned from
SAME = 0.002  # of F1: as good as the last


class Trained(NamedTuple):
    """What came of it: the row, how good the new model is, how good the last."""

    model: TriageModel
    new: Judgement
    last: Judgement


def train(
    session: Session,
    own: Sequence[Example],
    by: str,
    shipped: Sequence[Example] | None = None,
) -> Trained:
    """Learn, try on texts that no model has learned from, and take it unless it is worse.

    `shipped`: what is learned from beside the city's own; all that comes with the product.
    """
    categories = read.categories(session)
    lexicon, codes = Lexicon(knowledge.entries(categories)), knowledge.codes(categories)
    examples = [*(gathered(categories) if shipped is None else shipped), *own]
    weights = learning.learn(examples, lexicon, codes)
    tried = [one for one in examples if one.part == "test" and one.code in set(codes)]
    now = knowledge.as_it_stands(session)
    new, last = judge(_with(now, weights), tried), judge(now, tried)
    model = TriageModel(
        at=clock.now(),
        by=by,
        taken=new.f1 >= last.f1 - SAME and new.not_ours <= last.not_ours + SAME,
        weights=packed(weights),
        about={
            "texts": sum(one.part in corpus.LEARNED for one in examples),
            "own": len(own),
            "tried": len(tried),
            **new.told(),
            "last": last.told(),
        },
    )
    session.add(model)
    session.flush()
    return Trained(model, new, last)


def gathered(categories: Sequence[Category]) -> list[Example]:
    """The texts that come with the product, and short ones made of the catalogue's own words."""
    found = [*corpus.texts(), *corpus.of_phrases(knowledge.entries(categories), Random(5))]
    found += [
        Example(f"{one.name}{condition.text}", one.code, "train")
        for one in categories
        for condition in one.conditions
    ]
    return found


def labelled(session: Session, words: dict[object, str]) -> list[Example]:
    """The city's own cases, by what people made of them; `words` of each case by its id."""
    rows = session.execute(select(TriageLabel.case_id, TriageLabel.code))
    return [
        Example(words[row.case_id], row.code, _part(str(row.case_id)))
        for row in rows
        if words.get(row.case_id)
    ]


def _part(case: str) -> str:
    """Always the same for a case, so that what is held out stays so."""
    return "train" if sum(case.encode()) % HELD_OUT else "test"


def _with(known: Known, weights: Weights) -> Known:
    return known._replace(weights=weights)
