// SPDX-License-Identifier: Apache-2.0
#include "ftsim/faultinject/fault_spec.hpp"

#include <fmt/format.h>

#include <charconv>

#include "ftsim/count.hpp"
#include "ftsim/error.hpp"

namespace ftsim {

namespace {

[[noreturn]] void fail(std::string_view text, std::string_view what) {
    throw Error(
        ErrorKind::usage,
        fmt::format("--fault: \"{}\" {}: write it as in cpu0.core.pc_q[3]@2000", text, what));
}

}  // namespace

FaultSpec parse_fault_spec(std::string_view text) {
    const std::size_t at = text.rfind('@');
    if (at == std::string_view::npos) fail(text, "has no @CYCLE");
    const std::string_view place = text.substr(0, at);
    const std::size_t dot = place.find('.');
    if (dot == std::string_view::npos || dot == 0) {
        fail(text, "names no board before the first dot");
    }
    if (place.ends_with("clock")) {
        const std::string_view site = place.substr(dot + 1);
        return {std::string(place.substr(0, dot)),
                std::string(site),
                {},
                parse_count(text.substr(at + 1), fmt::format("--fault {}", text))};
    }
    const std::size_t open = place.rfind('[');
    if (open == std::string_view::npos || !place.ends_with(']')) {
        fail(text, "has no [BIT] before the @");
    }
    if (open <= dot + 1) fail(text, "names no register");

    const std::string_view digits = place.substr(open + 1, place.size() - open - 2);
    FaultSpec spec{std::string(place.substr(0, dot)),
                   std::string(place.substr(dot + 1, open - dot - 1)), 0, 0};
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), spec.bit.emplace());
    if (error != std::errc() || end != digits.data() + digits.size()) {
        fail(text, fmt::format("has \"{}\" where a bit number belongs", digits));
    }
    spec.elapsed_cycle = parse_count(text.substr(at + 1), fmt::format("--fault {}", text));
    return spec;
}

}  // namespace ftsim
