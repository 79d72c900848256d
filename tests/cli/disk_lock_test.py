#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A disk image is for one who writes or for many who read, be it ftsim or QEMU.

usage: disk_lock_test.py FTSIM FIRMWARE_FOLDER
"""

import shutil
import subprocess
import unittest

import command
from command import CommandTest, firmware, main, run

QEMU = shutil.which("qemu-system-riscv32")


class DiskLock(CommandTest):
    def setUp(self):
        super().setUp()
        self.image = self.work / "disk"
        self.image.write_bytes(b"d" * 64 * 512)

    def use(self, option):
        return run("--program", firmware("hello"), "--disk", f"{self.image}{option}")

    def hold(self, option=""):
        """An ftsim that has the image open, and waits for a debugger."""
        process = subprocess.Popen(
            [command.FTSIM, "--program", firmware("hello"), "--disk", f"{self.image}{option}",
             "--gdb", "0"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        self.assertIn("gdb", process.stderr.readline().lower())
        return process

    def qemu(self, option=""):
        return [QEMU, "-machine", "virt", "-S", "-display", "none", "-bios", "none", "-monitor",
                "stdio", "-drive", f"file={self.image},format=raw,if=none,id=d{option}",
                "-device", "virtio-blk-device,drive=d"]

    def test_a_second_one(self):
        for first, second, refused in (("", "", True), ("", ",ro", True), (",ro", "", True),
                                       (",ro", ",ro", False)):
            with self.subTest(first=first, second=second):
                holder = self.hold(first)
                done = self.use(second)
                if refused:
                    self.assert_refused(done, 5, self.image)
                    self.assertIn("in use", done.stderr)
                else:
                    self.assertEqual(done.returncode, 0, done.stderr)
                holder.kill()
                holder.wait()
                self.assertEqual(self.use("").returncode, 0, "its locks go with it")

    def test_as_disk_here_and_as_mirror_there(self):
        self.hold()
        other = self.work / "other"
        other.write_bytes(b"d" * 64 * 512)
        done = run("--topology", "server", "--disk", other, "--mirror", self.image)
        self.assert_refused(done, 5, self.image)

    @unittest.skipUnless(QEMU, "no qemu-system-riscv32")
    def test_qemu_is_refused(self):
        self.hold()
        for option in ("", ",readonly=on"):
            done = subprocess.run(self.qemu(option), stdin=subprocess.DEVNULL, text=True,
                                  capture_output=True, check=False, timeout=60)
            self.assertEqual(done.returncode, 1, done.stderr)
            self.assertIn("lock", done.stderr)

    @unittest.skipUnless(QEMU, "no qemu-system-riscv32")
    def test_qemu_refuses(self):
        for option, ours, refused in (("", "", True), ("", ",ro", True), (",readonly=on", "", True),
                                      (",readonly=on", ",ro", False)):
            with self.subTest(qemu=option, ours=ours):
                with subprocess.Popen(self.qemu(option), stdin=subprocess.PIPE, text=True,
                                      stdout=subprocess.PIPE) as qemu:
                    # It greets before its devices have taken their locks, and answers behind.
                    qemu.stdin.write("info status\n")
                    qemu.stdin.flush()
                    self.assertTrue(any("VM status" in line for line in qemu.stdout))
                    done = self.use(ours)
                    qemu.communicate("quit\n")
                self.assertEqual(qemu.returncode, 0)
                if refused:
                    self.assert_refused(done, 5, self.image)
                    self.assertIn("in use", done.stderr)
                else:
                    self.assertEqual(done.returncode, 0, done.stderr)


if __name__ == "__main__":
    main()
