// SPDX-License-Identifier: Apache-2.0
#include "ftsim/faultinject/fault_plan.hpp"

#include <algorithm>
#include <utility>

#include "ftsim/faultinject/sampler.hpp"

namespace ftsim {

FaultPlan::FaultPlan(FaultSource source, uint64_t seed, FaultSpace space, FaultKind kind)
    : source_(std::move(source)), seed_(seed), space_(std::move(space)), kind_(kind) {
    if (auto* list = std::get_if<FaultList>(&source_)) {
        std::stable_sort(list->begin(), list->end(),
                         [](const PlannedFault& a, const PlannedFault& b) {
                             return a.elapsed_cycle < b.elapsed_cycle;
                         });
        for (uint64_t i = 0; i < list->size(); ++i) (*list)[i].number = i;
    }
    next_ = draw(0);
}

void FaultPlan::advance() { next_ = draw(next_->number + 1); }

std::optional<PlannedFault> FaultPlan::draw(uint64_t number) const {
    if (const auto* list = std::get_if<FaultList>(&source_)) {
        if (number == list->size()) return std::nullopt;
        return (*list)[number];
    }
    uint64_t elapsed = 0;
    if (const auto* rate = std::get_if<FaultRate>(&source_)) {
        const uint64_t gap = gap_before(seed_, number, rate->rate);
        const uint64_t before = next_ ? next_->elapsed_cycle : 0;
        elapsed = before > UINT64_MAX - gap ? UINT64_MAX : before + gap;
    } else if (const auto* count = std::get_if<FaultCount>(&source_)) {
        if (number == count->count) return std::nullopt;
        elapsed = place_in_part(seed_, number, count->count, count->length);
    } else {
        return std::nullopt;
    }
    return PlannedFault{number, elapsed, space_.at(bit_of(seed_, number, space_.bits())), kind_};
}

}  // namespace ftsim
