#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The commands replay and log: what they print, and what they say of logs that are none.

usage: command_test.py FTSIM FIRMWARE_FOLDER
"""

import os
import sys
import tempfile
import unittest

from recording import Command, symbols_of

FTSIM = FIRMWARE = None


class Commands(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.command = Command(FTSIM, FIRMWARE, cls.folder.name)
        cls.command.record("command_line", "--faults", "5", "--record-snapshots", "1e6")
        cls.log = cls.command.contents("run.ftlog")

    def write(self, data, name="other.ftlog"):
        path = self.command.path(name)
        with open(path, "wb") as file:
            file.write(data)
        return path

    def expect_error(self, status, words, *arguments):
        done = self.command.run(*arguments)
        error = done.stderr.decode()
        self.assertEqual(done.returncode, status, f"{arguments}: {error}")
        self.assertEqual(error.count("\n"), 1, f"one line: {error}")
        for word in words:
            self.assertIn(word, error)

    def test_files_that_are_no_logs(self):
        for data in (b"", b"hello", bytes(200), self.log[:50]):
            path = self.write(data)
            for command in (["replay"], ["log", "info"], ["log", "dump"], ["log", "verify"],
                            ["log", "stat"]):
                self.expect_error(5, ["other.ftlog"], *command, path)
        self.expect_error(5, ["No such file"], "replay", self.command.path("none"))
        self.expect_error(5, ["regular file"], "log", "info", self.folder.name)

    def test_a_cut_log_is_used_up_to_its_cut(self):
        path = self.write(self.log[:len(self.log) * 2 // 3])
        for command in (["replay", "--console", os.devnull], ["log", "info"], ["log", "dump"],
                        ["log", "stat"]):
            done = self.command.run(*command, path)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertRegex(done.stderr.decode(), r"torn in chunk \d+, cycle [\d,]+\n$")
        self.expect_error(5, ["torn in chunk"], "log", "verify", path)

    def test_corruption_is_an_error_and_can_be_salvaged(self):
        damaged = bytearray(self.log)
        damaged[len(damaged) // 2] ^= 0x10
        path = self.write(damaged)
        for command in (["replay"], ["log", "info"], ["log", "dump"], ["log", "verify"]):
            self.expect_error(5, ["corrupt", "offset"], *command, path)
        done = self.command.run("log", "dump", "--salvage", path)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(b"something is missing", done.stdout)
        self.assertIn(b"clean_end", done.stdout)

    def test_who_wrote_this(self):
        self.command.record("blk_copy", log="disk.ftlog")
        log, elf = self.command.path("disk.ftlog"), self.command.elf("blk_copy")
        buffer, queue = (f"0x{symbols_of(elf)[name]:x}" for name in ("buffer", "disk"))
        by_device = self.command.json("replay", log, "--last-write", buffer)["write"]
        self.assertEqual((by_device["by"], by_device["pc"]), ("device", None))
        by_store = self.command.json("replay", log, "--last-write", queue)["write"]
        self.assertEqual(by_store["by"], "store")
        earlier = self.command.json("replay", log, "--last-write", f"{buffer},512", "--to-cycle",
                                    by_device["cycle"])["write"]
        self.assertLess(earlier["cycle"], by_device["cycle"])
        done = self.command.run("replay", log, "--last-write", "0x87000000")
        self.assertIn(b"nothing wrote there", done.stdout)
        for place in ("main", "0x", "0x80000000,0", "0x80000000,x", "0x1000", "0x87ffffff,2"):
            self.expect_error(2, [], "replay", log, "--last-write", place)

    def test_usage(self):
        self.expect_error(2, ["LOG"], "replay")
        self.expect_error(2, ["--to-cycle"], "replay", "x", "--to-cycle", "1.5")
        self.expect_error(2, ["--kernel", "qemu"], "replay", "x", "--kernel", "qemu")
        self.expect_error(2, ["--format"], "replay", "x", "--format", "xml")
        self.expect_error(2, [], "log")
        self.expect_error(2, [], "log", "eat", "x")
        self.expect_error(2, ["--record-codec", "gzip"], "--record", "x", "--record-codec", "gzip")
        self.expect_error(2, ["--timer", "ntp"], "--timer", "ntp")
        self.expect_error(2, ["--rtc", "golden"], "--rtc", "host", "--faults", "3")
        self.expect_error(2, ["--rtc-start"], "--rtc", "host", "--rtc-start", "2000-01-01")
        self.expect_error(5, ["cannot be written"], "--record",
                          self.command.path("no/such/folder"), "--cycles", "10")

    def test_help_fits_a_terminal(self):
        for command in (["replay"], ["log"], ["log", "dump"]):
            done = self.command.run(*command, "--help")
            self.assertEqual(done.returncode, 0)
            for line in done.stdout.decode().splitlines():
                self.assertLessEqual(len(line), 80, line)

    def test_the_dump_has_every_kind_in_words(self):
        text = self.command.run("log", "dump", self.command.path("run.ftlog")).stdout.decode()
        for word in ("snapshot 0: number 0", "uart_input", "output_mark", "fault 0: cpu",
                     "roll_back 0: to cycle", "clean_end"):
            self.assertIn(word, text)

    def test_a_text_in_a_log_commands_no_terminal(self):
        self.command.record("command_line", "--append", "quiet\x1b[2J\n\udcff", log="text.ftlog")
        path = self.command.path("text.ftlog")
        text = self.command.run("log", "info", path).stdout.decode("ascii")
        self.assertIn(r"quiet\x1b[2J\x0a\xff", text)
        append = self.command.json("log", "info", path)["machine"]["append"]
        self.assertTrue(append.startswith("quiet\x1b[2J\n"), append)


if __name__ == "__main__":
    FTSIM, FIRMWARE = sys.argv[1:3]
    del sys.argv[1:3]
    unittest.main()
