// SPDX-License-Identifier: Apache-2.0
#pragma once

// The machine described to its guest: a flattened device tree (Devicetree Specification 0.4), with
// the names and bindings that QEMU's virt uses, so that an operating system made for that finds
// everything here. The boot ROM hands its address over in a1.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace ftsim {

struct DeviceTreeConfig {
    uint64_t ram_bytes;
    std::string bootargs;  ///< the kernel's command line; not given where empty
};

/// The blob, version 17.
std::vector<std::byte> device_tree(const DeviceTreeConfig& config);

/// Where in RAM a blob of that size goes, as an offset: near the end, on a 2 MiB boundary as QEMU
/// has it, or on a page boundary where RAM is smaller than 4 MiB.
uint64_t device_tree_offset(uint64_t ram_bytes, std::size_t blob_bytes);

}  // namespace ftsim
