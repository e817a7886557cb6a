"""Frames between two processes: a JSON header and a payload, each of bounded size.

What one side sends may come from an enemy: whatever it is, the other side reads no more than it
allowed, waits no longer than it said, and gets plain data that can be written down again.
"""

from __future__ import annotations

import json
import re
import select
import socket
import struct
import time
from typing import Any

HEADER_BYTES = 2_000_000
JOB_BYTES = 60_000_000  # what the supervisor sends: a whole notebook
PAYLOAD_BYTES = 64_000_000
# What a process sends first, when it is confined and may be asked.
READY = {"ready": True}
_SIZES = struct.Struct(">II")
_DIGITS = 20
_DEPTH = 64
_NO_FRAME = "sent something that is no answer"


class Closed(Exception):
    """The other side is gone."""


class Broken(Exception):
    """The other side broke the rules; `str` says how, and ends a sentence about it."""


class Expired(Exception):
    """No whole frame came, or went, in time."""


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

    def send(
        self, header: dict[str, Any] | bytes, payload: bytes = b"", seconds: float = 60
    ) -> None:
        """Send a frame; a header in bytes is one that came as such. Raises Closed or Expired."""
        text = header if isinstance(header, bytes) else encoded(header)
        self._socket.settimeout(seconds)
        try:
            self._socket.sendall(_SIZES.pack(len(text), len(payload)) + text + payload)
        except TimeoutError:
            raise Expired from None
        except OSError:
            raise Closed from None

    def ready(self, seconds: float) -> bool:
        """Whether something can be read, or the other side has gone, within that time."""
        return bool(select.select([self._socket], [], [], max(seconds, 0))[0])

    def is_silent(self) -> bool:
        """Whether nothing is there to be read."""
        try:
            return not (self.ready(0) and self._socket.recv(1, socket.MSG_PEEK))
        except OSError:
            return True

    def receive(
        self,
        seconds: float | None,
        header_bytes: int = HEADER_BYTES,
        payload_bytes: int = PAYLOAD_BYTES,
    ) -> tuple[dict[str, Any], bytes]:
        """Receive a frame, all of it within that time. Raises Closed, Broken or Expired."""
        deadline = None if seconds is None else time.monotonic() + seconds
        header_size, payload_size = _SIZES.unpack(self._read(_SIZES.size, deadline))
        for what, size, most in (
            ("in a description", header_size, header_bytes),
            ("of data", payload_size, payload_bytes),
        ):
            if size > most:
                raise Broken(f"sent more than {megabytes(most)} {what}")
        header = _decoded(self._read(header_size, deadline))
        return header, self._read(payload_size, deadline)

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


def encoded(header: dict[str, Any]) -> bytes:
    """A header as text; characters that no text can hold are replaced."""
    return json.dumps(header, ensure_ascii=False).encode(errors="replace")


def megabytes(size: int) -> str:
    """A size as people read it."""
    return f"{size // 1_000_000:,} MB" if size >= 1_000_000 else f"{size:,} bytes"


def _decoded(data: bytes) -> dict[str, Any]:
    """A header of its text, from whoever wrote it. Raises Broken."""
    try:
        text = data.decode()  # json would take other encodings, and lone surrogates
        header = json.loads(text, parse_int=_int, object_pairs_hook=_object)
        if re.search(r"\\u[dD][89a-fA-F]", text):  # half a character, unless the other half follows
            json.dumps(header, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise Broken(_NO_FRAME) from None
    if not isinstance(header, dict) or _is_deep(header):
        raise Broken(_NO_FRAME)
    return header


def _int(text: str) -> int:
    if len(text) > _DIGITS:  # the time that it takes grows with the square of them
        raise ValueError
    return int(text)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):  # who reads it next could take another one of two
        raise ValueError
    return found


def _is_deep(header: dict[str, Any]) -> bool:
    level: list[Any] = [header]
    for _ in range(_DEPTH):
        level = [
            inner
            for it in level
            for inner in (it.values() if isinstance(it, dict) else it)
            if isinstance(inner, dict | list)
        ]
        if not level:
            return False
    return True
