# SPDX-License-Identifier: Apache-2.0
"""A program that makes a list of bus accesses and prints what each of them gave.

Every access takes 12 bytes of a table: what, address, value. The results wait in RAM until the
last access has been made, since the console is one of the devices.
"""

import subprocess
from dataclasses import dataclass

LOADS = {1: 0, 2: 1, 4: 2}
STORES = {1: 3, 2: 4, 4: 5}

SOURCE = """
    .option norelax
    .option norvc
    .globl _start
_start:
    la t0, trap
    csrw mtvec, t0
    la s0, accesses
    la s1, accesses_end
    li s2, 0x84000000               # results
next:
    bgeu s0, s1, print_all
    lw t0, 0(s0)
    lw a0, 4(s0)
    lw a1, 8(s0)
    li a2, 0
    slli t0, t0, 3
    la t1, stubs
    add t1, t1, t0
    jalr t1
    sw a2, 0(s2)
    sw a1, 4(s2)
    addi s2, s2, 8
    addi s0, s0, 12
    j next

    .balign 8
stubs:                              # eight bytes each
    lbu a1, 0(a0)
    ret
    lhu a1, 0(a0)
    ret
    lw a1, 0(a0)
    ret
    sb a1, 0(a0)
    ret
    sh a1, 0(a0)
    ret
    sw a1, 0(a0)
    ret

    .balign 4
trap:                               # cause and mtval take the place of a result
    csrr a2, mcause
    csrr a1, mtval
    csrw mepc, ra
    mret

print_all:
    li s3, 0x10000000               # the UART as programs expect it
    li t0, 3
    sb t0, 3(s3)
    sb zero, 1(s3)
    sb zero, 2(s3)
    sb zero, 4(s3)
    la s4, marker
1:  lbu t0, 0(s4)
    beqz t0, 2f
    sb t0, 0(s3)
    addi s4, s4, 1
    j 1b
2:  li s0, 0x84000000
3:  bgeu s0, s2, end
    lw a0, 0(s0)
    li a1, 4
    call print
    lw a0, 4(s0)
    li a1, 32
    call print
    li t0, 10
    sb t0, 0(s3)
    addi s0, s0, 8
    j 3b
end:
    li t0, 0x00100000
    li t1, 0x5555
    sw t1, 0(t0)
4:  j 4b

print:                              # the low a1 bits of a0, in hexadecimal digits
    addi a1, a1, -4
    srl t0, a0, a1
    andi t0, t0, 15
    addi t0, t0, 48
    li t1, 58
    bltu t0, t1, 5f
    addi t0, t0, 39
5:  sb t0, 0(s3)
    bnez a1, print
    ret

    .section .rodata
marker: .asciz "\\nresults:\\n"
    .balign 4
accesses:
    .incbin "TABLE"
accesses_end:
"""


@dataclass(frozen=True)
class Access:
    store: bool
    width: int
    address: int
    value: int = 0

    def __str__(self):
        kind = {1: "b", 2: "h", 4: "w"}[self.width]
        if self.store:
            return f"s{kind} of 0x{self.value:x} to 0x{self.address:08x}"
        return f"l{kind} from 0x{self.address:08x}"

    def aligned(self):
        return self.address % self.width == 0


def load(width, address):
    return Access(False, width, address)


def store(width, address, value):
    return Access(True, width, address, value & ((1 << (8 * width)) - 1))


@dataclass(frozen=True)
class Result:
    cause: int  # 0: no trap
    value: int  # of a load; mtval of a trap

    def __str__(self):
        return f"trap {self.cause}, mtval 0x{self.value:x}" if self.cause else f"0x{self.value:x}"


def build(gcc, accesses, folder, name):
    """The ELF that makes these accesses in order."""
    table = folder / f"{name}.table"
    with open(table, "wb") as file:
        for each in accesses:
            what = (STORES if each.store else LOADS)[each.width]
            for word in (what, each.address, each.value):
                file.write(word.to_bytes(4, "little"))
    source = folder / f"{name}.S"
    source.write_text(SOURCE.replace("TABLE", str(table)))
    elf = folder / f"{name}.elf"
    subprocess.run([gcc, "-march=rv32imac_zicsr", "-mabi=ilp32", "-nostdlib", "-static",
                    "-Wl,-Ttext=0x80000000", "-Wl,--build-id=none", source, "-o", elf],
                   check=True)
    return elf


def results(console, count):
    """What a run of it printed, one result an access; None where it did not print them all."""
    text = console.decode("latin-1")
    place = text.rfind("\nresults:\n")
    lines = text[place:].split("\n")[2:-1] if place >= 0 else []
    if len(lines) != count:
        return None
    return [Result(int(line[0], 16), int(line[1:], 16)) for line in lines]
