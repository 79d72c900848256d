// SPDX-License-Identifier: Apache-2.0
#pragma once

// Long work takes a token, a function that says whether to go on, and asks it many times a second.
// Where it is told to stop and has no half result to give, it throws this: no failure, and nobody's
// fault. What threw it can still be asked how far it is, and destroyed.

#include <exception>

namespace ftsim {

class Stopped : public std::exception {
public:
    const char* what() const noexcept override { return "stopped"; }
};

}  // namespace ftsim
