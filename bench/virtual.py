#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What virtual lockstep costs and how fast it fails over, in simulated time.

usage: virtual.py FTSIM [--failovers N] [--firmware FOLDER]

With the folder of the gallery's programs also of the RTL machine.
"""

import argparse
import json
import pathlib
import statistics
import subprocess
import tempfile
import time


class World:
    def __init__(self, ftsim, folder):
        self.ftsim = ftsim
        self.scenario = pathlib.Path(folder) / "world.toml"

    def run(self, toml="", *options):
        """The report of a run, and the wall seconds that it took."""
        self.scenario.write_text(toml)
        begin = time.monotonic()
        done = subprocess.run(
            [self.ftsim, "virtual", "run", "--scenario", self.scenario, "--format", "json",
             *map(str, options)], capture_output=True, text=True, check=False)
        if done.returncode not in (0, 1):
            raise SystemExit(f"{options}: exit {done.returncode}: {done.stderr or done.stdout}")
        return json.loads(done.stdout), time.monotonic() - begin

    def both(self, toml, *options):
        """The reports of a bare machine and of a pair, and the ratio of their wall seconds."""
        bare, bare_wall = self.run(toml, *options, "--bare")
        pair, pair_wall = self.run(toml, *options)
        return bare, pair, pair_wall / bare_wall


def row(what, value):
    print(f"{what:<58} {value}")


def compute(world):
    toml = "duration_ms = 10_000\n[client]\nrequests = 0\n[guest]\ncomputes = \"on\"\n"
    bare, pair, wall = world.both(toml)
    row("CPU-bound, instructions against a bare machine",
        f"{pair['instructions'] / bare['instructions']:.4f}")
    row("  log, Mbit/s", f"{pair['log']['mbit_per_second']:.2f}")
    row("wall time of the pair against a bare machine", f"{wall:.2f}")


def requests(world):
    for work in (20_000, 200_000, 1_000_000, 2_000_000, 5_000_000, 10_000_000):
        toml = ("duration_ms = 60_000\n[client]\nrequests = 1_000\ninterval_us = 1\nstart_ms = 1_000\n[guest]\n"
                f"work_per_request = {work}\n[protocol]\nguest_memory_mb = 1\n")
        bare, pair, _ = world.both(toml)
        speed = bare["client"]["waited_ns"] / pair["client"]["waited_ns"]
        bytes_in = pair["log"]["received_bytes"]
        row(f"request/reply, {work / 1e6:g} M instructions a request",
            f"{speed:.3f}  ({pair['client']['waited_ns'] / 1e6 / 1000:.3f} ms a request, "
            f"log {pair['log']['mbit_per_second']:.2f} Mbit/s, "
            f"{pair['log']['bytes'] / bytes_in:.2f} bytes a byte received)")


def disks(world):
    """Likewise, by how long the storage takes: what a request waits for itself."""
    for latency in (50, 500, 1_000, 2_500, 5_000):
        toml = ("duration_ms = 60_000\n[client]\nrequests = 1_000\ninterval_us = 1\n"
                f"start_ms = 1_000\n[storage]\nlatency_us = {latency}\n"
                "[protocol]\nguest_memory_mb = 1\n")
        bare, pair, _ = world.both(toml)
        row(f"request/reply, a disk of {latency / 500:g} ms",
            f"{bare['client']['waited_ns'] / pair['client']['waited_ns']:.3f}")


def record_cost(world):
    for cycles in (0, 400, 2_000, 10_000):
        toml = ("duration_ms = 5_000\n[client]\nrequests = 0\n[guest]\ncomputes = \"on\"\n"
                f"[protocol]\nrecord_cycles = {cycles}\ntimer_hz = 1000\n")
        bare, pair, _ = world.both(toml)
        row(f"CPU-bound with 1000 timer interrupts/s, {cycles} cycles an event",
            f"{pair['instructions'] / bare['instructions']:.4f}")


def bulk(world):
    for rate in (10_000_000, 100_000_000, 500_000_000, 800_000_000):
        toml = ("duration_ms = 3_000\n[client]\nrequests = 0\n"
                f"start_ms = 1_000\nbulk_bits_per_second = {rate}\n[protocol]\nguest_memory_mb = 1\n")
        pair, _ = world.run(toml)
        log = pair["log"]
        row(f"bulk receive at {rate / 1e6:g} Mbit/s, log bytes a byte received",
            f"{log['bytes'] / log['received_bytes']:.3f}  (log {log['mbit_per_second']:.1f} "
            f"Mbit/s)")


def link(world):
    for rate in (10, 30, 100, 300, 1_000, 3_000, 10_000):
        text = []
        for receive in (5, 50, 500):
            toml = ("duration_ms = 11_000\n[client]\nrequests = 0\nstart_ms = 9_000\n"
                    f"bulk_bits_per_second = {receive}_000_000\n[logging]\n"
                    f"bits_per_second = {rate}_000_000\n[protocol]\nguest_memory_mb = 1\n"
                    "log_buffer_kb = 256\n")
            pair, _ = world.run(toml)
            text.append(f"{receive}: {100 * pair['stalled_ns'] / 2e9:.0f} %")
        row(f"link of {rate} Mbit/s, stalled while receiving Mbit/s", ", ".join(text))


def timers(world):
    """Of a guest that always computes, a thousand million instructions a second."""
    for rate in (10, 30, 100, 1_000, 10_000):
        text = []
        for hertz in (100, 1_000, 10_000, 100_000):
            toml = ("duration_ms = 11_000\n[client]\nrequests = 0\n[guest]\ncomputes = \"on\"\n"
                    f"[logging]\nbits_per_second = {rate}_000_000\n[protocol]\n"
                    f"guest_memory_mb = 1\nlog_buffer_kb = 256\ntimer_hz = {hertz}\n")
            bare, pair, _ = world.both(toml)
            log = pair["log"]["bytes"] * 8 / pair["instructions"] * 1e6
            text.append(f"{hertz}: {pair['instructions'] / bare['instructions']:.3f}, "
                        f"{log:.0f}, {100 * pair['stalled_ns'] / pair['ended_at_ns']:.0f} %")
        row(f"link of {rate} Mbit/s, speed, log bits a M instructions, stalled at timer Hz",
            "; ".join(text))


def rtl(world, firmware):
    """The gallery's key-value server, and a program that computes, on the RTL machine."""
    toml = ("duration_ms = 60_000\n[client]\nrequests = 400\ninterval_us = 1\nstart_ms = 1_000\n"
            "[protocol]\nguest_memory_mb = 1\n")
    server = ("--program", firmware / "kv_server.elf")
    bare, pair, wall = world.both(toml, *server)
    row("RTL machine, request/reply, time to an answer, bare and pair, ms",
        f"{bare['client']['waited_ns'] / 4e8:.3f}, {pair['client']['waited_ns'] / 4e8:.3f}")
    row("  wall time of the pair against a bare machine", f"{wall:.2f}")
    toml = ("duration_ms = 4_000\n[client]\nrequests = 0\n"
            + "".join(f"[[host]]\nname = \"h{i}\"\nclock_hz = 20_000_000\n" for i in range(2))
            + "[protocol]\nguest_memory_mb = 1\n")
    rounds = ("--program", firmware / "rounds.elf")
    bare, pair, wall = world.both(toml, *rounds)
    row("RTL machine, CPU-bound, instructions against a bare machine",
        f"{pair['instructions'] / bare['instructions']:.4f}")
    row("  wall time of the pair against a bare machine", f"{wall:.2f}")


def failovers(world, count):
    totals, detections, drains, gaps, lags, usual = [], [], [], [], [], []
    for seed in range(1, count + 1):
        toml = ('[client]\nrequests = 120\n[[failure]]\nwhat = "host_dead"\nwhere = "primary"\n'
                "at_us = [2_000_000, 5_000_000]\n")
        report, _ = world.run(toml, "--seed", seed)
        for each in report["failovers"]:
            totals.append(each["total_ns"] / 1e6)
            detections.append(each["detection_ns"] / 1e6)
            drains.append((each["drain_ns"] + each["arbitration_ns"]) / 1e6)
        gaps.append(report["client"]["longest_gap_ns"] / 1e6)
        lags.append(report["lag_ns"]["most"] / 1e6)
        usual.append(report["lag_ns"]["median"] / 1e6)
    for what, values in (("failover", totals), ("  detection", detections),
                         ("  drain and arbitration", drains), ("  client's gap", gaps),
                         ("  a run's median lag", usual), ("  a run's largest lag", lags)):
        values.sort()
        row(f"{what}, ms: median, 99 %, most of {len(values)}",
            f"{statistics.median(values):.2f}, {values[(len(values) - 1) * 99 // 100]:.2f}, "
            f"{values[-1]:.2f}")


def upsets(world, count):
    """A bit of one of the copies, and what a client hears of it."""
    for rule in ("received", "executed", "digest"):
        wrong, waited, answered = 0, 0, 0
        for seed in range(1, count + 1):
            toml = ("[client]\nrequests = 100\nstart_ms = 1_000\n[protocol]\n"
                    "guest_memory_mb = 1\n[[failure]]\nwhat = \"seu\"\n"
                    f"where = \"{('primary', 'secondary')[seed % 2]}\"\n"
                    f"at_us = [1_200_000, 4_000_000]\namount = {seed * 7919 % 2496}\n")
            report, _ = world.run(toml, "--seed", seed, "--output-rule", rule)
            client = report["client"]
            wrong += client["wrong"] + client["lost"] + client["doubled"] > 0
            waited += client["waited_ns"]
            answered += client["answered"]
        row(f"upsets in either host, --output-rule {rule}",
            f"wrong outputs in {wrong} of {count}, {waited / answered / 1e6:.3f} ms an answer")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ftsim")
    parser.add_argument("--failovers", type=int, default=100)
    parser.add_argument("--firmware", type=pathlib.Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        world = World(arguments.ftsim, folder)
        compute(world)
        requests(world)
        disks(world)
        record_cost(world)
        bulk(world)
        link(world)
        timers(world)
        failovers(world, arguments.failovers)
        upsets(world, 2 * arguments.failovers)
        if arguments.firmware:
            rtl(world, arguments.firmware)


if __name__ == "__main__":
    main()
