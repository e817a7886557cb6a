"""Frames between two processes: a JSON header and a payload, each of bounded size."""

from __future__ import annotations

import json
import select
import socket
import struct
import time
from typing import Any

HEADER_BYTES = 2_000_000
JOB_BYTES = 60_000_000  # what the supervisor sends: a whole notebook
PAYLOAD_BYTES = 64_000_000
# How long a process waits for the job that it was started for.
JOB_SECONDS = 60
_SIZES = struct.Struct(">II")


class Closed(Exception):
    """The other side is gone."""


class Broken(Exception):
    """The other side sent something that is no frame."""


class Expired(Exception):
    """No whole frame came in time."""


class Channel:
    """One end of a socket that carries frames."""

    def __init__(self, connection: socket.socket) -> None:
        self._socket = connection

    def fileno(self) -> int:
        """The descriptor, to wait on."""
        return self._socket.fileno()

    def close(self) -> None:
        """Close this end."""
        self._socket.close()

    def send(self, header: dict[str, Any], payload: bytes = b"", seconds: float = 60) -> None:
        """Send a frame. Raises Closed or Expired."""
        text = json.dumps(header).encode()
        self._socket.settimeout(seconds)
        try:
            self._socket.sendall(_SIZES.pack(len(text), len(payload)) + text + payload)
        except TimeoutError:
            raise Expired from None
        except OSError:
            raise Closed from None

    def ready(self, seconds: float) -> bool:
        """Whether something can be read within that time."""
        return bool(select.select([self._socket], [], [], max(seconds, 0))[0])

    def receive(
        self, seconds: float | None, header_bytes: int = HEADER_BYTES
    ) -> tuple[dict[str, Any], bytes]:
        """Receive a frame, all of it within that time. Raises Closed, Broken or Expired."""
        deadline = None if seconds is None else time.monotonic() + seconds
        header_size, payload_size = _SIZES.unpack(self._read(_SIZES.size, deadline))
        if header_size > header_bytes or payload_size > PAYLOAD_BYTES:
            raise Broken("a frame that is too large")
        text = self._read(header_size, deadline)
        payload = self._read(payload_size, deadline)
        try:
            header = json.loads(text)
        except (ValueError, RecursionError):
            raise Broken("a header that is no JSON") from None
        if not isinstance(header, dict):
            raise Broken("a header that is no object")
        return header, payload

    def _read(self, size: int, deadline: float | None) -> bytes:
        parts = bytearray()
        while len(parts) < size:
            left = None if deadline is None else deadline - time.monotonic()
            if left is not None and left <= 0:
                raise Expired
            self._socket.settimeout(left)
            try:
                part = self._socket.recv(min(size - len(parts), 1 << 20))
            except TimeoutError:
                raise Expired from None
            except OSError:
                raise Closed from None
            if not part:
                raise Closed
            parts += part
        return bytes(parts)


def pair() -> tuple[Channel, socket.socket]:
    """A channel for this process, and the socket for the other one."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
    return Channel(ours), theirs
