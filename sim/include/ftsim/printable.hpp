// SPDX-License-Identifier: Apache-2.0
#pragma once

// Text from a file, fit for a message of one line: what a terminal might obey is spelt out.

#include <string>
#include <string_view>

namespace ftsim {

/// Printable ASCII stays, any other byte becomes \xNN.
inline std::string printable(std::string_view text) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string shown;
    for (const char c : text) {
        if (c >= ' ' && c <= '~') {
            shown += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        shown.append("\\x").append({kDigits[byte >> 4U], kDigits[byte & 0xfU]});
    }
    return shown;
}

}  // namespace ftsim
