#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Kept programs have these bytes on every machine, whatever compiler made the build: what somebody
reports of one of them, with its seed, another repeats. A digest changes with the program, on
purpose; then what documents quote of it changes, too.

usage: bytes_test.py FTSIM FIRMWARE_FOLDER SELF_TEST_ROM
"""

import hashlib
import json
import pathlib
import subprocess
import sys

# As ftsim prints them: XXH3 of the loaded image, its addresses and its entry point.
PROGRAMS = {
    None: "feb43259e6704658",  # the built-in one
    "blk_copy": "4b57cef364c4c133",
    "command_line": "23d6769da19ca110",
    "echo": "aaef4fec3f8a3062",
    "hello": "0b48221c8caac361",
    "kv_server": "7bbeff4d6dd4d138",
    "rounds": "feb43259e6704658",
    "rounds_quick": "e32ea02d622b69ee",
    "scheduler": "2cf259d243041a6f",
    "self_test": "696a4d3f64a9bbad",
    "sort": "e24ab8b3c3ac5c9e",
    "sort_checksum": "afbbf532a1f98cfc",
    "ticks": "c2b0fb274dfbf689",
    "timer": "d3ee8f66f80bda2f",
    "udp_echo": "5f16253862d9f45a",
    "workload": "4d5032c0d389fa00",
}
ROM = "16b3664c52d0efd8"


def program_digest(ftsim, elf):
    program = [] if elf is None else ["--program", elf]
    done = subprocess.run([ftsim, *program, "--cycles", "1", "--format", "json"], check=True,
                          capture_output=True, text=True)
    return json.loads(done.stdout)["config"]["program_digest"]


def main(ftsim, folder, rom):
    kept = {path.stem for path in
            (pathlib.Path(__file__).parents[2] / "examples/firmware/assembly").glob("*.s")}
    wrong = [f"{name}: no digest is known here" for name in sorted(kept - set(PROGRAMS))]
    for name, wanted in PROGRAMS.items():
        elf = None if name is None else pathlib.Path(folder, f"{name}.elf")
        found = program_digest(ftsim, elf)
        if found != wanted:
            wrong.append(f"{name or 'the built-in program'}: {found}, expected {wanted}")
    found = hashlib.sha256(pathlib.Path(rom).read_bytes()).hexdigest()[:16]
    if found != ROM:
        wrong.append(f"the boards' self-test: {found}, expected {ROM}")
    if wrong:
        raise SystemExit("\n".join(wrong))


if __name__ == "__main__":
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
