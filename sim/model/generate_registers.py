#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the table of a Verilated model's flops, read from the RTL, for ftsim::VerilatedRegister.

A flop is the target of a non-blocking assignment. An output net that only copies a register is not
one, although Verilator gives it a member of its own. The table is C++ initialisers, one a register;
each names the member of the generated root class, so that a flop without a home there fails the
build (here with its name, at the latest in the compiler).

usage: generate_registers.py MODEL.xml ROOT.h ROOT_CLASS OUT.inc
"""

import re
import sys
import xml.etree.ElementTree as ElementTree


def dtype_shape(types, dtype_id):
    """(width, depth, first_index) of a variable; depth 0 for a plain vector."""
    dtype = types[dtype_id]
    if dtype.tag == "unpackarraydtype":
        width, inner, _ = dtype_shape(types, dtype.attrib["sub_dtype_id"])
        if inner:
            raise SystemExit("an array of arrays of flops is not supported")
        bounds = [int(const.attrib["name"].split("h")[-1], 16) for const in dtype.iter("const")]
        return width, abs(bounds[0] - bounds[1]) + 1, min(bounds)
    if dtype.tag == "basicdtype":
        return abs(int(dtype.attrib.get("left", 0)) - int(dtype.attrib.get("right", 0))) + 1, 0, 0
    if "sub_dtype_id" in dtype.attrib:
        return dtype_shape(types, dtype.attrib["sub_dtype_id"])
    raise SystemExit(f"a flop of type {dtype.tag} is not supported")


def flop_names(module):
    """Variables assigned with <= in a module, in the order of their declaration."""
    targets = set()
    for assign in module.iter("assigndly"):
        target = list(assign)[1]
        while target.tag in ("arraysel", "sel"):
            target = list(target)[0]
        targets.add(target.attrib["name"])
    return [var for var in module.findall("var") if var.attrib["name"] in targets]


def walk(modules, types, module, path):
    """Yields (path, width, depth, first_index) of every flop below an instance."""
    for var in flop_names(module):
        yield (path + [var.attrib["origName"]], *dtype_shape(types, var.attrib["dtype_id"]))
    for instance in module.findall("instance"):
        inner = modules[instance.attrib["defName"]]
        yield from walk(modules, types, inner, path + [instance.attrib["name"]])
    for block in module.findall("begin"):  # of a generate construct
        named = [block.attrib["name"]] if "name" in block.attrib else []
        yield from walk(modules, types, block, path + named)


def site_name(path):
    """The RTL's name: Verilator spells other characters than letters as __0xx."""
    return re.sub(r"__0([0-9a-f]{2})", lambda code: chr(int(code.group(1), 16)), ".".join(path))


def main(xml_path, header_path, root_class, out_path):
    netlist = ElementTree.parse(xml_path).getroot().find("netlist")
    modules = {module.attrib["name"]: module for module in netlist.findall("module")}
    types = {dtype.attrib["id"]: dtype for dtype in netlist.find("typetable")}
    top = next(module for module in modules.values() if module.attrib.get("topModule") == "1")
    header = open(header_path, encoding="utf-8").read()

    lines = ["// Generated from the RTL: name, width, depth, first index, kind, offset, bytes.\n"]
    for path, width, depth, first in walk(modules, types, top, [top.attrib["origName"]]):
        member = "__DOT__".join(path).replace("[", "__BRA__").replace("]", "__KET__")
        name = site_name(path[1:])
        if not re.search(rf"\b{member}\b", header):
            raise SystemExit(f"{header_path}: no member {member} for the flop {name}")
        element = f"sizeof({root_class}::{member})" + (f" / {depth}" if depth else "")
        lines.append(
            f'{{"{name}", {width}, {depth}, {first}, SiteKind::flop,\n'
            f" offsetof({root_class}, {member}), {element}}},\n")
    with open(out_path, "w", encoding="utf-8") as out:
        out.writelines(lines)


if __name__ == "__main__":
    if len(sys.argv) != 5:
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
