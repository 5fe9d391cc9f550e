"""How good proposals are on texts of which we know what they are about. Pure."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from city.triage.corpus import Example
from city.triage.propose import ELSEWHERE, Known, Proposal, propose


class Judgement(NamedTuple):
    """Shares of 1: macro-F1 of our own categories and of those elsewhere; what is not for us and
    was taken, what is ours and was turned away; what is urgent and was missed, what is not and
    alarmed; texts of which the first three held the code, and of which nobody could tell."""

    f1: float
    f1_elsewhere: float
    not_ours: float
    turned_away: float
    missed: float
    alarms: float
    in_three: float
    unsure: float
    scores: dict[str, tuple[int, int, int]]
    confused: list[tuple[str, str, int]]

    def told(self) -> dict[str, float]:
        """The shares, for a model's row."""
        return {
            name: round(value, 4)
            for name, value in self._asdict().items()
            if isinstance(value, float)
        }


def first(made: Proposal) -> str | None:
    """The code of what is proposed first; None where nobody can tell."""
    if made.elsewhere:
        return made.elsewhere.code
    return made.choices[0].code if made.choices else None


def judge(known: Known, examples: Sequence[Example]) -> Judgement:
    """Propose for each and compare."""
    made = [(one, propose(known, one.words)) for one in examples]
    pairs = [(one.code, first(proposal)) for one, proposal in made]
    right = Counter(code for code, told in pairs if code == told)
    was, told = Counter(code for code, _ in pairs), Counter(told for _, told in pairs)
    scores = {code: (was[code], told[code], right[code]) for code in sorted(was)}
    away = [proposal for one, proposal in made if one.code.startswith(ELSEWHERE)]
    ours = [proposal for one, proposal in made if not one.code.startswith(ELSEWHERE)]
    urgent = [proposal for one, proposal in made if one.urgent]
    calm = [proposal for one, proposal in made if not one.urgent]
    confused = Counter((code, told or "") for code, told in pairs if code != told)
    return Judgement(
        _macro({code: score for code, score in scores.items() if not _is_away(code)}),
        _macro({code: score for code, score in scores.items() if _is_away(code)}),
        _share(sum(one.elsewhere is None and one.sure for one in away), len(away)),
        _share(sum(one.elsewhere is not None for one in ours), len(ours)),
        _share(sum(not one.urgent for one in urgent), len(urgent)),
        _share(sum(one.urgent for one in calm), len(calm)),
        _share(sum(one.code in _three(proposal) for one, proposal in made), len(made)),
        _share(sum(not proposal.sure for _, proposal in made), len(made)),
        scores,
        [(code, told, count) for (code, told), count in confused.most_common()],
    )


def f1(score: tuple[int, int, int]) -> float:
    """Of how many it was, how many were told, and how many of both."""
    was, told, right = score
    return 2 * right / (was + told) if was + told else 0.0


def _macro(scores: dict[str, tuple[int, int, int]]) -> float:
    return _share(sum(f1(score) for score in scores.values()), len(scores))


def _is_away(code: str) -> bool:
    return code.startswith(ELSEWHERE)


def _three(made: Proposal) -> set[str]:
    away = {made.elsewhere.code} if made.elsewhere else set()
    return {one.code for one in made.choices} | away


def _share(part: float, whole: int) -> float:
    return part / whole if whole else 0.0
