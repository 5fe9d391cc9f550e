"""Triage: learn from the city's own cases, say how good it is, and read lines."""

import json
from collections.abc import Iterable
from uuid import UUID

import click
from flask.cli import AppGroup
from sqlalchemy import select

from city.cases.model import Case
from city.db import transaction
from city.triage import figures, knowledge, personal, proposals, training
from city.triage.judging import Judgement
from city.triage.propose import propose

triage = AppGroup("triage", help="What messages are about.")
MOST_OWN = 40_000  # the newest cases that are learned from


@triage.command()
@click.option("--by", default="command", help="Who asked for it.")
def train(by: str) -> None:
    """Learn a new model; it is taken unless it is worse on texts that it has not seen."""
    with transaction() as session:
        newest = select(Case.id, Case.words).order_by(Case.received_at.desc()).limit(MOST_OWN)
        words: dict[UUID, str] = {row.id: row.words for row in session.execute(newest)}
        done = training.train(session, training.labelled(session, words), by)
    about = done.model.about
    click.echo(f"{about['texts']:,} 条文字 texts, 其中本市 own {about['own']:,}")
    _tell("新 new ", done.new)
    _tell("旧 last", done.last)
    taken = "已启用 taken" if done.model.taken else "不如旧的，未启用 worse: kept, not taken"
    click.echo(f"模型 model {done.model.id}: {taken}")


@triage.command()
def models() -> None:
    """The models that were learned here, the newest first."""
    with transaction() as session:
        for one in figures.models(session):
            taken = "✓" if one.taken else "✗"
            click.echo(
                f"{one.id}\t{one.at:%Y-%m-%d %H:%M}\t{taken}\tF1 {one.about['f1']}\t{one.by}"
            )


@triage.command("propose")
@click.argument("lines", type=click.File("r", encoding="utf-8"), default="-")
def tell(lines: Iterable[str]) -> None:
    """What each line of standard input is about, as JSON lines; nothing is kept."""
    with transaction() as session:
        known = knowledge.known(session)
        for line in lines:
            words = line.rstrip("\n")
            made = propose(known, words)
            hidden = personal.masked(words)
            said = {"text": hidden, "urgent": made.urgent} | proposals.content(made, hidden)
            click.echo(json.dumps(said, ensure_ascii=False))


def _tell(name: str, found: Judgement) -> None:
    click.echo(
        f"  {name}  F1 {found.f1:.3f}（非本市受理 elsewhere {found.f1_elsewhere:.3f}）"
        f"  误收 taken wrongly {found.not_ours:.1%}  误拒 turned away {found.turned_away:.1%}"
        f"  漏紧急 urgent missed {found.missed:.1%}  前三 in three {found.in_three:.1%}"
    )
