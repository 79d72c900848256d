// SPDX-License-Identifier: Apache-2.0
// A virtio 1.x device behind memory-mapped registers, with split queues (virtio 1.2, sections 2.7
// and 4.2). The driver puts buffers into a queue of the device's; the device uses them in its own
// time, says so in the queue, and interrupts.
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum { kVirtioNet = 1, kVirtioBlock = 2 };  // kinds of device
enum { kQueueSize = 8 };                    // entries: a power of two
enum { kNext = 1, kDeviceWrites = 2 };      // flags of a descriptor

struct virtio_queue {
    struct descriptor {
        uint64_t address;
        uint32_t length;
        uint16_t flags;
        uint16_t next;
    } descriptors[kQueueSize] __attribute__((aligned(16)));
    struct {  // by the driver: heads of chains of descriptors
        uint16_t flags;
        uint16_t index;
        uint16_t ring[kQueueSize];
    } available;
    volatile struct {  // by the device
        uint16_t flags;
        uint16_t index;
        struct {
            uint32_t head;
            uint32_t written;  // bytes that the device wrote
        } ring[kQueueSize];
    } used __attribute__((aligned(4)));
    uint16_t taken;  // entries of `used` that the driver has seen; counts on, as the indices do
};

struct virtio_device {
    volatile uint32_t *registers;
    unsigned slot;
    uint64_t features;
};

// Finds the first device of the kind in the eight slots and agrees with it on those of the wanted
// features that it has. False where there is none.
bool virtio_open(struct virtio_device *device, uint32_t kind, uint64_t wanted);
void virtio_add_queue(struct virtio_device *device, unsigned number, struct virtio_queue *queue);
// The queues are there: the device may start, and interrupts from now on.
void virtio_start(struct virtio_device *device);
volatile uint8_t *virtio_config(struct virtio_device *device);

void virtio_offer(struct virtio_queue *queue, unsigned head);
void virtio_notify(struct virtio_device *device, unsigned number);
bool virtio_is_used(const struct virtio_queue *queue);
// The next chain that the device has used; `virtio_is_used` was true. Returns its head.
unsigned virtio_take(struct virtio_queue *queue, uint32_t *written);
