#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""No memory, no thread, no room, no end: one sentence and exit status 5, never "a bug in ftsim"."""

import resource
import signal

from command import CommandTest, main, run

MIB = 1 << 20


def limited(what, amount):
    """In the child: that limit, and SIGXFSZ as a shell has it."""
    def prepare():
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(what, (amount, amount))
    return prepare


class Surroundings(CommandTest):
    def assert_blamed(self, done, *wanted):
        self.assertEqual(done.returncode, 5, done.stderr)
        last = done.stderr.splitlines()[-1]
        self.assertTrue(last.startswith("ftsim: "), done.stderr)
        self.assertNotIn("bug", last)
        self.assertTrue(any(each in last for each in wanted), last)

    def test_no_memory(self):
        for mib in (60, 90, 150, 300):
            with self.subTest(mib=mib):
                done = run("--ram", "1G", "--cycles", "1e5", "--faults", 2,
                           preexec_fn=limited(resource.RLIMIT_AS, mib * MIB))
                self.assert_blamed(done, "memory", "thread")

    def test_a_file_size_limit(self):
        for option, more in (("--events", ("--rate", "1e-3")), ("--record", ()), ("--console", ())):
            with self.subTest(option=option):
                done = run(option, self.work / "out", "--cycles", "1e7", *more, "--format", "json",
                           preexec_fn=limited(resource.RLIMIT_FSIZE, 10))
                self.assert_blamed(done, "File too large")

    def test_what_has_no_end(self):
        for option, limit in (("--console-in", "64 MiB"), ("--scenario", "16 MiB")):
            done = run(option, "/dev/zero", "--cycles", "1e5")
            self.assert_refused(done, 5, limit)
            self.assertIn("/dev/zero", done.stderr)
        self.assert_refused(run("virtual", "run", "--scenario", "/dev/zero"), 5, "16 MiB")
        for option in ("--program", "--disk"):
            self.assert_refused(run(option, "/dev/zero"), 5, "/dev/zero")
        self.assert_refused(run("replay", "/dev/zero"), 5, "/dev/zero")


if __name__ == "__main__":
    main()
