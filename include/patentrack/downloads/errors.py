"""How a download fails. Messages name a host and a path, never a query, a key or a signed URL."""

from __future__ import annotations

from patentrack.errors import PatentrackError


class DownloadError(PatentrackError):
    """The service or a file of it is not as it should be.

    Args:
        message: What happened, in one line.
        hint: What to do about it.
        permanent: Asking again soon cannot help: a refused key, a spent budget, an unknown product.
        http_status: Status of the API's first answer, if that is the reason.
    """

    def __init__(
        self, message: str, *, hint: str | None = None, permanent: bool = True, http_status: int | None = None
    ) -> None:
        super().__init__(message, hint=hint)
        self.permanent = permanent
        self.http_status = http_status


class TransientError(DownloadError):
    """A failure that another try may mend.

    Args:
        message: What happened, in one line.
        hint: What to do if it stays.
        wait_seconds: How long the service wants to be left alone.
        reached: Whether the request can have reached the service; False spares the yearly budget.
        http_status: Status of the API's first answer, if that is the reason.
    """

    def __init__(
        self,
        message: str,
        *,
        hint: str | None = None,
        wait_seconds: float = 0.0,
        reached: bool = True,
        http_status: int | None = None,
    ) -> None:
        super().__init__(message, hint=hint, permanent=False, http_status=http_status)
        self.wait_seconds = wait_seconds
        self.reached = reached


class BudgetError(DownloadError):
    """The yearly budget of a file is spent, or nearly so and nobody has said ``--force``."""


class MissingFilesError(DownloadError):
    """Files that should exist do not; the message names their days. They may still come."""

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message, hint=hint, permanent=False)
