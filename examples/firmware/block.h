// SPDX-License-Identifier: Apache-2.0
// A disk of 512-byte sectors on virtio (1.2, section 5.2). Every call sleeps until the disk has
// done it, and ends the run with code 3 where the disk refuses.
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum { kSector = 512 };

// The number of sectors, or 0 where there is no disk.
uint32_t block_open(void);
void block_read(uint32_t sector, void *to, uint32_t sectors);
void block_write(uint32_t sector, const void *from, uint32_t sectors);
// What was written is safe when this returns.
void block_flush(void);
