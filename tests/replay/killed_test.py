#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Recorders killed at random moments: every log can be read, and replays to its cut.

usage: killed_test.py FTSIM FIRMWARE_FOLDER [COUNT]
"""

import random
import signal
import subprocess
import sys
import tempfile
import time

from recording import Command

COUNT = 40


def killed_after(command, seconds, seed):
    """Starts a recorder and kills it so many seconds after its log has begun."""
    log = command.path("killed.ftlog")
    recorder = subprocess.Popen(
        [command.ftsim, "--cycles", "1e12", "--rate", "1e-6", "--golden", "off", "--seed", str(seed),
         "--record", log, "--record-snapshots", "1e6", "--console", command.path("recorded")],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(seconds)
    recorder.send_signal(signal.SIGKILL)
    recorder.wait()


def main():
    ftsim, firmware = sys.argv[1:3]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else COUNT
    chance = random.Random(1)
    replayed = 0
    with tempfile.TemporaryDirectory() as folder:
        command = Command(ftsim, firmware, folder)
        for number in range(count):
            killed_after(command, chance.uniform(0.03, 0.4), number)
            log = command.path("killed.ftlog")
            verified = command.run("log", "verify", log)
            if verified.returncode != 5:
                sys.exit(f"kill {number}: log verify exits with {verified.returncode}")
            if b"header" in verified.stderr or b"start snapshot" in verified.stderr:
                continue        # killed before it had begun: exit 5 is right for a replay too
            done = command.run("replay", log, "--verify", "--console", command.path("replayed"))
            if done.returncode != 0:
                sys.exit(f"kill {number}: replay exits with {done.returncode}: "
                         f"{done.stdout.decode()}{done.stderr.decode()}")
            if b"chunk" not in done.stderr:
                sys.exit(f"kill {number}: nothing said of the cut: {done.stderr.decode()}")
            if not command.contents("replayed").startswith(command.contents("recorded")):
                sys.exit(f"kill {number}: what was said before is not in the replay")
            replayed += 1
    print(f"{replayed} of {count} logs replayed to their cut, the others had not begun")
    if replayed < count // 2:
        sys.exit("too many had not begun")


if __name__ == "__main__":
    main()
