"""Duplicates: learn the weights anew from the labelled pairs, and say how good they are."""

import csv
import sys
from collections.abc import Iterable

import click
from flask.cli import AppGroup

from city.cases import keying
from city.cases.duplicates import fit as fitting
from city.cases.duplicates import judging, labelled
from city.cases.duplicates.judging import Score
from city.cases.duplicates.tables import RARITY
from city.cases.duplicates.weights import FILE, Weight, weights
from city.db import transaction
from city.places.normal import plain
from city.triage import corpus

SPLITS = ("train", "hands", "test", "fresh", "blind")
duplicates = AppGroup("duplicates", help="Have we had it: the weights, and how good they are.")


@duplicates.command()
def fit() -> None:
    """Learn how rare words are and what evidence weighs; writes both files beside the code."""
    rare = fitting.rarities(plain(one.words) for one in corpus.texts())
    _write(RARITY, ("pair", "rarity"), rare.items())
    known = list(weights().values())
    learned = fitting.fit(fitting.learned_from("train", [one.name for one in known]), known)
    _write(FILE, Weight._fields, learned)
    for old, new in zip(known, learned, strict=True):
        click.echo(f"{new.name}\t{old.weight}\t→ {new.weight}")


@duplicates.command()
@click.option("--split", type=click.Choice(SPLITS), default="test")
def judge(split: str) -> None:
    """How good it is on labelled pairs, by the pair of channels."""
    judged = judging.judge(labelled.pairs(split))
    for name, found in judging.by_channels(judged).items():
        _tell(name, found)
    _tell("全部 all", judging.score(judged))
    _tell("不相干 strangers", judging.score(judging.judge(labelled.strangers(split))))


@duplicates.command()
@click.option("--anew", is_flag=True, help="All open cases, not only those without keys.")
def keys(anew: bool) -> None:
    """Give open cases of older days the keys that they are found by; as often as one likes."""
    with transaction() as session:
        count = keying.left(session, anew)
    with click.progressbar(length=count, label="建立查重键 keys", file=sys.stderr) as bar:
        done = 0
        for some in keying.fill(anew):
            done += some
            bar.update(some)
    click.echo(f"{done} / {count}")


def _tell(name: str, found: Score) -> None:
    click.echo(
        f"{name}\t相同 same {found.same}\t并案 joined {found.recall:.1%}\t"
        f"提示 shown {found.told:.1%}\t不同 others {found.others}\t误并 falsely {found.false:.2%}"
    )


def _write(file: object, names: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    with open(str(file), "w", encoding="utf-8", newline="") as out:
        sheet = csv.writer(out, lineterminator="\n")
        sheet.writerow(names)
        sheet.writerows(rows)
