#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""RAM, command line, disk, network and clock: what the options take, refuse and leave behind."""

import os

from command import CommandTest, firmware, main, run, run_json

SECTOR = 512


def disk_with_a_file():
    """A disk of 64 sectors as blk_copy.c wants it."""
    data = bytes(range(256)) * 20
    header = f"FTCOPY1\n{len(data)}\n".encode().ljust(SECTOR, b"\0")
    return (header + data).ljust(64 * SECTOR, b"\0")


class Devices(CommandTest):
    def image(self, content):
        path = self.work / "disk.img"
        path.write_bytes(content)
        return path

    def refused(self, status, named, *arguments):
        with self.subTest(arguments=arguments):
            self.assert_refused(run("--cycles", "1e5", *arguments), status, named)

    def test_wrong_values(self):
        for text in ("", "0", "1M1", "64K", "1000", "63k", "4G", "-1", "1e6"):
            self.refused(2, "--ram", "--ram", text)
        for text in ("", "yesterday", "2000-02-30", "1969-12-31", "2000-01-01T25:00:00"):
            self.refused(2, "--rtc-start", "--rtc-start", text)
        for text in ("", "ech", "echo,port=7", "requests,port=0", "requests,count=x", "tap:",
                     "requests,size=1", "tap:a-name-that-is-too-long"):
            self.refused(2, "--net", "--net", text)
        self.refused(2, "--append", "--append", "x" * 5000)
        self.refused(2, "--golden off", "--net", "packet:eth0", "--faults", "1")
        self.refused(5, "no-such-device", "--net", "packet:no-such-device")

    def test_a_disk_that_is_none(self):
        missing = self.work / "missing.img"
        self.refused(5, missing, "--disk", missing)
        self.refused(5, self.work, "--disk", self.work)
        self.refused(5, "/dev/null", "--disk", "/dev/null")
        for size in (0, 1, SECTOR - 1, SECTOR + 1):
            path = self.image(bytes(size))
            self.refused(5, path, "--disk", path)

    def test_what_the_guest_writes_is_in_the_file(self):
        for arguments in ((), ("--golden", "off"), ("--faults", "5"),
                          ("--topology", "simplex"), ("--kernel", "systemc")):
            with self.subTest(arguments=arguments):
                path = self.image(disk_with_a_file())
                done = run("--program", firmware("blk_copy"), "--disk", path, *arguments)
                self.assertEqual(done.returncode, 0, done.stderr)
                after = path.read_bytes()
                self.assertEqual(after[32 * SECTOR:42 * SECTOR], after[SECTOR:11 * SECTOR])
                self.assertEqual(after[:32 * SECTOR], disk_with_a_file()[:32 * SECTOR])

    def test_experiments_leave_what_the_golden_run_leaves(self):
        path = self.image(disk_with_a_file())
        report = run_json("--program", firmware("blk_copy"), "--disk", path, "--topology",
                          "simplex", "--faults", "40")
        self.assertEqual(report["injected"], 40)
        after = path.read_bytes()
        self.assertEqual(after[32 * SECTOR:42 * SECTOR], after[SECTOR:11 * SECTOR])

    def test_a_read_only_disk_stays_as_it_is(self):
        path = self.image(disk_with_a_file())
        os.chmod(path, 0o444)
        done = run("--program", firmware("blk_copy"), "--disk", f"{path},ro")
        self.assertEqual(done.returncode, 1, done.stderr)  # the program cannot write
        self.assertEqual(path.read_bytes(), disk_with_a_file())

    def test_the_report_names_them(self):
        path = self.image(disk_with_a_file())
        config = run_json("--program", firmware("blk_copy"), "--disk", f"{path},ro", "--ram", "64M",
                          "--net", "requests,port=9", "--append", "quiet", "--rtc-start",
                          "2020-01-02")["config"]
        self.assertEqual(config["ram"], 64 << 20)
        self.assertEqual(config["disk"], str(path))
        self.assertTrue(config["disk_read_only"])
        self.assertEqual(config["net"], "requests,port=9")
        self.assertEqual(config["append"], "quiet")
        self.assertEqual(config["rtc_start"], 1577923200)

    def test_a_disk_shorter_than_its_file(self):
        path = self.image(disk_with_a_file()[:8 * SECTOR])  # the header says more than there is
        done = run("--program", firmware("blk_copy"), "--disk", path)
        self.assertEqual(done.returncode, 1, done.stderr)

    def test_the_network_ends_a_program(self):
        done = run("--program", firmware("udp_echo"), "--net", "requests,count=3", "--faults", "3")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("stopped after 3 requests", done.stdout)


if __name__ == "__main__":
    main()
