"""Numbers of those who call or write, as they are kept."""


def plain(phone: str) -> str:
    """A number as it is kept: without spaces, and without the country's code."""
    return phone.replace(" ", "").replace("-", "").removeprefix("+86")
