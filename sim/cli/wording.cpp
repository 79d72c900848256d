// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/wording.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ftsim::cli {

namespace {

constexpr std::size_t kColumns = 80;

// Breaks `rest` behind a text that ends in `column`.
std::string broken(std::size_t column, std::size_t indent, std::string_view rest) {
    std::string text;
    bool first = true;
    while (!rest.empty()) {
        // Blanks in front of a word, as in a table, stay in front of it.
        const std::size_t word = rest.find_first_not_of(' ');
        if (word == std::string_view::npos) break;
        const std::size_t end = std::min(rest.find(' ', word), rest.size());
        if (column + end > kColumns && !first) {
            text += '\n' + std::string(indent, ' ');
            column = indent;
            rest.remove_prefix(word);
            first = true;
            continue;
        }
        text += rest.substr(0, end);
        column += end;
        rest.remove_prefix(end);
        first = false;
    }
    return text + '\n';
}

}  // namespace

std::string grouped(uint64_t number) {
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3;) {
        at -= 3;
        digits.insert(at, ",");
    }
    return digits;
}

std::string counted(uint64_t number, std::string_view noun) {
    return fmt::format("{} {}{}", grouped(number), noun, number == 1 ? "" : "s");
}

std::string folded(std::string_view begin, std::string_view rest) {
    std::string text = std::string(begin) + broken(begin.size(), begin.size(), rest);
    text.erase(text.find_last_not_of(" \n") + 1);
    return text + '\n';
}

std::string folded_lines(std::string_view text, std::size_t indent) {
    std::string lines;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        lines += line.size() <= kColumns ? std::string(line) + '\n' : broken(0, indent, line);
        text.remove_prefix(std::min(text.size(), line.size() + 1));
    }
    return lines;
}

}  // namespace ftsim::cli
