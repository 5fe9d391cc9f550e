"""Run the engines alone, in the foreground: `python -m deploy.engines`."""

import os
import signal
import threading
from pathlib import Path

from deploy.engines import running


def main() -> None:
    """Run until SIGINT or SIGTERM; prints the settings that reach the engines."""
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    with running(Path(os.environ.get("VAR") or "var"), os.environ, print) as settings:
        for name, value in settings.items():
            print(f"export {name}='{value}'", flush=True)
        ended.wait()


if __name__ == "__main__":
    main()
