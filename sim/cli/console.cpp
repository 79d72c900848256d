// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/console.hpp"

#include <cstdio>

namespace ftsim::cli {

Console::Console(const std::optional<std::filesystem::path>& file, bool text_report)
    : on_stdout_(text_report && !file) {
    if (file) file_.emplace(*file);
}

void Console::write(std::string_view bytes) {
    if (bytes.empty()) return;
    if (file_) file_->write(bytes);
    if (!on_stdout_) return;
    std::fwrite(bytes.data(), 1, bytes.size(), stdout);
    last_ = bytes.back();
}

void Console::end_line() {
    if (last_ != '\n') std::fputc('\n', stdout);
    last_ = '\n';
}

void Console::close() {
    if (file_) file_->close();
}

}  // namespace ftsim::cli
