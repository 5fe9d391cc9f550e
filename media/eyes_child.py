"""The child that looks at display photos with all models loaded, until its input closes."""

from media.child import serve
from media.eyes import Eyes
from media.picture import Limits
from media.wire import pack


def main() -> None:
    """Load the models once, then look."""
    eyes = Eyes()

    def look(body: bytes, _limits: Limits) -> list[bytes]:
        return pack({"seen": eyes.look(body)}, [])

    serve(look)


if __name__ == "__main__":
    main()
