// SPDX-License-Identifier: Apache-2.0
// Any description of a bundle and any two streams: either the description is refused, or every
// kernel gives what looking at each bit gives.
#include <algorithm>
#include <cstdlib>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>

#include "ftsim/comparator/window.hpp"
#include "tests/fuzz/target.hpp"

namespace {

using namespace ftsim;

/// Takes numbers and bytes from what the fuzzer gives; zeros behind its end.
class Input {
public:
    explicit Input(std::span<const std::byte> bytes) : bytes_(bytes) {}

    std::size_t number(std::size_t below) {
        std::size_t value = 0;
        for (unsigned i = 0; i < 2 && !bytes_.empty(); ++i) {
            value = value << 8 | std::to_integer<std::size_t>(bytes_.front());
            bytes_ = bytes_.subspan(1);
        }
        return value % below;
    }
    std::vector<std::byte> bytes(std::size_t count) {
        std::vector<std::byte> taken(count);
        const std::size_t there = std::min(count, bytes_.size());
        std::copy_n(bytes_.begin(), there, taken.begin());
        bytes_ = bytes_.subspan(there);
        return taken;
    }

private:
    std::span<const std::byte> bytes_;
};

bool bit_of(const std::byte* bytes, std::size_t bit) {
    return (bytes[bit / 8] >> bit % 8 & std::byte{1}) != std::byte{0};
}

bool counts(const Bundle& bundle, std::size_t bit, const std::byte* a, const std::byte* b) {
    if (!bit_of(bundle.care().data(), bit)) return false;
    for (const BundleField& field : bundle.fields()) {
        if (bit < field.first_bit || bit >= field.first_bit + field.bits) continue;
        if (field.valid.empty()) return true;
        const std::size_t valid = bundle.fields()[*bundle.find(field.valid)].first_bit;
        return bit_of(a, valid) || bit_of(b, valid);
    }
    return false;
}

/// The first bit of the streams that differs and counts.
std::optional<std::size_t> first_bit(const Bundle& bundle, std::span<const std::byte> a,
                                     std::span<const std::byte> b) {
    for (std::size_t start = 0; start < a.size(); start += bundle.bytes()) {
        for (std::size_t bit = 0; bit < 8 * bundle.bytes(); ++bit) {
            if (bit_of(&a[start], bit) == bit_of(&b[start], bit)) continue;
            if (counts(bundle, bit, &a[start], &b[start])) return 8 * start + bit;
        }
    }
    return std::nullopt;
}

// Two valid bits, then fields one behind the other, whole bytes or not; now and then anything.
Bundle describe(Input& input) {
    const std::size_t bytes =
        input.number(2) == 0 ? std::size_t{1} << input.number(7) : input.number(80);
    const bool whole_bytes = input.number(2) == 0;
    std::vector<BundleField> fields = {{"f0", 0, 1}, {"f1", 1, 1}};
    std::size_t next = whole_bytes ? 8 : 2;
    for (std::size_t i = input.number(12); i > 0 && next < 8 * bytes; --i) {
        const bool anything = input.number(64) == 0;
        const std::size_t first = anything ? input.number(700) : next;
        const std::size_t longest = anything ? 700 : 8 * bytes - next;
        std::size_t bits = std::min(1 + input.number(50), longest);
        if (whole_bytes) bits = (bits + 7) / 8 * 8;
        const std::size_t valid = input.number(anything ? 12 : 4);
        fields.push_back({"f" + std::to_string(fields.size()), first, bits,
                          valid % 4 < 2 ? "" : "f" + std::to_string(valid - 2)});
        next = first + bits;
    }
    return Bundle(bytes, std::move(fields), input.bytes(input.number(3) == 0 ? bytes : 0));
}

void compare(const Bundle& bundle, Input& input) {
    const std::size_t bytes = bundle.bytes() * input.number(30);
    const std::vector<std::byte> a = input.bytes(bytes);
    std::vector<std::byte> b = a;
    for (std::size_t i = input.number(5); i > 0 && bytes > 0; --i) {
        b[input.number(bytes)] ^= static_cast<std::byte>(input.number(256));
    }
    const auto expected = first_bit(bundle, a, b);
    for (const Kernel kernel : {Kernel::portable, Kernel::avx2, Kernel::avx512}) {
        if (!supported(kernel)) continue;
        const auto found = WindowComparator(bundle, kernel).compare(a, b);
        if (found.has_value() != expected.has_value()) std::abort();
        if (!found) continue;
        const std::size_t bit = 8 * found->cycle * bundle.bytes() +
                                bundle.fields()[found->field].first_bit + found->bit;
        if (bit != *expected || found->bits == 0) std::abort();
    }
}

}  // namespace

int LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size) {
    Input input(std::as_bytes(std::span(data, size)));
    try {
        compare(describe(input), input);
    } catch (const std::invalid_argument& refused) {
        if (std::string(refused.what()).empty()) std::abort();
    }
    return 0;
}
