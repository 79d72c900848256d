#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every command ends within a second of SIGINT or SIGTERM, with what is known, and exits 130.

Real processes; the time from the signal to the end is printed with --times.
"""

import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import time

import command
from command import CommandTest, firmware, main, run

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "replay"))
from rsp import Remote  # pylint: disable=wrong-import-position

TIMES = "--times" in sys.argv
if TIMES:
    sys.argv.remove("--times")

# Of a machine that nobody else uses. A loaded one is no fault of ftsim's.
SECONDS = 1 + 2 * max(0.0, os.getloadavg()[0] / (os.cpu_count() or 1) - 0.5)
LONG = ("--cycles", "1e12")
SCENARIO = """duration_ms = 100_000_000
[client]
requests = 100_000_000
"""


class Stop(CommandTest):
    def start(self, *arguments, **options):
        process = subprocess.Popen(
            [command.FTSIM, *map(str, arguments)], stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=command.ENVIRONMENT,
            **options)
        self.addCleanup(process.kill)
        return process

    def stop(self, process, which=signal.SIGINT, status=130):
        """What it said, after it has ended in time."""
        self.assertIsNone(process.poll(), "it ended before it was asked to")
        begin = time.monotonic()
        process.send_signal(which)
        out, err = process.communicate(timeout=60)
        seconds = time.monotonic() - begin
        if TIMES:
            print(f"{seconds:6.2f} s  {which.name}  {' '.join(process.args[1:])}", file=sys.stderr)
        self.assertEqual(process.returncode, status, err)
        self.assertLess(seconds, SECONDS, process.args)
        return out, err

    def stopped(self, *arguments, after=0.6):
        """Stdout of both, SIGINT and SIGTERM, the same command."""
        outs = []
        for which in (signal.SIGINT, signal.SIGTERM):
            with self.subTest(arguments=arguments, signal=which.name):
                process = self.start(*arguments)
                time.sleep(after)
                outs.append(self.stop(process, which)[0])
        return outs

    def recording(self, *arguments):
        log = self.work / "long.ftlog"
        run("--record", log, "--timeout", 4, *LONG, *arguments)
        return log

    def test_runs(self):
        for more in ((), ("--topology", "tmr", "--evaluate", "all"), ("--kernel", "systemc"),
                     ("--topology", "server"), ("--faults", 1000),
                     ("--snapshot-interval", "1e11"),
                     ("--snapshot-interval", "1e11", "--faults", 2),
                     ("--topology", "simplex", "--faults", 100, "--horizon", "1e11"),
                     ("--inject", "common_mode", "--faults", "1e6", "--horizon", "1e11")):
            for text in self.stopped(*LONG, *more, "--format", "json"):
                self.assertEqual(json.loads(text)["exit"]["reason"], "interrupted")

    def test_an_experiment_that_is_cut_short_is_not_counted(self):
        for text in self.stopped(*LONG, "--topology", "simplex", "--faults", "1e6",
                                 "--horizon", "1e11", "--format", "json"):
            report = json.loads(text)
            self.assertEqual(report["injected"], sum(report["outcomes"].values()))

    def test_the_length_of_a_program(self):
        # This one never ends: its length is measured up to --cycles.
        for text in self.stopped("--program", firmware("rounds"), *LONG, "--faults", 3,
                                 "--format", "json"):
            self.assertEqual(json.loads(text)["exit"]["reason"], "interrupted")

    def test_very_many_faults(self):
        # No machine gets forward with a fault every ten cycles: these do not give up.
        endless = ("--max-reexecutions", "1e6", "--progress-limit", "1e12")
        for more in (endless, ("--program", firmware("hello")), ("--topology", "simplex"),
                     ("--inject", "stuck_at_0"), ("--topology", "tmr", *endless)):
            with self.subTest(more=more):
                process = self.start("--faults", "1e8", *more, "--format", "json")
                time.sleep(2)
                if process.poll() is not None:  # it came to a verdict
                    continue
                status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
                peak = int(status.split("VmHWM:")[1].split()[0])
                self.assertLess(peak, 200 << 10, "KiB")
                self.stop(process, signal.SIGTERM)
                done = run("--faults", "1e8", *more, "--timeout", 1, "--format", "json")
                self.assertEqual(json.loads(done.stdout)["exit"]["reason"], "timeout")
                self.assertEqual(done.returncode, 4)

    def test_replay(self):
        log = self.recording("--evaluate", "shared")
        for more in ((), ("--verify",), ("--evaluate", "all"), ("--kernel", "systemc")):
            for text in self.stopped("replay", log, *more, "--format", "json", after=0.4):
                self.assertEqual(json.loads(text)["reason"], "interrupted")
        self.stopped("replay", log, "--last-write", "0x80100000", after=0.3)
        done = run("replay", log, "--evaluate", "all", "--timeout", 0.5, "--format", "json")
        self.assertEqual((done.returncode, json.loads(done.stdout)["reason"]), (4, "timeout"))

    def test_waves(self):
        log, wave = self.recording(), self.work / "w.fst"
        for window in ("0:1e8", "1e7:1e8"):
            self.stopped("replay", log, "--wave", wave, "--window", window)
        process = self.start("--cycles", "3e6", "--wave", wave, "--window", "0:3e6")
        time.sleep(2)
        _, err = self.stop(process)
        self.assertIn("waves", err)
        self.assertIn("(interrupted)", err)
        self.assertGreater(wave.stat().st_size, 1000)
        vcd = self.work / "w.vcd"
        self.stopped("replay", log, "--wave", vcd, "--window", "0:1e8")
        self.assertEqual([each.name for each in self.work.glob("*.vcd.fst")], [])

    def test_virtual(self):
        scenario = self.work / "long.toml"
        scenario.write_text(SCENARIO)
        for verb in ("run", "migrate", "evacuate"):
            for more in ((), ("--program", firmware("kv_server"))):
                arguments = ("virtual", verb, "--scenario", scenario, *more, "--format", "json")
                for text in self.stopped(*arguments):
                    self.assertTrue(json.loads(text)["stopped"])
        done = run("virtual", "run", "--scenario", scenario, "--timeout", 0.5)
        self.assertEqual(done.returncode, 4)
        self.assertIn("stopped before its end", done.stdout)

    def test_audit(self):
        self.stopped("audit", "--trials", 100)
        self.stopped("audit", "--trials", 100, "--topology", "tmr", "--format", "json")

    def port_of(self, process):
        line = process.stderr.readline()
        return int(line.rsplit(":", 1)[1])

    def test_gdb(self):
        log = self.recording()
        for arguments in (("--gdb", 0, *LONG), ("replay", log, "--gdb", 0)):
            for which in (signal.SIGINT, signal.SIGTERM):
                with self.subTest(arguments=arguments, state="waits"):
                    process = self.start(*arguments)
                    self.port_of(process)
                    self.stop(process, which)
                with self.subTest(arguments=arguments, state="connected"):
                    process = self.start(*arguments)
                    remote = Remote(self.port_of(process))
                    remote.ask("?")
                    self.stop(process, which)
                    remote.close()
                for ask in ("c", "Z0,80000ff0,4"):
                    with self.subTest(arguments=arguments, state="runs", ask=ask):
                        process = self.start(*arguments)
                        remote = Remote(self.port_of(process))
                        if ask != "c":
                            remote.ask(ask)
                        remote.send("c")
                        time.sleep(0.4)
                        self.stop(process, which)
                        remote.close()

    def test_a_pipe_that_nobody_serves(self):
        pipe = self.work / "pipe"
        os.mkfifo(pipe)
        for option in ("--console", "--events", "--record", "--console-in", "--scenario"):
            self.stopped(option, pipe, "--cycles", "1e5", after=0.3)
            done = run(option, pipe, "--cycles", "1e5", "--timeout", 0.3)
            self.assertEqual(done.returncode, 4, (option, done.stderr))
            self.assertIn("timeout", done.stderr)
        self.stopped("virtual", "run", "--console", pipe, after=0.3)
        self.stopped("virtual", "run", "--pcapng", pipe, after=0.3)
        self.stopped("virtual", "run", "--scenario", pipe, after=0.3)

    def test_a_pipe_that_nobody_empties(self):
        pipe = self.work / "pipe"
        os.mkfifo(pipe)
        reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
        self.addCleanup(os.close, reader)
        self.stopped("--record", pipe, *LONG, "--faults", "1e6", after=1.5)
        self.stopped("--events", pipe, *LONG, after=1.5)

    def test_logs(self):
        log = self.recording("--rate", "1e-5", "--golden", "off")
        cut = self.work / "cut.ftlog"
        for arguments in (("verify", log), ("dump", log), ("stat", log),
                          ("cut", log, cut, "--to-cycle", "1e11")):
            process = self.start("log", *arguments)
            process.send_signal(signal.SIGTERM)  # perhaps before it has begun, or after its end
            process.communicate(timeout=10)
            self.assertIn(process.returncode, (0, 130, -signal.SIGTERM))

    def test_a_network_that_waits(self):
        with socket.socket() as nobody:
            nobody.bind(("127.0.0.1", 0))
            port = nobody.getsockname()[1]
            done = run("--gdb", port)
            self.assertEqual(done.returncode, 5)
        self.assertEqual(run("--gdb", 0, "--timeout", 0.3).returncode, 4)


if __name__ == "__main__":
    main()
