"""`python -m tests.duplicates.proposed`: writes down what triage reads in the labelled tellings."""

import csv

from city.cases.duplicates.tables import DATA
from city.triage.propose import propose
from tests.triage import town

FILE = DATA / "tellings.csv"


def proposed(words: str) -> str:
    """The categories that triage sees in the words, as tellings.csv has them."""
    made = propose(town.known(), words)
    return ", ".join(f"{one.code} {one.share:.2f}" for one in made.choices)


def main() -> None:
    """Write the column anew."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        rows = [{**row, "proposed": proposed(row["words"])} for row in csv.DictReader(lines)]
    with FILE.open("w", encoding="utf-8", newline="") as out:
        sheet = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
        sheet.writeheader()
        sheet.writerows(rows)


if __name__ == "__main__":
    main()
