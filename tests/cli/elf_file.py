# SPDX-License-Identifier: Apache-2.0
"""Makes small RV32 executables, right ones and wrong ones, byte by byte."""

import dataclasses
import struct

RAM = 0x8000_0000
RAM_BYTES = 128 << 20
HEADER_BYTES = 52
PROGRAM_HEADER_BYTES = 32
PT_LOAD = 1

# lui t0, 0x100; lui t1, 0x5; addi t1, t1, 0x555; sw t1, 0(t0): the test finisher's word for pass.
PASS = struct.pack("<4I", 0x001002B7, 0x00005337, 0x55530313, 0x0062A023)


@dataclasses.dataclass
class Segment:
    address: int = RAM
    data: bytes = PASS
    memory_bytes: int = None  # as many as the data
    offset: int = None  # where the data is


def elf(segments=(Segment(),), elf_class=1, encoding=1, kind=2, machine=243):
    """The bytes of an executable (kind 2) for RISC-V (machine 243)."""
    place = HEADER_BYTES + PROGRAM_HEADER_BYTES * len(segments)
    headers, contents = b"", b""
    for segment in segments:
        offset = place + len(contents) if segment.offset is None else segment.offset
        in_memory = len(segment.data) if segment.memory_bytes is None else segment.memory_bytes
        headers += struct.pack("<8I", PT_LOAD, offset, segment.address, segment.address,
                               len(segment.data), in_memory, 7, 4)
        contents += segment.data
    identity = bytes([0x7F]) + b"ELF" + bytes([elf_class, encoding, 1]) + bytes(9)
    order = ">" if encoding == 2 else "<"
    header = identity + struct.pack(
        order + "2H5I6H", kind, machine, 1, RAM, HEADER_BYTES, 0, 0, HEADER_BYTES,
        PROGRAM_HEADER_BYTES, len(segments), 40, 0, 0)
    return header + headers + contents
