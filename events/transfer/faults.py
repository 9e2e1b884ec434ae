"""What is wrong with a file: a line for each fault, with the place where it stands."""

from collections.abc import Iterable

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

# Stands for a value that was refused, so that the rest can still be held against the rules.
BAD = type("Bad", (), {"__repr__": lambda self: "BAD"})()


class Refused(Exception):
    """A file that cannot be read, with a line for each reason in `lines`."""

    def __init__(self, lines: Iterable[str]):
        self.lines = list(lines)
        super().__init__("\n".join(self.lines))


class Faults:
    """The faults found so far, in the order of the file as far as it was read."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def add(self, path: str, sentence) -> object:
        """Notes a fault; the answer, BAD, stands for what was refused."""
        line = f"{path}: {sentence}" if path else str(sentence)
        if line not in self.lines:
            self.lines.append(line)
        return BAD

    def add_error(self, path: str, error: ValidationError, keys: dict[str, str]) -> object:
        """Notes each message of an error under the key that its field has in the file."""
        if not hasattr(error, "error_dict"):
            for message in error.messages:
                self.add(path, message)
            return BAD
        for field, messages in error.message_dict.items():
            place = path if field == NON_FIELD_ERRORS else inside(path, keys.get(field, field))
            for message in messages:
                self.add(place, message)
        return BAD

    def refuse(self) -> None:
        """Raises Refused when there are any."""
        if self.lines:
            raise Refused(self.lines)


def inside(path: str, key: str) -> str:
    """The path of a key of an object."""
    return f"{path}.{key}" if path else key
