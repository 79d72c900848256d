// SPDX-License-Identifier: Apache-2.0
#pragma once

// Ethernet frames for Wireshark: draft-ietf-opsawg-pcapng, sections 4.1 to 4.3, one interface, time
// in nanoseconds.

#include <cstdint>
#include <string>
#include <string_view>

namespace ftsim::cli {

/// What a file begins with.
std::string pcapng_header();
/// A frame at a time since 1970.
std::string pcapng_packet(uint64_t ns, std::string_view frame);

}  // namespace ftsim::cli
