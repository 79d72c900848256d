// SPDX-License-Identifier: Apache-2.0
#include "ftsim/count.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <chrono>
#include <cmath>

#include "ftsim/error.hpp"

namespace ftsim {

namespace {

struct Scanner {
    std::string_view text;
    std::size_t at = 0;

    bool done() const { return at == text.size(); }
    char peek() const { return done() ? '\0' : text[at]; }
    bool digit() const { return peek() >= '0' && peek() <= '9'; }
    bool take(char wanted) {
        if (peek() != wanted) return false;
        ++at;
        return true;
    }
};

[[noreturn]] void fail(std::string_view text, std::string_view what, std::string_view why) {
    throw Error(ErrorKind::usage,
                fmt::format("{}: \"{}\" {}: write a whole number, as in 1000000, 1_000_000, 1e6 "
                            "or 10M",
                            what, text, why));
}

int suffix_zeros(char suffix) {
    switch (suffix) {
        case 'k': return 3;
        case 'M': return 6;
        case 'G': return 9;
        default: return 0;
    }
}

}  // namespace

uint64_t parse_count(std::string_view text, std::string_view what) {
    Scanner scan{text};
    uint64_t value = 0;
    int fraction = 0;  // digits behind the point
    const auto append = [&](char digit) {
        const auto low = static_cast<uint64_t>(digit - '0');
        if (value > (UINT64_MAX - low) / 10) fail(text, what, "is too large");
        value = value * 10 + low;
    };
    const auto digits = [&](int* counter) {
        if (!scan.digit()) fail(text, what, "is not a count");
        while (scan.digit()) {
            append(scan.text[scan.at++]);
            if (counter != nullptr) ++*counter;
            if (scan.take('_') && !scan.digit()) fail(text, what, "is not a count");
        }
    };
    digits(nullptr);
    if (scan.take('.')) digits(&fraction);

    int zeros = 0;
    if (scan.take('e') || scan.take('E')) {
        scan.take('+');
        if (!scan.digit()) fail(text, what, "is not a count");
        while (scan.digit()) {
            zeros = zeros * 10 + (scan.text[scan.at++] - '0');
            if (zeros > 400) fail(text, what, "is too large");
        }
    } else if (!scan.done()) {
        zeros = suffix_zeros(scan.text[scan.at++]);
        if (zeros == 0) fail(text, what, "is not a count");
    }
    if (!scan.done()) fail(text, what, "is not a count");

    for (; fraction > zeros; --fraction) {
        if (value % 10 != 0) fail(text, what, "is not a whole number");
        value /= 10;
    }
    if (value == 0) return 0;
    for (int i = fraction; i < zeros; ++i) {
        if (value > UINT64_MAX / 10) fail(text, what, "is too large");
        value *= 10;
    }
    return value;
}

uint64_t parse_size(std::string_view text, std::string_view what) {
    const auto wrong = [&] {
        return Error(ErrorKind::usage,
                     fmt::format("{}: \"{}\" is not a size: write bytes, as in 65536, 64k, 128M or "
                                 "1G",
                                 what, text));
    };
    std::string_view digits = text;
    unsigned shift = 0;
    if (const std::size_t unit = std::string_view("kMG").find(text.empty() ? ' ' : text.back());
        unit != std::string_view::npos) {
        shift = 10 * (static_cast<unsigned>(unit) + 1);
        digits.remove_suffix(1);
    }
    uint64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size()) throw wrong();
    if (value > UINT64_MAX >> shift) throw wrong();
    return value << shift;
}

uint64_t parse_date(std::string_view text, std::string_view what) {
    const auto wrong = [&] {
        return Error(ErrorKind::usage,
                     fmt::format("{}: \"{}\" is not a date from 1970 to 2199: write 2000-01-01 or "
                                 "2000-01-01T12:30:00",
                                 what, text));
    };
    // Each digit of the pattern stands for one digit.
    constexpr std::string_view kPattern = "0000-00-00T00:00:00";
    if (text.size() != 10 && text.size() != kPattern.size()) throw wrong();
    std::array<unsigned, 6> parts = {};
    std::size_t part = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool digit = text[i] >= '0' && text[i] <= '9';
        if (digit != (kPattern[i] == '0') || (!digit && text[i] != kPattern[i])) throw wrong();
        if (digit) {
            parts[part] = parts[part] * 10 + static_cast<unsigned>(text[i] - '0');
        } else {
            ++part;
        }
    }
    const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(parts[0])),
                                           std::chrono::month(parts[1]),
                                           std::chrono::day(parts[2])};
    const bool time = parts[3] < 24 && parts[4] < 60 && parts[5] < 60;
    if (!date.ok() || !time || parts[0] < 1970 || parts[0] > 2199) throw wrong();
    const auto days = std::chrono::sys_days(date).time_since_epoch();
    return static_cast<uint64_t>(std::chrono::seconds(days).count()) + parts[3] * 3600 +
           parts[4] * 60 + parts[5];
}

double parse_rate(std::string_view text, std::string_view what) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value) ||
        value <= 0) {
        throw Error(ErrorKind::usage,
                    fmt::format("{}: \"{}\" is not a number above 0, as in 1e-6", what, text));
    }
    return value;
}

}  // namespace ftsim
