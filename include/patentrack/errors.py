"""What can go wrong, told in one line: what, where, and what to do.

Exit codes are those of design section 11: 0 done, 1 failed, 2 wrong usage, 3 done with warnings.
"""

from __future__ import annotations

from typing import Any

EXIT_DONE = 0
EXIT_FAILED = 1
EXIT_USAGE = 2
EXIT_WARNINGS = 3


class PatentrackError(Exception):
    """A failure whose message is meant for the person who runs the command.

    Args:
        message: What happened, in one line.
        hint: What to do about it, if that is known.
    """

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __reduce__(self) -> tuple[Any, ...]:
        """Errors cross from a process that reads a part of a file to the one that waits for it."""
        return _rebuilt, (type(self), self.args, self.__dict__)

    def __str__(self) -> str:
        text = f"{self.message}. {self.hint}" if self.hint else self.message
        return " ".join(text.split())


def _rebuilt(kind: type[PatentrackError], args: tuple[Any, ...], attributes: dict[str, Any]) -> PatentrackError:
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(attributes)
    return error


class SettingsError(PatentrackError):
    """The environment asks for something that cannot be."""


class SourceFileError(PatentrackError):
    """A file of the USPTO that cannot be used; nothing of it reaches a table.

    Args:
        file: Name of the file as the user knows it.
        reason: Why the file is refused.
        position: Where in the file, for a person to look: ``"line 1204"``, ``"byte 88123"``.
        hint: What to do about it.
    """

    def __init__(self, file: str, reason: str, *, position: str | None = None, hint: str | None = None) -> None:
        where = f"{file}, {position}" if position else file
        super().__init__(f"{where}: {reason}", hint=hint)
        self.file = file
        self.reason = reason
        self.position = position


class WarehouseError(PatentrackError):
    """The database is missing, behind, locked or refuses the work."""


class DecisionsError(PatentrackError):
    """What analysts decided cannot all be so; trying again cannot help."""


class SchemaError(WarehouseError):
    """The schema is not at the revision this version needs; trying again cannot help."""
