"""Python's collector of cycles, kept away while many objects are made that are in none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def away(stays: bool = False) -> Iterator[None]:
    """Look for no cycles inside; what was made there is looked through once, afterwards.

    Else it looks through all that lives again and again, a quarter of the time of an import.
    `stays`: what was made is in no cycle and there for long, so that it is never looked through.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if stays:
            gc.freeze()
        if collecting:
            gc.enable()
