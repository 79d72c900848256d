// SPDX-License-Identifier: Apache-2.0
#include "ftsim/comparator/byte_line.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "ftsim/comparator/bundle.hpp"

namespace ftsim {
namespace {

using std::to_string;

[[noreturn]] void refuse(const std::string& why) {
    throw std::invalid_argument("delay line: " + why);
}

}  // namespace

ByteLine::ByteLine(std::size_t bytes, unsigned cycles) : bytes_(bytes), cycles_(cycles) {
    if (bytes == 0 || bytes > kMaxBundleBytes) {
        refuse(to_string(bytes) + " bytes a cycle instead of 1 to " + to_string(kMaxBundleBytes));
    }
    if (cycles > kMaxLockstepOffset) {
        refuse("an offset of " + to_string(cycles) + " cycles; the line has " +
               to_string(kMaxLockstepOffset));
    }
    slots_.resize(bytes * (cycles + 1));
}

std::span<const std::byte> ByteLine::slot(std::uint64_t index) const {
    return std::span(slots_).subspan(index % (cycles_ + 1) * bytes_, bytes_);
}

std::span<const std::byte> ByteLine::push(std::span<const std::byte> in) {
    if (in.size() != bytes_) {
        refuse(to_string(in.size()) + " bytes into a line of " + to_string(bytes_));
    }
    const auto at = static_cast<std::ptrdiff_t>(in_++ % (cycles_ + 1) * bytes_);
    std::copy(in.begin(), in.end(), slots_.begin() + at);
    if (held() <= cycles_) return {};
    return slot(out_++);
}

std::span<const std::byte> ByteLine::drain() {
    if (held() == 0) return {};
    return slot(out_++);
}

void ByteLine::restart() { in_ = out_ = 0; }

}  // namespace ftsim
