"""Asking over connections that the server may have closed after a refusal."""

from typing import Any

from urllib3.exceptions import ProtocolError

from deploy.walk import Answer, Caller


def asked(caller: Caller, method: str, path: str, *rest: Any) -> Answer:
    """One request; once more where a kept connection turns out to be closed.

    A request that is refused before its body was read costs the connection, as with any server;
    phones ask again then, and so do we.
    """
    try:
        return caller.ask(method, path, *rest)
    except ProtocolError:
        return caller.ask(method, path, *rest)
