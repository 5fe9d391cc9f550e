"""The table of a case's life, written out for people: `flask --app api life`."""

from collections.abc import Iterator

import click

from city.cases.stages import STEPS, Action, Stage, Step
from city.cases.terms import ACTION_WORDS, GUARD_WORDS, NEED_WORDS, STAGE_WORDS
from city.people import ROLE_WORDS

HEAD = (
    "阶段 from",
    "动作 action",
    "到 to",
    "谁 who",
    "要有 needs",
    "条件 only where",
    "审批 approved by",
)


@click.command("life", help="The table of stages and actions, as Markdown.")
def life() -> None:
    """Write the table."""
    for line in lines():
        click.echo(line)


def lines() -> Iterator[str]:
    """The table as Markdown; stages that share a row stand in one."""
    yield _row(HEAD)
    yield _row(["---"] * len(HEAD))
    shared: dict[tuple[object, ...], tuple[Action, Step, list[Stage]]] = {}
    for (stage, action), step in STEPS.items():
        stays = step.end is stage
        key = (action, stays or step.end, step._replace(end=Stage.RECEIVED))
        shared.setdefault(key, (action, step, []))[2].append(stage)
    for action, step, starts in shared.values():
        yield _row(_cells(action, step, starts))


def _cells(action: Action, step: Step, starts: list[Stage]) -> list[str]:
    where = [f"{STAGE_WORDS[stage]['zh']} `{stage}`" for stage in starts]
    stays = starts == [step.end] or (len(starts) > 1 and step.end in starts)
    limits = [f"最多 {step.most} 次"] if step.most else []
    limits += [f"{step.within.total_seconds() / 3600:.0f} 小时内"] if step.within else []
    undone = [f"上一步是{ACTION_WORDS[one]['zh']}" for one in sorted(step.undoes)]
    guards = [f"非“{GUARD_WORDS[guard]['zh']}”" for guard in sorted(step.guards)]
    return [
        "、".join(where) if len(where) < 8 else f"{len(where)} 个阶段 stages",
        f"{ACTION_WORDS[action]['zh']} `{action}`",
        "不变" if stays else f"{STAGE_WORDS[step.end]['zh']} `{step.end}`",
        "、".join(ROLE_WORDS[role]["zh"] for role in sorted(step.roles)),
        "、".join(NEED_WORDS[need]["zh"] for need in sorted(step.needs)),
        "；".join([*undone, *limits, *guards]),
        " → ".join(ROLE_WORDS[role]["zh"] for role in step.approvals),
    ]


def _row(cells: list[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"
