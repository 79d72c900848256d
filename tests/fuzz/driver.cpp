// SPDX-License-Identifier: Apache-2.0
// Runs a target without libFuzzer: mutations of the corpus, the same ones for the same seed. What
// kills it is left in the file --keep, which is a log to look at and the input of --input.
//
// usage: TARGET [--seconds N] [--seed N] [--keep FILE] RECIPE...
//        TARGET --input FILE...
//        TARGET --write FOLDER RECIPE...     the corpus as logs, for libFuzzer
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>

#include "ftsim/error.hpp"
#include "tests/fuzz/recipe.hpp"
#include "tests/fuzz/target.hpp"

namespace {

using ftsim::fuzz::Bytes;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kMaxBytes = 4 << 20;
constexpr unsigned kPatience = 60;  // seconds for one input, before it counts as endless
constexpr unsigned kDepth = 3;      // mutations of mutations

void write(const std::string& path, std::span<const std::byte> bytes) {
    std::ofstream file(path, std::ios::binary);
    file.write(reinterpret_cast<const char*>(bytes.data()),
               static_cast<std::streamsize>(bytes.size()));
}

void test(std::span<const std::byte> bytes) {
    alarm(kPatience);
    LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
    alarm(0);
}

struct Options {
    unsigned seconds = 10;
    unsigned seed = 1;
    std::string keep, input, folder;
    std::vector<std::string> files;
};

Options parse(int argc, char** argv) {
    Options options;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        const bool option = word.starts_with("--") && i + 1 < argc;
        const std::string value = option ? argv[++i] : "";
        if (word == "--seconds")
            options.seconds = static_cast<unsigned>(std::stoul(value));
        else if (word == "--seed")
            options.seed = static_cast<unsigned>(std::stoul(value));
        else if (word == "--keep")
            options.keep = value;
        else if (word == "--input")
            options.input = value;
        else if (word == "--write")
            options.folder = value;
        else
            options.files.push_back(word);
    }
    return options;
}

Bytes mutated(const Bytes& from, unsigned seed) {
    Bytes bytes = from;
    for (unsigned i = 0; i <= seed % kDepth; ++i) {
        const std::size_t size = bytes.size();
        bytes.resize(kMaxBytes);
        bytes.resize(LLVMFuzzerCustomMutator(reinterpret_cast<uint8_t*>(bytes.data()), size,
                                             bytes.size(), seed + i * 7'919));
    }
    return bytes;
}

int run(const Options& options) {
    std::vector<Bytes> corpus;
    for (const std::string& file : options.files) {
        corpus.push_back(ftsim::fuzz::log_from_recipe(file));
        const auto name = std::filesystem::path(file).stem().string();
        if (!options.folder.empty()) write(options.folder + "/" + name + ".ftlog", corpus.back());
    }
    if (!options.folder.empty() || corpus.empty()) return corpus.empty() ? 2 : 0;
    for (const Bytes& bytes : corpus) test(bytes);
    const auto end = Clock::now() + std::chrono::seconds(options.seconds);
    unsigned runs = 0;
    for (; Clock::now() < end; ++runs) {
        const Bytes bytes = mutated(corpus[runs % corpus.size()], options.seed + runs);
        if (!options.keep.empty()) write(options.keep, bytes);
        test(bytes);
    }
    std::printf("%u inputs from seed %u on\n", runs, options.seed);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        const Options options = parse(argc, argv);
        if (options.input.empty()) return run(options);
        std::ifstream file(options.input, std::ios::binary);
        const std::string bytes(std::istreambuf_iterator<char>(file), {});
        test(std::as_bytes(std::span(bytes)));
        return 0;
    } catch (const ftsim::Error& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 5;
    }
}
