"""Learning in a city: tried, taken or kept out, and taken up by what is running."""

from sqlalchemy.orm import Session

from city.catalogue import load
from city.triage import corpus, figures, knowledge, training
from city.triage.corpus import Example
from city.triage.propose import propose

FEW = ("component-0137", "occurrence-0110", "service-0201", "elsewhere-labour")


def _few() -> list[Example]:
    return [one for one in corpus.texts() if one.code in FEW]


def test_a_worse_model_is_kept_out_and_a_better_one_taken_up(session: Session) -> None:
    load.load(session)
    shipped = knowledge.known(session)
    poor = [one._replace(code=FEW[0]) if one.part == "train" else one for one in _few()]
    poor += [Example("随便说说", FEW[1], "train")]
    worse = training.train(session, [], "test", poor)
    assert not worse.model.taken
    assert knowledge.as_it_stands(session).model is None
    assert shipped.model is None

    odd = [Example("哇啦怪机子又来了", "component-0145", "train")] * 12
    own = [Example("还是那台哇啦怪机子", "component-0145", "test")] * 4
    better = training.train(session, own, "test", [*_few(), *odd])
    assert better.new.f1 > better.last.f1
    assert better.model.taken
    now = knowledge.as_it_stands(session)
    assert now.model == better.model.id
    assert propose(now, "路灯不亮").choices[0].code == FEW[0]
    assert [one.id for one in figures.models(session)] == [better.model.id, worse.model.id]
