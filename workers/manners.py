"""Giving way: what works behind the web must not slow the web."""

import os
from contextlib import suppress
from pathlib import Path

AUTOGROUP = Path("/proc/self/autogroup")


def give_way() -> None:
    """Let a nice value that this process was started with count against other sessions too.

    Linux weighs sessions as wholes (sched(7), autogroup), so `nice` alone counts only among the
    processes of one session. Where there is no autogrouping there is nothing to do.
    """
    niceness = os.nice(0)
    if niceness > 0:
        with suppress(OSError):
            AUTOGROUP.write_text(str(niceness))
