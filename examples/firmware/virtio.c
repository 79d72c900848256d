// SPDX-License-Identifier: Apache-2.0
#include "virtio.h"

#include "plic.h"

enum { kSlots = 8 };
#define SLOT(n) ((volatile uint32_t *)(0x10001000 + 0x1000 * (n)))

enum {  // registers, as indices of words
    kMagic = 0x000 / 4,
    kVersion = 0x004 / 4,
    kDeviceId = 0x008 / 4,
    kDeviceFeatures = 0x010 / 4,
    kDeviceFeaturesSelect = 0x014 / 4,
    kDriverFeatures = 0x020 / 4,
    kDriverFeaturesSelect = 0x024 / 4,
    kQueueSelect = 0x030 / 4,
    kQueueNumberMax = 0x034 / 4,
    kQueueNumber = 0x038 / 4,
    kQueueReady = 0x044 / 4,
    kQueueNotify = 0x050 / 4,
    kInterruptStatus = 0x060 / 4,
    kInterruptAcknowledge = 0x064 / 4,
    kStatus = 0x070 / 4,
    kQueueDescriptors = 0x080 / 4,  // 64 bits each, the low word first
    kQueueAvailable = 0x090 / 4,
    kQueueUsed = 0x0a0 / 4,
    kConfig = 0x100 / 4,
};

enum { kAcknowledge = 1, kDriver = 2, kDriverOk = 4, kFeaturesOk = 8 };  // bits of kStatus
#define VERSION_1 (UINT64_C(1) << 32)

// What was written to memory before is there before what is written after.
static inline void order(void) { __asm__ volatile("fence rw, rw" ::: "memory"); }

static uint64_t offered_features(volatile uint32_t *registers) {
    registers[kDeviceFeaturesSelect] = 0;
    const uint32_t low = registers[kDeviceFeatures];
    registers[kDeviceFeaturesSelect] = 1;
    return (uint64_t)registers[kDeviceFeatures] << 32 | low;
}

static bool open_slot(struct virtio_device *device, uint64_t wanted) {
    volatile uint32_t *const registers = device->registers;
    registers[kStatus] = 0;  // reset
    registers[kStatus] = kAcknowledge;
    registers[kStatus] = kAcknowledge | kDriver;
    device->features = offered_features(registers) & (wanted | VERSION_1);
    registers[kDriverFeaturesSelect] = 0;
    registers[kDriverFeatures] = (uint32_t)device->features;
    registers[kDriverFeaturesSelect] = 1;
    registers[kDriverFeatures] = (uint32_t)(device->features >> 32);
    registers[kStatus] |= kFeaturesOk;
    return (registers[kStatus] & kFeaturesOk) != 0 && (device->features & VERSION_1) != 0;
}

bool virtio_open(struct virtio_device *device, uint32_t kind, uint64_t wanted) {
    for (device->slot = 0; device->slot < kSlots; device->slot++) {
        device->registers = SLOT(device->slot);
        if (device->registers[kMagic] == 0x74726976 && device->registers[kVersion] == 2 &&
            device->registers[kDeviceId] == kind) {
            return open_slot(device, wanted);
        }
    }
    return false;
}

static void write_address(volatile uint32_t *words, const volatile void *place) {
    words[0] = (uint32_t)(uintptr_t)place;
    words[1] = 0;
}

void virtio_add_queue(struct virtio_device *device, unsigned number, struct virtio_queue *queue) {
    volatile uint32_t *const registers = device->registers;
    registers[kQueueSelect] = number;
    if (registers[kQueueNumberMax] < kQueueSize) fail(2);
    registers[kQueueNumber] = kQueueSize;
    write_address(&registers[kQueueDescriptors], queue->descriptors);
    write_address(&registers[kQueueAvailable], &queue->available);
    write_address(&registers[kQueueUsed], &queue->used);
    registers[kQueueReady] = 1;
}

// The trap itself is the news: whoever waits looks into the queues.
static void acknowledge(void *argument) {
    struct virtio_device *const device = argument;
    device->registers[kInterruptAcknowledge] = device->registers[kInterruptStatus];
}

void virtio_start(struct virtio_device *device) {
    on_interrupt(kVirtioSource + device->slot, acknowledge, device);
    device->registers[kStatus] |= kDriverOk;
}

volatile uint8_t *virtio_config(struct virtio_device *device) {
    return (volatile uint8_t *)&device->registers[kConfig];
}

void virtio_offer(struct virtio_queue *queue, unsigned head) {
    queue->available.ring[queue->available.index % kQueueSize] = (uint16_t)head;
    order();
    queue->available.index++;
}

void virtio_notify(struct virtio_device *device, unsigned number) {
    order();
    device->registers[kQueueNotify] = number;
}

bool virtio_is_used(const struct virtio_queue *queue) { return queue->used.index != queue->taken; }

unsigned virtio_take(struct virtio_queue *queue, uint32_t *written) {
    order();
    const unsigned place = queue->taken++ % kQueueSize;
    *written = queue->used.ring[place].written;
    return queue->used.ring[place].head;
}
