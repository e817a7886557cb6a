"""Members that lie in one another: each quotes the header of the next as data, to 1.2 GB in all."""

import json
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

MEMBERS, EACH = 60, 20_000_000


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    path = folder / "arena.zip"
    with zipfile.ZipFile(path, "w") as members:
        members.writestr("arena.ipynb", json.dumps(notebook))
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    pieces = [packer.compress(bytes(EACH)) + packer.flush()]
    quoted, entries = b"", []
    for number in reversed(range(MEMBERS)):
        name = f"{number:03}.bin".encode()
        checksum = zlib.crc32(bytes(EACH), zlib.crc32(quoted))
        sizes = sum(map(len, pieces)), EACH + len(quoted)
        facts = struct.pack("<HHHHHLLLHH", 20, 0, 8, 0, 33, checksum, *sizes, len(name), 0)
        header = b"PK\x03\x04" + facts + name
        quoted = header + quoted
        pieces.append(header)
        entries.append((name, facts, sum(map(len, pieces))))
        # A block of the compressed stream that holds the header as it is.
        pieces.append(struct.pack("<BHH", 0, len(header), len(header) ^ 0xFFFF))
    _append(path, pieces[-2::-1], entries)


def _append(path: Path, pieces: list[bytes], entries: list[tuple[bytes, bytes, int]]) -> None:
    whole = path.read_bytes()
    end = whole.rindex(b"PK\x05\x06")
    count, length, start = struct.unpack_from("<HLL", whole, end + 10)
    data = b"".join(pieces)
    directory = whole[start : start + length]
    for name, facts, from_end in reversed(entries):
        place = start + len(data) - from_end
        directory += b"PK\x01\x02" + struct.pack("<H", 20) + facts
        directory += struct.pack("<HHHLL", 0, 0, 0, 0, place) + name
    count += len(entries)
    last = struct.pack("<HHHHLLH", 0, 0, count, count, len(directory), start + len(data), 0)
    path.write_bytes(whole[:start] + data + directory + b"PK\x05\x06" + last)
