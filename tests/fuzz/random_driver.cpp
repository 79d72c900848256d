// SPDX-License-Identifier: Apache-2.0
// Random bytes for a target that makes something of any: without libFuzzer, for a short run.
// usage: ... --seconds N
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string_view>
#include <vector>

#include "tests/fuzz/target.hpp"

int main(int argc, char** argv) {
    if (argc != 3 || std::string_view(argv[1]) != "--seconds") return 2;
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(std::atoi(argv[2]));
    std::mt19937 random(1);
    unsigned long inputs = 0;
    std::vector<uint8_t> data;
    while (std::chrono::steady_clock::now() < end) {
        data.resize(random() % 2000);
        for (uint8_t& byte : data) byte = static_cast<uint8_t>(random() >> random() % 9);
        LLVMFuzzerTestOneInput(data.data(), data.size());
        ++inputs;
    }
    std::printf("%lu inputs\n", inputs);
}
