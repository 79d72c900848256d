// SPDX-License-Identifier: Apache-2.0
#include "faultinject/scenario_lines.hpp"

#include <algorithm>

namespace ftsim {

namespace {

constexpr std::string_view kBlanks = " \t";
constexpr std::string_view kEscapes = "nrt\\\"";
constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kLetters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";

/// What is left of a line; every take() that does not fit leaves it as it is.
class Line {
public:
    explicit Line(std::string_view text) : text_(text) {}

    bool take(char c) {
        if (!text_.starts_with(c)) return false;
        text_.remove_prefix(1);
        return true;
    }
    /// At least one of these characters.
    bool take_some(std::string_view of) {
        const std::size_t end = std::min(text_.find_first_not_of(of), text_.size());
        text_.remove_prefix(end);
        return end != 0;
    }
    void blanks() { take_some(kBlanks); }
    /// Nothing or a comment, without control characters.
    bool ends() {
        blanks();
        if (text_.empty()) return true;
        return text_.front() == '#' && printable(text_);
    }
    /// 'abc', or "abc" with the escapes \n, \r, \t, \\ and \".
    bool take_text() {
        if (text_.empty() || (text_.front() != '"' && text_.front() != '\'')) return false;
        const char quote = text_.front();
        std::size_t end = 1;
        while (end < text_.size() && text_[end] != quote) {
            if (quote == '"' && text_[end] == '\\') {
                ++end;
                if (end == text_.size() || kEscapes.find(text_[end]) == std::string_view::npos)
                    return false;
            }
            ++end;
        }
        if (end >= text_.size() || !printable(text_.substr(1, end - 1))) return false;
        text_.remove_prefix(end + 1);
        return true;
    }
    /// 5, -5, 1_000: groups of digits.
    bool take_number() {
        if (!take('+')) take('-');
        do {
            if (!take_some(kDigits)) return false;
        } while (take('_'));
        return true;
    }
    bool take_numbers() {
        if (!take('[')) return false;
        blanks();
        while (take_number()) {
            blanks();
            if (!take(',')) break;
            blanks();
        }
        return take(']');
    }

private:
    static bool printable(std::string_view text) {
        for (const char c : text) {
            if (c != '\t' && (c < ' ' || c > '~')) return false;
        }
        return true;
    }

    std::string_view text_;
};

bool is_table(Line line) {
    line.blanks();
    if (!line.take('[')) return false;
    const bool twice = line.take('[');
    line.blanks();
    if (!line.take_some(kLetters)) return false;
    line.blanks();
    return line.take(']') && (!twice || line.take(']')) && line.ends();
}

bool is_pair(Line line) {
    line.blanks();
    if (!line.take_some(kLetters)) return false;
    line.blanks();
    if (!line.take('=')) return false;
    line.blanks();
    return (line.take_text() || line.take_numbers() || line.take_number()) && line.ends();
}

}  // namespace

std::optional<std::size_t> first_odd_line(std::string_view text) {
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (!Line(line).ends() && !is_table(Line(line)) && !is_pair(Line(line))) return number;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return std::nullopt;
}

}  // namespace ftsim
