"""Whether a zip is the same to all who read it: by its list at the end, as pip does, and part by part from
the start, as others do. What only some see could be installed though nobody looked at it."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path
from typing import IO

_HEAD = struct.Struct("<4s5H3L2H")  # of a part: mark, version, flags, method, time, day, CRC, sizes, lengths
_FOLLOWS = 8  # the flag of a part whose sizes come after it
_ALIKE = 0x0001 | _FOLLOWS | 0x0800  # flags that say how a part, or its name, is read
_SHAPES = ("<4sLLL", "<4sLQQ", "<LLL", "<LQQ")  # of what comes after a part, with its mark and without
_ELSEWHERE = 0xFFFFFFFF  # a size that an extra field has
_END = 22  # bytes of the end of a zip without a remark


def hidden(path: Path, archive: zipfile.ZipFile) -> str:
    """What some would see in it and others would not; empty where there is nothing."""
    at = 0
    with path.open("rb") as file:
        for one in sorted(archive.infolist(), key=lambda part: part.header_offset):
            if one.header_offset != at:
                return f"bytes before {one.filename} that are of no file"
            file.seek(at)
            told = file.read(_HEAD.size)
            if len(told) < _HEAD.size:
                return f"no beginning of {one.filename}"
            length, extra = _HEAD.unpack(told)[-2:]
            if not _is_told(told, one) or file.read(length) != _name(one):
                return f"two accounts of {one.filename}"
            at = file.tell() + extra + one.compress_size
            if one.flag_bits & _FOLLOWS:
                after = _after(file, at, one)
                if not after:
                    return f"two accounts of the size of {one.filename}"
                at += after
        if at != archive.start_dir:
            return "bytes after its last file that are of no file"
        file.seek(max(0, path.stat().st_size - _END))
        if file.read(4) != b"PK\x05\x06":
            return "something after its end"
    return ""


def _is_told(head: bytes, one: zipfile.ZipInfo) -> bool:
    """Whether a part says of itself what the list says of it."""
    mark, _, flags, method, _, _, crc, packed, size, _, _ = _HEAD.unpack(head)
    if mark != b"PK\x03\x04" or method != one.compress_type or (flags ^ one.flag_bits) & _ALIKE:
        return False
    sizes = ((packed, one.compress_size), (size, one.file_size))
    same = crc == one.CRC and all(said in (listed, _ELSEWHERE) for said, listed in sizes)
    return same or (
        bool(flags & _FOLLOWS) and (crc, packed, size) in ((0, 0, 0), (0, _ELSEWHERE, _ELSEWHERE))
    )


def _name(one: zipfile.ZipInfo) -> bytes:
    return one.orig_filename.encode("utf-8" if one.flag_bits & 0x0800 else "cp437")


def _after(file: IO[bytes], at: int, one: zipfile.ZipInfo) -> int:
    """How long what comes after a part is; 0 where it does not tell what the list does."""
    file.seek(at)
    told = file.read(24)
    wanted = (one.CRC, one.compress_size, one.file_size)
    for shape in _SHAPES:
        length = struct.calcsize(shape)
        found = struct.unpack(shape, told[:length]) if len(told) >= length else ()
        if found[-3:] == wanted and (len(found) == 3 or found[0] == b"PK\x07\x08"):
            return length
    return 0
