// SPDX-License-Identifier: Apache-2.0
#pragma once

// Where things are, a subset of QEMU's riscv32 `virt` machine, so that the same program runs on
// both.

#include <cstdint>

namespace ftsim::address {

inline constexpr uint32_t kBootRom = 0x0000'1000;
inline constexpr uint32_t kBootRomBytes = 0x0000'0100;
inline constexpr uint32_t kFinisher = 0x0010'0000;
inline constexpr uint32_t kFinisherBytes = 0x1000;
inline constexpr uint32_t kRtc = 0x0010'1000;
inline constexpr uint32_t kRtcBytes = 0x1000;
inline constexpr uint32_t kClint = 0x0200'0000;
inline constexpr uint32_t kClintBytes = 0x1'0000;
inline constexpr uint32_t kPlic = 0x0c00'0000;
inline constexpr uint32_t kUart = 0x1000'0000;
inline constexpr uint32_t kUartBytes = 0x100;
inline constexpr uint32_t kVirtio = 0x1000'1000;
inline constexpr uint32_t kVirtioBytes = 0x1000;
inline constexpr uint32_t kVirtioSlots = 8;
constexpr uint32_t virtio(uint32_t slot) { return kVirtio + slot * kVirtioBytes; }
inline constexpr uint32_t kRam = 0x8000'0000;
inline constexpr uint64_t kDefaultRamBytes = 128ULL << 20;

}  // namespace ftsim::address

/// The PLIC's sources.
namespace ftsim::irq {

constexpr uint32_t virtio(uint32_t slot) { return 1 + slot; }
inline constexpr uint32_t kUart = 10;
inline constexpr uint32_t kRtc = 11;

}  // namespace ftsim::irq
