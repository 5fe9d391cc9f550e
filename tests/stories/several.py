"""`python -m tests.stories.several LINE…`: commands of `flask --app api` by one process.

To start a process takes longer than most commands; what each said ends with a line of its own.
"""

import shlex
import sys

from api import create_app

APART = "=" * 60


def main(lines: list[str]) -> int:
    """Run them until one fails; the exit code of the last that ran."""
    runner = create_app().test_cli_runner(catch_exceptions=False)
    for line in lines:
        done = runner.invoke(args=shlex.split(line))
        print(done.output, APART, sep="", flush=True)
        if done.exit_code:
            return done.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
