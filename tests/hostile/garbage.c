// SPDX-License-Identifier: Apache-2.0
// A guest that does everything wrong with the devices, from a fixed seed, and ends by itself: loads
// and stores of every width anywhere in their space, queues full of nonsense, interrupts that nobody
// serves. It prints a line for each group; what matters is that the machine goes on.
#include "ftsim.h"

#define MSIP ((volatile uint32_t *)0x02000000)
#define VIRTIO ((volatile uint32_t *)0x10001000)
#define NEEDS_RESET 0x40
enum { kStatus = 0x70 / 4, kQueueSelect = 0x30 / 4, kQueueSize = 0x38 / 4, kReady = 0x44 / 4,
       kNotify = 0x50 / 4, kDriverFeatures = 0x20 / 4, kDriverSelect = 0x24 / 4,
       kDescriptors = 0x80 / 4, kAvailable = 0x90 / 4, kUsed = 0xa0 / 4, kSlotWords = 0x1000 / 4 };

static uint32_t seed = 1;
static volatile uint32_t traps, interrupts;
static uint8_t rings[8192] __attribute__((aligned(4096)));

static uint32_t draw(uint32_t below) { return (next_random(&seed) >> 8) % below; }

// Behind an exception: the next instruction. An interrupt is not served; after a thousand of them
// they are all switched off.
__attribute__((interrupt("machine"), aligned(4))) static void on_trap(void) {
    uint32_t cause, pc;
    __asm__ volatile("csrr %0, mcause" : "=r"(cause));
    if ((int32_t)cause < 0) {
        if (++interrupts % 1000 == 0) CSR_WRITE(mie, 0);
        return;
    }
    traps++;
    __asm__ volatile("csrr %0, mepc" : "=r"(pc));
    pc += (*(uint16_t *)pc & 3) == 3 ? 4 : 2;
    CSR_WRITE(mepc, pc);
}

static void touch(uint32_t address) {
    const uint32_t value = next_random(&seed);
    switch (draw(6)) {
        case 0: *(volatile uint8_t *)address = (uint8_t)value; break;
        case 1: *(volatile uint16_t *)(address & ~1u) = (uint16_t)value; break;
        case 2: *(volatile uint32_t *)(address & ~3u) = value; break;
        case 3: (void)*(volatile uint8_t *)address; break;
        case 4: __asm__ volatile("lh x0, 0(%0)" ::"r"(address)); break;
        default: __asm__ volatile("lw x0, 0(%0)" ::"r"(address)); break;
    }
}

// Everywhere but in the test finisher. The UART's transmitter would fill the console.
static void test_everywhere(void) {
    static const uint32_t kPlaces[][2] = {
        {0x00000000, 0x2000},   {0x00101000, 0x2000}, {0x02000000, 0x10000}, {0x0c000000, 0x600000},
        {0x10000001, 0x200},    {0x10001000, 0x9000}, {0x18000000, 0x10000}, {0x7ffffff0, 0x10}};
    for (int i = 0; i < 60000; i++) {
        const uint32_t place = draw(8);
        touch(kPlaces[place][0] + draw(kPlaces[place][1]));
        if (i % 64 == 0) CSR_WRITE(mie, 0);
    }
}

static void start(volatile uint32_t *slot) {
    slot[kStatus] = 0;
    slot[kStatus] = 1;
    slot[kStatus] = 3;
    slot[kDriverSelect] = 1;
    slot[kDriverFeatures] = 1;
    slot[kDriverSelect] = 0;
    slot[kDriverFeatures] = draw(4) == 0 ? next_random(&seed) : 0;
    slot[kStatus] = 11;
}

// Addresses that are often almost right.
static uint32_t ring_address(void) {
    if (draw(8) == 0) return next_random(&seed);
    return (uint32_t)(uintptr_t)rings + draw(3) * 2048 + (draw(6) == 0 ? draw(16) : 0);
}

static uint32_t test_queues(volatile uint32_t *slot) {
    uint32_t broken = 0;
    for (int round = 0; round < 60; round++) {
        start(slot);
        for (uint32_t queue = 0; queue < 2; queue++) {
            slot[kQueueSelect] = queue;
            slot[kQueueSize] = draw(5) == 0 ? draw(70000) : 1u << draw(9);
            for (int half = 0; half < 2; half++) {
                slot[kDescriptors + half] = half ? draw(20) == 0 : ring_address();
                slot[kAvailable + half] = half ? 0 : ring_address();
                slot[kUsed + half] = half ? 0 : ring_address();
            }
            slot[kReady] = draw(8) != 0;
        }
        slot[kStatus] = 15;
        for (unsigned i = 0; i < sizeof rings; i += 4) {
            const uint32_t kind = draw(4);
            *(uint32_t *)(rings + i) = kind == 0 ? next_random(&seed)
                                     : kind == 1 ? (uint32_t)(uintptr_t)rings + draw(8192)
                                     : kind == 2 ? draw(600) : draw(8) << 16 | draw(8);
        }
        for (int i = 0; i < 4; i++) slot[kNotify] = draw(3);
        for (int wait = 0; wait < 1500; wait++) __asm__ volatile("nop");
        broken += (slot[kStatus] & NEEDS_RESET) != 0;
    }
    slot[kStatus] = 0;
    return broken;
}

// All three kinds at once, and nobody takes the reason away.
static void test_storm(void) {
    volatile uint32_t *plic = (volatile uint32_t *)0x0c000000;
    plic[10] = 7;
    plic[0x2000 / 4] = 1 << 10;
    plic[0x200000 / 4] = 0;
    UART[3] = 0;
    UART[1] = 0x0f;
    *MSIP = 1;
    MTIMECMP[0] = 0;
    MTIMECMP[1] = 0;
    for (int kind = 0; kind < 3; kind++) {
        CSR_WRITE(mie, kind == 0 ? 0x008 : kind == 1 ? 0x080 : 0x800);
        CSR_SET(mstatus, 8);
        for (int i = 0; i < 20000; i++) __asm__ volatile("nop");
    }
    CSR_WRITE(mie, 0);
    UART[1] = 0;
}

int main(void) {
    CSR_WRITE(mtvec, (uint32_t)(uintptr_t)on_trap);
    test_everywhere();
    UART[3] = 3;
    UART[4] = 0;
    UART[1] = 0;
    print("\neverywhere: ");
    print(traps > 1000 ? "many traps\n" : "few traps\n");
    for (int slot = 6; slot < 8; slot++) {
        print(test_queues(VIRTIO + slot * kSlotWords) > 0 ? "queues: some broken\n"
                                                          : "queues: none broken\n");
    }
    interrupts = 0;
    test_storm();
    print("storm: ");
    print_decimal(interrupts);
    print(" interrupts\n");
    return 0;
}
