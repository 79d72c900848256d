// SPDX-License-Identifier: Apache-2.0
#pragma once

// Every file that a command reads and writes, known before it runs, so that no output destroys an
// input or another output. Two names are the same file where they lead to the same one on the disk:
// through symbolic and hard links, and for a file that does not exist yet, where it would come to
// be. Devices and pipes may serve twice. Nothing is created, truncated or written here.

#include <filesystem>
#include <string>
#include <vector>

namespace ftsim::cli {

class FileSet {
public:
    /// The files behind stdout and stderr are outputs of every command.
    FileSet();

    /// A file that is read; "-" is stdin. `option` stands for it in messages.
    void input(const std::string& option, const std::filesystem::path& file);
    /// A file that is created, or overwritten.
    void output(const std::string& option, const std::filesystem::path& file);
    /// A file that must exist and is read, and written in place unless it is `read_only`.
    void image(const std::string& option, const std::filesystem::path& file, bool read_only);

    /// Throws Error(usage) where an output is the same file as an input or another output, and
    /// Error(file) for an output that cannot be written.
    void check() const;

private:
    enum class Use { read, written, updated };
    struct File {
        std::string option;
        std::filesystem::path path;
        Use use;
        int inherited = -1;  // a descriptor that the command was started with; -1: none
    };

    static void refuse_same(const File& a, const File& b);

    std::vector<File> files_;
};

}  // namespace ftsim::cli
