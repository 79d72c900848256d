// SPDX-License-Identifier: Apache-2.0
// Two recorded streams of a bus, compared at once: a request, an address, a write enable, and data
// that counts only while the enable is set.
#include <cstdio>
#include <cstring>
#include <ftsim/comparator/window.hpp>
#include <vector>

struct BusCycle {
    uint32_t addr, wdata;
    uint8_t req, we, unused[6];
};

int main() {
    const ftsim::Bundle bus(
        sizeof(BusCycle),
        {{"addr", 0, 32}, {"wdata", 32, 32, "we"}, {"req", 64, 1}, {"we", 72, 1}});
    const ftsim::WindowComparator comparator(bus);

    std::vector<BusCycle> main(100'000), shadow(100'000);
    for (uint32_t cycle = 0; cycle < main.size(); ++cycle) {
        main[cycle] = shadow[cycle] = {4 * cycle, cycle, 1, uint8_t(cycle % 2), {}};
    }
    shadow[70'000].wdata ^= 1U << 5;  // nobody writes there: no difference
    shadow[80'001].wdata ^= 1U << 9;

    const auto difference =
        comparator.compare(std::as_bytes(std::span(main)), std::as_bytes(std::span(shadow)));
    if (!difference) return std::puts("no difference"), 1;
    std::printf("cycle %lu: %s[%zu] differs, %lu bit in all (kernel %s)\n", difference->cycle,
                bus.fields()[difference->field].name.c_str(), difference->bit, difference->bits,
                std::string(name(comparator.kernel())).c_str());
    return difference->cycle == 80'001 ? 0 : 1;
}
