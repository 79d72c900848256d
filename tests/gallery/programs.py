# SPDX-License-Identifier: Apache-2.0
"""The gallery's programs, and what each needs around it."""

import os
import random
from dataclasses import dataclass
from typing import Callable, Optional

SECTOR = 512
HERE = os.path.dirname(os.path.abspath(__file__))


def file_to_copy():
    """A disk of 512 sectors with a file on it, as blk_copy.c describes. Not a whole sector long."""
    length = 100_003
    header = f"FTCOPY1\n{length}\n".encode().ljust(SECTOR, b"\0")
    return (header + random.Random(1).randbytes(length)).ljust(512 * SECTOR, b"\0")


def empty_disk():
    return bytes(64 * SECTOR)


@dataclass
class Program:
    disk: Optional[Callable[[], bytes]] = None
    port: Optional[int] = None          # of requests over UDP
    console_in: Optional[str] = None


REQUESTS = 100
PROGRAMS = {
    "sort_checksum": Program(),
    "scheduler": Program(),
    "self_test": Program(),
    "command_line": Program(console_in=os.path.join(HERE, "command_line_input.txt")),
    "blk_copy": Program(disk=file_to_copy),
    "udp_echo": Program(port=7),
    "kv_server": Program(disk=empty_disk, port=7000),
}
