// SPDX-License-Identifier: Apache-2.0
// Runs the comparator's target without libFuzzer: inputs drawn at random, the same for one seed.
//
// usage: TARGET [--seconds N] [--seed N] [--keep FILE]
//        TARGET --input FILE
#include <chrono>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "tests/fuzz/target.hpp"

namespace {

using Clock = std::chrono::steady_clock;
using Bytes = std::vector<std::uint8_t>;

Bytes draw(std::uint64_t seed) {
    std::mt19937_64 random(seed);
    Bytes bytes(random() % (seed % 8 == 0 ? 6'000 : 500));
    for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random());
    // Bundles as they are: one in two is short enough for a window of several.
    if (!bytes.empty() && seed % 2 == 0) bytes[0] = static_cast<std::uint8_t>(1 + bytes[0] % 70);
    return bytes;
}

}  // namespace

int main(int argc, char** argv) {
    std::uint64_t seed = 1;
    long seconds = 10;
    std::string keep, input;
    for (int i = 1; i + 1 < argc; i += 2) {
        const std::string word = argv[i], value = argv[i + 1];
        if (word == "--seconds") seconds = std::stol(value);
        if (word == "--seed") seed = std::stoull(value);
        if (word == "--keep") keep = value;
        if (word == "--input") input = value;
    }
    if (!input.empty()) {
        std::ifstream file(input, std::ios::binary);
        const Bytes bytes(std::istreambuf_iterator<char>(file), {});
        return LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
    }
    const auto end = Clock::now() + std::chrono::seconds(seconds);
    std::uint64_t runs = 0;
    for (; Clock::now() < end; ++runs) {
        const Bytes bytes = draw(seed + runs);
        if (!keep.empty()) {
            std::ofstream file(keep, std::ios::binary);
            file.write(reinterpret_cast<const char*>(bytes.data()),
                       static_cast<std::streamsize>(bytes.size()));
        }
        LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
    }
    std::printf("%llu inputs from seed %llu on\n", static_cast<unsigned long long>(runs),
                static_cast<unsigned long long>(seed));
    return 0;
}
