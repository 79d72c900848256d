#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What of the dual-core lockstep is still there in yosys's netlist of it.

For every offset: two cores' flops and the checker's, as docs/reference/dcls.md counts them; no net
but a declared input is read in both halves, and neither half can be reached from the other. After
synthesis, which merges what is equal, both cores are still there with all their flops. Wrong
wiring, made on purpose, must be found.

usage: dcls_netlist.py YOSYS RTL_FOLDER WORK_FOLDER
"""

import json
import pathlib
import re
import subprocess
import sys

INPUT_BITS, OUTPUT_BITS = 106, 107
OFFSETS = range(5)
SYNTHESISED_OFFSET = 2
REGISTER_ZERO = 32  # yosys 0.23 makes 32 words of regs_q[1:31]; only synthesis drops the first
# Text of ftsim_dcls.sv, and what replaces it: each puts the halves on one net more than they may.
WRONG_WIRES = [
    (".data_gnt_i      (shadow_inputs.data_gnt)", ".data_gnt_i      (inputs.data_gnt)"),
    (".instr_rdata_i   (shadow_inputs.instr_rdata)", ".instr_rdata_i   (outputs.instr_addr)"),
    (".rst_ni          (shadow_rst_n)", ".rst_ni          (rst_ni)"),
    (".irq_timer_i     (inputs.irq_timer)", ".irq_timer_i     (shadow_outputs.trap)"),
]


def checker_flops(offset):
    """As documented: the lines, two comparators, the self-test."""
    index_bits = (OUTPUT_BITS - 1).bit_length()
    return offset * (INPUT_BITS + OUTPUT_BITS + 3) + 2 * (2 * OUTPUT_BITS + 4) + index_bits + 5


def sources(rtl):
    found = sorted(rtl.glob("core/*.sv")) + sorted(rtl.glob("lockstep/*.sv"))
    return sorted(found, key=lambda source: not source.name.endswith("_pkg.sv"))


def run_yosys(yosys, files, netlist, top, offset, passes):
    """The modules of the netlist that these passes give."""
    parameter = [] if offset is None else [f"chparam -set LockstepOffset {offset} {top}"]
    script = "; ".join([
        "read_verilog -sv -mem2reg " + " ".join(f'"{file}"' for file in files), *parameter,
        f"hierarchy -check -top {top}", "proc", *passes, f'write_json "{netlist}"'])
    subprocess.run([yosys, "-q", "-p", script], check=True)
    return json.loads(netlist.read_text())["modules"]


def flops(modules, top):
    """Bits of state below a module."""
    count = 0
    for cell in modules[top]["cells"].values():
        if re.search(r"dff|dlatch|\$_[SA]?L?S?DFF", cell["type"], re.IGNORECASE):
            count += len(cell["connections"]["Q"])
        elif cell["type"] in modules:
            count += flops(modules, cell["type"])
    return count


def instances(modules, top, name):
    """The modules made of `name` that a module instantiates."""
    return [cell["type"] for cell in modules[top]["cells"].values()
            if name in re.split(r"\\", cell["type"]) or cell["type"] == name]


def owner(cell_name):
    """u_main of '$flatten\\u_main.\\u_csr.$procdff$1', u_checker.u_input_line of its like."""
    path = cell_name.removeprefix("$flatten").replace("\\", "").split(".")
    return ".".join(path[:2]) if path[0] == "u_checker" else path[0]


class Wiring:
    """Who drives and who reads the nets of a flattened module."""

    def __init__(self, module):
        self.ports = {bit: name for name, port in module["ports"].items()
                      if port["direction"] == "input" for bit in port["bits"]}
        self.inputs = {}  # of a cell
        self.owners = {}
        self.drivers = {}
        for name, cell in module["cells"].items():
            self.owners[name] = owner(name)
            self.inputs[name] = set()
            for port, bits in cell["connections"].items():
                if cell["port_directions"][port] == "input":
                    self.inputs[name] |= {bit for bit in bits if isinstance(bit, int)}
                else:
                    self.drivers |= {bit: name for bit in bits}

    def read_by(self, half):
        return set().union(*(bits for name, bits in self.inputs.items()
                             if self.owners[name] == half))

    def cone(self, half):
        """Owners of all that a half depends on, through flops too, and the ports."""
        seen = set()
        todo = list(self.read_by(half))
        while todo:
            bit = todo.pop()
            if bit not in seen:
                seen.add(bit)
                todo += self.inputs[self.drivers[bit]] if bit in self.drivers else []
        return ({self.owners[self.drivers[bit]] for bit in seen if bit in self.drivers},
                {self.ports[bit] for bit in seen if bit in self.ports})


def wrong_wiring(module, offset):
    """Complaints about what joins the two halves."""
    wiring = Wiring(module)
    inputs = set(wiring.ports.values()) - {"error_inject_i", "self_test_i"}
    shared = wiring.read_by("u_main") & wiring.read_by("u_shadow")
    names = {wiring.ports.get(bit, f"net {bit}") for bit in shared}
    wrong = sorted(names - (inputs if offset == 0 else {"clk_i"}))
    complaints = [f"offset {offset}: both halves read {name}" for name in wrong]

    lines = {"u_checker.u_input_line", "u_checker.u_reset_line"}
    for half, allowed in (("u_main", set()), ("u_shadow", lines)):
        owners, ports = wiring.cone(half)
        complaints += [f"offset {offset}: {half} depends on {other}"
                       for other in sorted(owners - allowed - {half}) + sorted(ports - inputs)]
        if ports != inputs:
            complaints.append(f"offset {offset}: {half} has no {sorted(inputs - ports)}")
    return complaints


# Without these, loop variables count as flops. Neither merges any.
TIDY = ["opt_expr", "opt_clean", "opt_dff"]
FLATTEN = ["setattr -mod -unset keep_hierarchy *", "setattr -unset keep_hierarchy c:*", "flatten",
           "opt_clean"]


def main(yosys, rtl, work):
    rtl, work = pathlib.Path(rtl), pathlib.Path(work)
    work.mkdir(parents=True, exist_ok=True)
    netlist = work / "dcls.json"
    files = sources(rtl)
    complaints = []

    core = flops(run_yosys(yosys, files, netlist, "ftsim_core", None, TIDY), "ftsim_core")
    print(f"{core - REGISTER_ZERO} flops in a core")
    for offset in OFFSETS:
        modules = run_yosys(yosys, files, netlist, "ftsim_dcls", offset, TIDY)
        both = flops(modules, "ftsim_dcls")
        print(f"offset {offset}: {both - 2 * REGISTER_ZERO} flops, "
              f"the checker has {checker_flops(offset)}")
        if both != 2 * core + checker_flops(offset):
            complaints.append(f"offset {offset}: not twice {core} and {checker_flops(offset)}")
        flat = run_yosys(yosys, files, netlist, "ftsim_dcls", offset, FLATTEN)["ftsim_dcls"]
        complaints += wrong_wiring(flat, offset)

    dcls = rtl / "lockstep" / "ftsim_dcls.sv"
    for right, wrong in WRONG_WIRES:
        text = dcls.read_text(encoding="utf-8")
        if text.count(right) != 1:
            complaints.append(f"ftsim_dcls.sv has not one '{right}'")
        mutant = work / "wrong_dcls.sv"
        mutant.write_text(text.replace(right, wrong), encoding="utf-8")
        mutated = [mutant if file == dcls else file for file in files]
        flat = run_yosys(yosys, mutated, netlist, "ftsim_dcls", 2, FLATTEN)["ftsim_dcls"]
        if not wrong_wiring(flat, 2):
            complaints.append(f"nobody notices '{wrong}'")

    modules = run_yosys(yosys, files, netlist, "ftsim_dcls", SYNTHESISED_OFFSET,
                        ["synth -flatten -noabc -top ftsim_dcls"])
    cores = instances(modules, "ftsim_dcls", "ftsim_core")
    checkers = instances(modules, "ftsim_dcls", "ftsim_checker")
    lost = checker_flops(SYNTHESISED_OFFSET) - sum(flops(modules, name) for name in checkers)
    print(f"synthesised: {[flops(modules, name) for name in cores]} flops in the cores, "
          f"{lost} of the checker's lost")
    if len(cores) != 2 or lost != 0 or any(flops(modules, name) != core - REGISTER_ZERO
                                             for name in cores):
        complaints.append("synthesis took away what is there on purpose")

    print("\n".join(complaints))
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
