"""The demo city's staff over HTTP, signed in when they are needed."""

from typing import Any

from deploy.walk import Citizen, Refused, Staff, until


class Crew:
    """The demo city's staff, signed in when they are needed."""

    def __init__(self, url: str, people: list[dict[str, Any]]) -> None:
        self._url = url
        self._people = people
        self._signed_in: dict[str, Staff] = {}

    def sign_in(self, username: str) -> Staff:
        """The member of staff called `username`."""
        if username not in self._signed_in:
            person = next(one for one in self._people if one["username"] == username)
            self._signed_in[username] = Staff(self._url, username, person["password"])
        return self._signed_in[username]

    def of_role(self, role: str) -> list[Staff]:
        """All of a role, the main demo account first."""
        return [self.sign_in(one["username"]) for one in self._people if one["role"] == role]

    def find(self, staff: Staff, heap: str, number: str) -> dict[str, Any]:
        """The case `number` in a worklist, page by page."""
        cursor = ""
        while True:
            page = staff.must("GET", f"/cases?list={heap}&limit=100{cursor}")
            for case in page["items"]:
                if case["number"] == number:
                    return dict(case)
            if not page["next"]:
                raise Refused(f"case {number} is not in {heap}")
            cursor = f"&cursor={page['next']}"

    def condition(self, category: str) -> int:
        """The first filing condition of a category."""
        catalogue = Citizen(self._url).must("GET", "/catalogue")
        found = next(one for one in catalogue["categories"] if one["code"] == category)
        return int(found["conditions"][0]["id"])

    def who_sees(self, role: str, case_id: str) -> Staff:
        """Whoever of `role` the case was sent to."""
        for staff in self.of_role(role):
            if staff.ask("GET", f"/cases/{case_id}").status == 200:
                return staff
        raise Refused(f"nobody who is {role} sees the case")

    def task_of(self, number: str) -> tuple[Staff, dict[str, Any]]:
        """The inspector who was asked to check case `number`, and the task."""

        def asked() -> tuple[Staff, dict[str, Any]] | None:
            for staff in self.of_role("inspector"):
                for task in staff.must("GET", "/tasks")["items"]:
                    if task["case"]["number"] == number:
                        return staff, task
            return None

        found: tuple[Staff, dict[str, Any]] = until(asked, "the check task")
        return found
