# SPDX-License-Identifier: Apache-2.0
"""The devices' registers, as far as a test has to know them: where they are, how they are put back
into a known state, what is looked at after a store."""

from dataclasses import dataclass, field

from device_program import load, store

PATTERNS = (0x5A5A5A5A, 0xA5A5A5A5)


@dataclass
class Device:
    name: str
    base: int
    words: list  # offsets: registers, gaps between them, both sides of the region's ends
    known: list = field(default_factory=list)  # stores that bring it into a known state
    look: object = None  # accesses that show what a store to an offset has done
    patterns: tuple = PATTERNS
    # Bits of a word, by offset, in which both can agree: time goes on while they are looked at.
    comparable: dict = field(default_factory=dict)

    def mask(self, access):
        """Of what a load gives."""
        offset = access.address - self.base
        word = self.comparable.get(offset & ~3, 0xFFFFFFFF)
        return word >> (8 * (offset & 3)) & ((1 << (8 * access.width)) - 1)


def clint():
    base = 0x0200_0000
    words = [0x0, 0x4, 0x3FFC, 0x4000, 0x4004, 0x4008, 0x4010, 0xBFF0, 0xBFF4, 0xBFF8, 0xBFFC,
             0xC000, 0xFFFC, 0x10000]
    known = [store(4, base, 0), store(4, base + 0x4000, 0x11111111),
             store(4, base + 0x4004, 0x22222222), store(4, base + 0xBFF8, 0x3333_3333),
             store(4, base + 0xBFFC, 0x4444)]
    look = [load(4, base + offset) for offset in (0, 0x4000, 0x4004, 0xBFF8, 0xBFFC)]
    # 16 million ticks are 1.6 seconds.
    return Device("clint", base, words, known, lambda offset: look,
                  comparable={0xBFF8: 0xFF000000})


def plic():
    base = 0x0C00_0000
    priorities = [4 * source for source in range(98)]
    words = priorities + [0xFFC, 0x1000, 0x1004, 0x1008, 0x100C, 0x107C, 0x1080, 0x1FFC, 0x2000,
                          0x2004, 0x2008, 0x200C, 0x207C, 0x2080, 0x1FFFFC, 0x200000, 0x200004,
                          0x200008, 0x200FFC, 0x201000, 0x201004, 0x5FFFFC, 0x600000]
    known = [store(4, base + offset, 0) for offset in (0x2000, 0x2004, 0x2008, 0x200000)]
    known += [store(4, base + 4 * source, 1) for source in (1, 10, 95)]

    def look(offset):
        shown = [offset & ~3, 4, 40, 380, 0x1000, 0x1004, 0x1008, 0x2000, 0x2004, 0x2008, 0x200000,
                 0x200004]
        return [load(4, base + place) for place in shown]

    return Device("plic", base, words, known, look)


def uart():
    base = 0x1000_0000
    words = [0x0, 0x4, 0x8, 0xC, 0xFC, 0x100]
    known = [store(1, base + 4, 0), store(1, base + 3, 0x80), store(1, base, 12),
             store(1, base + 1, 0), store(1, base + 3, 3), store(1, base + 1, 0),
             store(1, base + 2, 0x07), store(1, base + 2, 0x00), store(1, base + 7, 0x33),
             load(1, base + 6)]
    # The interrupt's cause first, since reading it takes one away.
    look = [load(1, base + offset) for offset in (2, 1, 3, 4, 5, 6, 7, 0)]
    look += [store(1, base + 3, 0x83), load(1, base), load(1, base + 1)]
    return Device("uart", base, words, known, lambda offset: look)


def rtc():
    base = 0x0010_1000
    words = list(range(0, 0x2C, 4)) + [0xFFC]
    known = [store(4, base + 0x14, 0), store(4, base + 0x10, 0), store(4, base + 0x1C, 0),
             store(4, base + 0x04, 0x1111_1111), store(4, base, 0x4000_0000),
             store(4, base + 0x0C, 0x2222_2222), store(4, base + 0x08, 0x3333_3333),
             load(4, base)]
    look = [load(4, base + offset) for offset in (0x18, 0, 4, 8, 0xC, 0x10, 0x14, 0x1C)]
    # A second has 2^30 nanoseconds, less 7 %.
    return Device("rtc", base, words, known, lambda offset: look, comparable={0: 0xC0000000},
                  patterns=(0x5A5A5A5A, 0x9A9A9A9A))


def finisher():
    base = 0x0010_0000
    look = [load(4, base)]
    return Device("finisher", base, [0x0, 0x4, 0xFFC], [], lambda offset: look)


VIRTIO_REGISTERS = range(0, 0x100, 4)


def virtio(slot, name, comparable):
    base = 0x1000_1000 + 0x1000 * slot
    words = list(range(0, 0x140, 4)) + [0x1FC, 0x200, 0xFFC]
    known = [store(4, base + 0x70, 0), store(4, base + 0x70, 3), store(4, base + 0x14, 0),
             store(4, base + 0x24, 0), store(4, base + 0x30, 0), store(4, base + 0x20, 0)]
    look = [load(4, base + offset) for offset in (0x10, 0x34, 0x44, 0x60, 0x70, 0xFC, 0x100)]
    return Device(name, base, words, known, lambda offset: look, comparable=comparable)


def all_devices():
    # What a device offers is its own: sizes, limits and features are not compared.
    own = {0x10: 0, 0x34: 0} | {offset: 0 for offset in range(0x100, 0x200, 4)}
    return [clint(), plic(), uart(), rtc(), finisher(), virtio(0, "virtio_empty", {}),
            virtio(6, "virtio_net", own), virtio(7, "virtio_blk", own)]
