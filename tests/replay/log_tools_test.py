#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""ftsim log cut, diff and export, the latter opened by the tool it is for.

usage: log_tools_test.py FTSIM FIRMWARE_FOLDER
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

from recording import Command

FTSIM = FIRMWARE = None
CLOCK_HZ = 10_000_000
START_SECONDS = 946_684_800


class LogTools(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.command = Command(FTSIM, FIRMWARE, cls.folder.name)
        cls.path = cls.command.path
        cls.command.record("udp_echo", "--faults", "6", "--record-snapshots", "2e5")
        cls.log = cls.path("run.ftlog")

    def log_tool(self, *arguments, status=0):
        done = self.command.run("log", *arguments)
        self.assertEqual(done.returncode, status, done.stderr)
        said = done.stdout.decode()
        # An event that is wider than 80 columns goes on in an indented line.
        return re.sub(r"\n {4,}(?=\S)", " ", said) if arguments[0] in ("dump", "diff") else said

    def dump(self, log):
        return self.log_tool("dump", log).splitlines()

    def test_a_cut_log_holds_what_came_before_and_replays(self):
        whole = self.dump(self.log)
        cycles = [int(line.split()[1]) for line in whole]
        for cycle in (cycles[-1] // 3, cycles[-1] // 2, cycles[-2], 1):
            cut = self.path("cut.ftlog")
            self.log_tool("cut", self.log, cut, "--to-cycle", cycle)
            end = next(i for i, at in enumerate(cycles) if at >= cycle)
            self.assertEqual(self.dump(cut), whole[:end])
            done = self.command.run("log", "verify", cut)
            self.assertEqual(done.returncode, 5, "it has no clean end, and says so")
            replayed = self.command.json("replay", cut, "--verify")
            self.assertEqual(replayed["reason"], "cut")
            back = re.search("roll_back 0: to cycle ([0-9]+)", whole[end - 1])
            last = int(back[1]) if back else cycles[end - 1]
            self.assertIn(replayed["cycles"], (last, last + 1))

    def test_nothing_is_written_over_the_log_that_is_read(self):
        victim, link = self.path("victim.ftlog"), self.path("link.ftlog")
        os.symlink(victim, link)
        for command, *options in (("cut", "--to-cycle", "10"), ("export", "--as", "chrome"),
                                  ("export", "--as", "pcapng")):
            for out in (victim, link):
                shutil.copyfile(self.log, victim)
                done = self.command.run("log", command, victim, out, *options)
                self.assertEqual(done.returncode, 2, done.stderr)
                self.assertEqual(done.stderr.count(b"\n"), 1, done.stderr)
                self.assertEqual(self.command.contents("victim.ftlog"),
                                 self.command.contents("run.ftlog"))

    def test_how_it_is_packed_makes_no_difference(self):
        self.command.record("udp_echo", "--faults", "6", "--record-snapshots", "2e5",
                            "--record-codec", "none", log="unpacked.ftlog")
        said = self.log_tool("diff", self.log, self.path("unpacked.ftlog"))
        self.assertIn("all of them", said)

    def test_a_difference_is_shown_from_both_sides(self):
        self.command.record("udp_echo", "--faults", "6", "--record-snapshots", "2e5",
                            "--seed", "2", log="other.ftlog")
        said = self.log_tool("diff", self.log, self.path("other.ftlog"), status=1)
        self.assertRegex(said, r"seed +1 / 2\n")
        mine, yours = self.dump(self.log), self.dump(self.path("other.ftlog"))
        first = next(i for i, pair in enumerate(zip(mine, yours)) if pair[0] != pair[1])
        self.assertIn(f"{first} events are the same; then\n< {mine[first]}\n> {yours[first]}\n",
                      said)
        cut = self.path("half.ftlog")
        self.log_tool("cut", self.log, cut, "--to-cycle", "3e5")
        self.assertIn("> nothing more", self.log_tool("diff", self.log, cut, status=1))

    def test_frames_open_in_wireshark_s_tool(self):
        frames = [re.match(r"cycle (\d+) .* net_receive \d+: (\d+) bytes ([0-9a-f]+)", line)
                  for line in self.dump(self.log)]
        frames = [found for found in frames if found]
        self.assertGreater(len(frames), 5)
        out = self.path("frames.pcapng")
        self.log_tool("export", self.log, out, "--as", "pcapng")
        shown = subprocess.run(["tshark", "-r", out, "-T", "fields", "-e", "frame.time_epoch",
                                "-e", "frame.len", "-e", "eth.dst", "-e", "eth.src"],
                               capture_output=True, text=True, check=True).stdout.splitlines()
        self.assertEqual(len(shown), len(frames))
        for line, frame in zip(shown, frames):
            time, length, to, source = line.split()
            self.assertEqual(int(length), int(frame[2]))
            self.assertTrue((to + source).replace(":", "").startswith(frame[3][:24]))
            seconds, nanoseconds = time.split(".")
            self.assertEqual((int(seconds) - START_SECONDS) * 10**9 + int(nanoseconds),
                             int(frame[1]) * 10**9 // CLOCK_HZ)

    def test_a_timeline_has_every_event(self):
        out = self.path("trace.json")
        self.log_tool("export", self.log, out, "--as", "chrome")
        with open(out, encoding="utf-8") as file:
            trace = json.load(file)["traceEvents"]
        events = [event for event in trace if event["ph"] != "M"]
        dump = [line for line in self.dump(self.log) if " snapshot_part " not in line]
        self.assertEqual([event["args"]["what"] for event in events], dump)
        tracks = {event["tid"] for event in trace if event.get("name") == "thread_name"}
        for event in events:
            self.assertIn(event["tid"], tracks)
            end = event["ts"] + event.get("dur", 0)
            self.assertAlmostEqual(end, event["args"]["cycle"] / CLOCK_HZ * 1e6, places=3)
        self.assertTrue(any(event["name"] == "roll_back" and event["dur"] > 0
                            for event in events))

    def test_of_a_torn_log_the_rest_is_used(self):
        torn = self.path("torn.ftlog")
        with open(torn, "wb") as file:
            file.write(self.command.contents("run.ftlog")[:-200])
        for arguments in (["cut", torn, self.path("o.ftlog"), "--to-cycle", "1e9"],
                          ["export", torn, self.path("o.json"), "--as", "chrome"],
                          ["export", torn, self.path("o.pcapng"), "--as", "pcapng"]):
            done = self.command.run("log", *arguments)
            self.assertEqual(done.returncode, 0)
            self.assertIn(b"torn in chunk", done.stderr)

    def test_usage(self):
        for status, arguments in ((2, ["cut", self.log]),
                                  (2, ["cut", self.log, "x"]),
                                  (2, ["diff", self.log]),
                                  (2, ["export", self.log, "x"]),
                                  (2, ["export", self.log, "x", "--as", "pdf"]),
                                  (5, ["diff", self.log, self.path("none")]),
                                  (5, ["cut", self.log, self.path("no/x"), "--to-cycle", "9"]),
                                  (5, ["export", self.log, self.path("no/x"), "--as", "chrome"])):
            done = self.command.run("log", *arguments)
            self.assertEqual(done.returncode, status, arguments)
            self.assertEqual(done.stderr.count(b"\n"), 1, done.stderr)
        for command in ("cut", "diff", "export", "stat", "verify", "info"):
            for line in self.log_tool(command, "--help").splitlines():
                self.assertLessEqual(len(line), 80, line)


if __name__ == "__main__":
    FTSIM, FIRMWARE = sys.argv[1:3]
    del sys.argv[1:3]
    unittest.main()
