// SPDX-License-Identifier: Apache-2.0
// A change from outside that every replica gets: what a debugger writes.
#include "ftsim/lockstep/engine.hpp"

namespace ftsim {

// All that was said before is compared first, so nothing of it can be taken for a difference that
// the change has made. A roll-back to before the change would undo it, and the re-execution would
// say other things than what has left: so the changed state is the only snapshot from now on.
bool Engine::intervene(const Intervention& change) {
    const uint64_t lost = elapsed_cycle_ - cycle_;
    if (drain(Halt::budget) == Halt::mismatch || !compare_states().agreed) return false;
    if (!release(cycle_, lost + kernel_.comparison_delay())) return false;

    std::vector<std::vector<std::byte>> states = states_;
    for (unsigned replica = 0; replica < kernel_.replicas(); ++replica) {
        kernel_.save_state(in_service(replica) ? replica : lead(), states[replica]);
    }
    change(states);
    Progress progress = kernel_.progress();
    progress.traps_without_retire = 0;
    kernel_.set_progress(progress);
    load_replicas(states);

    domain_.begin_interval();
    if (kernel_.replicas() > 1) {
        snapshots_.clear();
        snapshots_.push_back(capture());
    }
    domain_.outbox().trim(domain_.outbox().position());
    domain_.gate().window().trim(domain_.gate().window().position());
    return true;
}

}  // namespace ftsim
