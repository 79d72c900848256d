// SPDX-License-Identifier: Apache-2.0
#include "block.h"

#include "plic.h"
#include "virtio.h"

enum { kRead = 0, kWrite = 1, kFlush = 4 };  // kinds of request
#define FEATURE_FLUSH (UINT64_C(1) << 9)

static struct virtio_device disk;
static struct virtio_queue queue;

uint32_t block_open(void) {
    if (!virtio_open(&disk, kVirtioBlock, FEATURE_FLUSH)) return 0;
    virtio_add_queue(&disk, 0, &queue);
    virtio_start(&disk);
    volatile uint32_t *const capacity = (volatile uint32_t *)virtio_config(&disk);
    return capacity[1] != 0 ? UINT32_MAX : capacity[0];
}

// A request is a chain: what to do, the data if any, and a byte for the disk's answer.
static void request(uint32_t kind, uint32_t sector, void *data, uint32_t length) {
    struct {
        uint32_t kind;
        uint32_t reserved;
        uint64_t sector;
    } head = {kind, 0, sector};
    volatile uint8_t status = 0xff;

    struct descriptor *const chain = queue.descriptors;
    chain[0] = (struct descriptor){(uintptr_t)&head, sizeof head, kNext, length != 0 ? 1 : 2};
    chain[1] = (struct descriptor){(uintptr_t)data, length, kNext, 2};
    if (kind == kRead) chain[1].flags |= kDeviceWrites;
    chain[2] = (struct descriptor){(uintptr_t)&status, 1, kDeviceWrites, 0};
    virtio_offer(&queue, 0);
    virtio_notify(&disk, 0);

    WAIT_UNTIL(virtio_is_used(&queue));
    uint32_t written;
    virtio_take(&queue, &written);
    if (status != 0) fail(3);
}

void block_read(uint32_t sector, void *to, uint32_t sectors) {
    request(kRead, sector, to, sectors * kSector);
}

void block_write(uint32_t sector, const void *from, uint32_t sectors) {
    request(kWrite, sector, (void *)(uintptr_t)from, sectors * kSector);
}

void block_flush(void) {
    if ((disk.features & FEATURE_FLUSH) != 0) request(kFlush, 0, 0, 0);
}
