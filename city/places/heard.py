"""Names in their text: what part each plays, and how far it stands on its own. Pure."""

from typing import NamedTuple

from city.places import cues
from city.places.gazetteer import Gazetteer
from city.places.lexicon import PLACE, ROAD, Span

PROBLEM, CALLER, DIRECTION, REFERENCE = "problem", "caller", "direction", "reference"
SIGN = "sign"  # not heard, but read in a photo
WORTH = {PROBLEM: 1.0, CALLER: 0.6, DIRECTION: 0.3, REFERENCE: 0.35, SIGN: 1.0}
WORTH_AT_HOME = 0.8  # of where the caller lives, when the words are about just that
BEFORE = 14  # characters before a name that may say what part it plays


class Heard(NamedTuple):
    """A plain text with its names: all, those of places and roads, those of other cities."""

    city: Gazetteer
    text: str
    spans: list[Span]
    named: list[Span]
    away: list[Span]

    def trust(self, at: int) -> float:
        """How far a name stands on its own: 1, or less where it seems part of a longer one."""
        span, trust = self.named[at], 1.0
        before = self.text[max(0, span.start - 3) : span.start]
        last = before[-1:]
        if last in cues.PREFIXES and cues.PREFIXED.search(before) and not self._follows(span):
            trust *= 0.55
        if last in "区县" and self._strange(before) and not self._follows(span):
            trust *= 0.6
        if self._is_away(span):
            trust *= 0.3
        if span.form == PLACE and cues.AGENCY.match(self.text, span.end):
            trust *= 0.9 if cues.AT_SAME.match(self.text, span.end) else 0.55
        if span.form == PLACE and cues.LONGER.match(self.text, span.end):
            trust *= 0.55
        if span.form == PLACE and cues.PHASE.match(self.text, span.end):
            trust *= 0.85 if span.meanings[0].quality == 1.0 else 0.6
        if span.form == PLACE and self._joined_to_road(at):
            trust *= 0.6
        return trust

    def _joined_to_road(self, at: int) -> bool:
        """A路与…交叉口: what stands there should be a road, and is none that we know."""
        return (
            at > 0
            and self.named[at - 1].form == ROAD
            and cues.JOINER.fullmatch(self.text[self.named[at - 1].end : self.named[at].start])
            is not None
            and cues.CROSS.match(self.text, self.named[at].end) is not None
        )

    def _strange(self, before: str) -> bool:
        """Whether a district is named right before that this city does not have."""
        return self.city.has_districts and bool(cues.STRANGE_AREA.search(before))

    def _follows(self, span: Span) -> bool:
        return any(other.end == span.start for other in self.spans)

    def _is_away(self, span: Span) -> bool:
        """Whether another city is named before, in the same clause."""
        for other in self.away:
            between = self.text[other.end : span.start]
            if 0 <= span.start - other.end < 40 and not any(stop in between for stop in ",。;"):
                return True
        return False

    def role(self, at: int) -> str:
        """The part that a name plays: problem, caller, direction or reference."""
        span, text = self.named[at], self.text
        start = self._address_start(span)
        before = text[max(0, start - BEFORE) : start]
        if before[-1:] not in cues.ENDS:
            return PROBLEM
        if cues.DISTANT.search(before) or self._left(span, before):
            return REFERENCE
        if cues.HEADING.search(before) and not cues.PROBLEM.search(before):
            return DIRECTION
        if cues.CALLER.search(before):
            return CALLER
        return PROBLEM

    def _left(self, span: Span, before: str) -> bool:
        """Whether somebody only set out from there: 从…往…, not 从…往南50米 nor 从B街到C街."""
        if not cues.ORIGIN.search(before) or cues.OFFSET.match(self.text, span.end):
            return False
        after = self.text[span.end : span.end + 3]
        if span.form == ROAD and after[:1] in "到至":
            return False
        return cues.LEAVING.match(after) is not None

    def _address_start(self, span: Span) -> int:
        """Where the address that a name ends begins: 太原市迎泽区… before it belongs to it."""
        start = span.start
        for other in reversed(self.spans):
            if other.end == start and other.form not in (ROAD, PLACE):
                start = other.start
        return start
