// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/stop.hpp"

#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>

#include "sim/cli/commands.hpp"

namespace ftsim::cli {

namespace {

constexpr suseconds_t kAgainMicroseconds = 100'000;
constexpr double kMostSeconds = 1e9;  // some thirty years: a timer takes no number

enum Asked : int { nobody = 0, by_signal = 1, by_time = 2 };

// All that a signal handler may touch.
std::atomic<int> asked_by = nobody;
static_assert(std::atomic<int>::is_always_lock_free);

void on_signal(int signal) {
    const int before = errno;
    // It is the main thread that waits in system calls, and the kernel picks any.
    if (gettid() != getpid()) {
        syscall(SYS_tgkill, getpid(), getpid(), signal);
        errno = before;
        return;
    }
    int expected = nobody;
    asked_by.compare_exchange_strong(expected, signal == SIGALRM ? by_time : by_signal);
    // A system call on Linux, as alarm() is, which may be called here.
    const itimerval again = {{0, kAgainMicroseconds}, {0, kAgainMicroseconds}};
    setitimer(ITIMER_REAL, &again, nullptr);
    errno = before;
}

void catch_signal(int signal) {
    struct sigaction action = {};
    action.sa_handler = on_signal;
    sigemptyset(&action.sa_mask);
    action.sa_flags = 0;  // no SA_RESTART: what waits must come back
    sigaction(signal, &action, nullptr);
}

}  // namespace

StopRequest::StopRequest() {
    for (const int signal : {SIGINT, SIGTERM, SIGALRM}) catch_signal(signal);
    std::signal(SIGXFSZ, SIG_IGN);
}

void StopRequest::after(double seconds) {
    const double wanted = std::clamp(seconds, 1e-6, kMostSeconds);
    const auto whole = static_cast<time_t>(wanted);
    const auto rest = static_cast<suseconds_t>((wanted - static_cast<double>(whole)) * 1e6);
    const itimerval once = {{0, kAgainMicroseconds}, {whole, rest}};
    if (!asked()) setitimer(ITIMER_REAL, &once, nullptr);
}

bool StopRequest::asked() const { return asked_by.load(std::memory_order_relaxed) != nobody; }

bool StopRequest::timed_out() const { return asked_by.load() == by_time; }

int StopRequest::exit_status() const { return timed_out() ? kExitTimeout : kExitInterrupted; }

const char* StopRequest::reason() const { return timed_out() ? "timeout" : "interrupted"; }

}  // namespace ftsim::cli
