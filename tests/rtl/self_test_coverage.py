#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How many faults of the checker its self-test finds: gates, one stuck at a time.

yosys makes gates of the checker without an offset, each comparator and the self-test on their own.
Every output of a gate or flop is then stuck at 0 and at 1, all of them at once: a net's value is a
whole number with a bit for every fault.

First, which faults matter: one bit after the other differs, either way, and a fault makes deaf if a
comparator then misses its alert. Next, the self-test, with words that are equal all the time, so
that nothing else can show a fault; once they stand still, as in a sleeping core, once they change.
At last an injected error, which tests the way from the verdict to the pins.

usage: self_test_coverage.py YOSYS RTL_FOLDER WORK_FOLDER
"""

import json
import pathlib
import random
import subprocess
import sys

WIDTH = 107
BUSY = 4 * WIDTH + 1
# Found of those that make deaf, in percent at least: by the self-test, then by the injected error.
# While a word stands still, what is between its other value and the comparator cannot be seen.
FLOORS = {"still": (91.0, 92.0), "changing": (99.5, 100.0)}


def netlist(yosys, rtl, work):
    files = " ".join(f'"{file}"' for file in sorted(rtl.glob("lockstep/*.sv"))
                     if file.name != "ftsim_dcls.sv")
    out = work / "checker.json"
    subprocess.run([yosys, "-q", "-p", "; ".join([
        f"read_verilog -sv -mem2reg {files}",
        f"chparam -set InputWidth 1 -set OutputWidth {WIDTH} -set Offset 0 ftsim_checker",
        "synth -flatten -noabc -top ftsim_checker", "dffunmap", "simplemap", "abc -g AND,OR,XOR",
        "setattr -mod -unset keep_hierarchy *", "setattr -unset keep_hierarchy c:*", "flatten",
        "clean", f'write_json "{out}"'])], check=True)
    return json.loads(out.read_text())["modules"]["ftsim_checker"]


class Gates:
    """The netlist with all its faults, a bit of every value for each and one for none."""

    def __init__(self, module):
        pins = {name: {port: bits[0] for port, bits in cell["connections"].items()}
                for name, cell in module["cells"].items()}
        kinds = {name: cell["type"] for name, cell in module["cells"].items()}
        self.ports = {name: port["bits"] for name, port in module["ports"].items()}
        self.flops = [(pin["D"], pin["Q"]) for name, pin in pins.items()
                      if kinds[name] == "$_DFF_P_"]
        self.gates = self.in_order([(kinds[name], pin["Y"], pin["A"], pin.get("B", pin["A"]))
                                    for name, pin in pins.items() if kinds[name] != "$_DFF_P_"])
        self.names = {}
        for name, net in module["netnames"].items():
            for index, bit in enumerate(net["bits"]):
                if bit not in self.names or not net["hide_name"]:
                    self.names[bit] = f"{name}[{index}]"
        self.sites = [(net, stuck) for net in [q for _, q in self.flops] +
                      [gate[1] for gate in self.gates] for stuck in (0, 1)]
        self.all = (1 << (len(self.sites) + 1)) - 1  # the last bit has no fault
        self.stuck = {}
        for index, (net, stuck) in enumerate(self.sites):
            low, high = self.stuck.get(net, (self.all, 0))
            self.stuck[net] = (low & ~(1 << index), high) if stuck == 0 else (
                low, high | (1 << index))
        self.values = {"0": 0, "1": self.all, "x": 0} | {q: 0 for _, q in self.flops}

    def in_order(self, gates):
        known = {q for _, q in self.flops} | {"0", "1", "x"} | {
            bit for bits in self.ports.values() for bit in bits}
        known -= {gate[1] for gate in gates}
        ordered = []
        while gates:
            ready = [gate for gate in gates if gate[2] in known and gate[3] in known]
            if not ready:
                raise SystemExit("a loop of gates")
            ordered += ready
            known |= {gate[1] for gate in ready}
            gates = [gate for gate in gates if gate[1] not in known]
        return ordered

    def settle(self, inputs):
        """The logic behind these inputs: {port: number}."""
        values = self.values
        for port, number in inputs.items():
            for index, bit in enumerate(self.ports[port]):
                values[bit] = self.all if number >> index & 1 else 0
        for _, q in self.flops:
            low, high = self.stuck[q]
            values[q] = values[q] & low | high
        for kind, out, a, b in self.gates:
            if kind == "$_AND_":
                value = values[a] & values[b]
            elif kind == "$_OR_":
                value = values[a] | values[b]
            elif kind == "$_XOR_":
                value = values[a] ^ values[b]
            elif kind == "$_NOT_":
                value = values[a] ^ self.all
            else:
                raise SystemExit(f"a gate of type {kind}")
            low, high = self.stuck[out]
            values[out] = value & low | high

    def edge(self):
        self.values |= {q: value for q, value in
                        [(q, self.values[d]) for d, q in self.flops]}

    def unlike_good(self, port):
        """The faults with which an output is not as without one."""
        unlike = 0
        for bit in self.ports[port]:
            value = self.values[bit]
            unlike |= value ^ self.all if value >> len(self.sites) & 1 else value
        return unlike

    def is_good(self, port, number):
        return all((self.values[bit] >> len(self.sites) & 1) == (number >> index & 1)
                   for index, bit in enumerate(self.ports[port]))


class Bench:
    """Drives the checker's inputs, a cycle at a time."""

    def __init__(self, module, words):
        self.gates = Gates(module)
        self.words = words

    def cycle(self, reset=False, self_test=False, inject=False, differs=0):
        word = self.words()
        self.gates.settle({"clk_i": 0, "rst_ni": not reset, "inputs_i": 0, "main_outputs_i": word,
                           "shadow_outputs_i": word ^ differs, "self_test_i": self_test,
                           "error_inject_i": inject})
        shown = 0
        for port in ("alert_o", "self_test_failed_o", "self_test_busy_o"):
            shown |= self.gates.unlike_good(port)
        self.gates.edge()
        return shown

    def expect(self, port, number):
        if not self.gates.is_good(port, number):
            raise SystemExit(f"without a fault {port} is not {number}")


def deafening(module):
    """The faults that keep a comparator from an alert, and those that keep both."""
    one, both = 0, 0
    for word in (0, (1 << WIDTH) - 1):
        bench = Bench(module, lambda word=word: word)
        rails = [bench.gates.ports["alert_o"][rail] for rail in (1, 0)]
        for bit in range(WIDTH):
            bench.cycle(reset=True)
            bench.cycle()
            bench.cycle(differs=1 << bit)
            bench.cycle()
            bench.cycle()
            bench.expect("alert_o", 2)
            high, low = (bench.gates.values[rail] for rail in rails)
            one |= bench.gates.all & (~high | low)
            both |= bench.gates.all & ~high & low
    return one, both


def found_by_tests(module, words):
    """Faults found by the self-test, and by it or the injected error."""
    bench = Bench(module, words)
    for _ in range(2):
        bench.cycle(reset=True)
    found = bench.cycle() | bench.cycle(self_test=True)
    for _ in range(BUSY + 2):
        found |= bench.cycle()
    bench.expect("alert_o", 1)
    bench.expect("self_test_busy_o", 0)
    by_self_test = found
    found |= bench.cycle(inject=True)
    for _ in range(3):
        found |= bench.cycle()
    bench.expect("alert_o", 2)
    return by_self_test, found


def main(yosys, rtl, work):
    work = pathlib.Path(work)
    work.mkdir(parents=True, exist_ok=True)
    module = netlist(yosys, pathlib.Path(rtl), work)
    gates = Gates(module)
    deaf, silent = deafening(module)
    print(f"{len(gates.sites)} faults; {deaf.bit_count()} make a comparator deaf, "
          f"{silent.bit_count()} both")
    wrong = silent != 0
    random.seed(1)
    still = random.getrandbits(WIDTH)
    for name, words in (("still", lambda: still), ("changing", lambda: random.getrandbits(WIDTH))):
        results = found_by_tests(module, words)
        for text, found, floor in zip(("self-test", "and injected error"), results, FLOORS[name]):
            percent = 100 * (found & deaf).bit_count() / deaf.bit_count()
            wrong |= percent < floor
            print(f"words {name}, {text}: {(found & deaf).bit_count()} of {deaf.bit_count()} "
                  f"found, {percent:.2f} %; of all faults "
                  f"{100 * found.bit_count() / len(gates.sites):.2f} %")
        for index, (net, stuck) in enumerate(gates.sites):
            if deaf >> index & 1 and not results[0] >> index & 1:
                then = "found by the injected error" if results[1] >> index & 1 else "never found"
                print(f"    {gates.names.get(net, net)} stuck at {stuck}: {then}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
