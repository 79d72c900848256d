// SPDX-License-Identifier: Apache-2.0
#pragma once

// The registers of the UART, for its tests.

#include <cstdint>

namespace ftsim::uart_registers {

inline constexpr uint64_t kHz = 10'000'000;

inline constexpr uint32_t kData = 0;
inline constexpr uint32_t kInterruptEnable = 1;
inline constexpr uint32_t kCause = 2;
inline constexpr uint32_t kFifo = 2;
inline constexpr uint32_t kLineControl = 3;
inline constexpr uint32_t kModemControl = 4;
inline constexpr uint32_t kLineStatus = 5;
inline constexpr uint32_t kModemStatus = 6;
inline constexpr uint32_t kScratch = 7;

inline constexpr uint8_t kDivisorLatch = 0x80;
inline constexpr uint8_t kLoopback = 0x10;

// Four characters of 10 bits at 9600 baud and 10 MHz.
inline constexpr uint64_t kTimeout = 20'834;

}  // namespace ftsim::uart_registers
