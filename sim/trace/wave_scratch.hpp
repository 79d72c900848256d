// SPDX-License-Identifier: Apache-2.0
#pragma once

// Where Verilator's FST writer works. It takes a name, not an open file, removes what has that
// name, and puts a second file beside it; so it works in a private folder, whose files lose their
// names as soon as it has opened them. Nothing stays behind, whatever ends the process. It also
// says nothing where it cannot write: what the system said is looked for here.

#include <filesystem>
#include <functional>
#include <string>

namespace ftsim {

class WaveScratch {
public:
    /// Makes the folder. Throws Error(file), as everything here.
    WaveScratch();
    ~WaveScratch();
    WaveScratch(const WaveScratch&) = delete;
    WaveScratch& operator=(const WaveScratch&) = delete;

    /// The name for the FST writer.
    std::filesystem::path name() const { return folder_ / "waves.fst"; }
    /// The writer has opened its files: takes their names away.
    void take();

    /// Does something that makes the FST writer write.
    void checked(const std::function<void()>& write) const;

    /// The file as one that can be opened to be read.
    std::string reopened() const;
    /// Its bytes, to another file. `to_name` stands for that in messages.
    void copy(int to, const std::string& to_name) const;

private:
    void forget_names();
    [[noreturn]] void fail(int error) const;

    std::filesystem::path folder_;
    int file_ = -1;
};

/// Throws Error(file): "NAME: cannot be written to its end: ..."
[[noreturn]] void fail_waves(const std::string& name, int error);

}  // namespace ftsim
