"""The bytes of a stream that are read and not used yet: for readers that cut a file between its records."""

from __future__ import annotations

from patentrack.archives import BinaryReader


class ByteBuffer:
    """The bytes of a stream that are read and not used yet.

    Attributes:
        data: Those bytes.
        at_end: Whether the stream has no more.
    """

    def __init__(self, stream: BinaryReader) -> None:
        self._stream = stream
        self.data = b""
        self.at_end = False

    def fill(self, size: int) -> None:
        """Read until there are `size` bytes or the stream ends."""
        chunks = [self.data]
        have = len(self.data)
        while have < size and not self.at_end:
            chunk = self._stream.read(size - have)
            self.at_end = not chunk
            chunks.append(chunk)
            have += len(chunk)
        self.data = b"".join(chunks)

    def take(self, end: int) -> bytes:
        """Return the first `end` bytes and drop them."""
        taken, self.data = self.data[:end], self.data[end:]
        return taken
