// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/open_log.hpp"

#include <memory>
#include <utility>

#include "ftsim/error.hpp"
#include "ftsim/stopped.hpp"

namespace ftsim::cli {

namespace {

class StoppableBytes final : public replay::ByteSource {
public:
    StoppableBytes(std::unique_ptr<replay::ByteSource> bytes, const StopRequest& stop)
        : bytes_(std::move(bytes)), stop_(stop) {}

    uint64_t size() const override { return bytes_->size(); }
    std::size_t read(uint64_t offset, std::span<std::byte> to) const override {
        if (stop_.asked()) throw Stopped();
        return bytes_->read(offset, to);
    }

private:
    std::unique_ptr<replay::ByteSource> bytes_;
    const StopRequest& stop_;
};

}  // namespace

replay::LogFile open_log(const std::string& path, const StopRequest& stop,
                         replay::LogFile::Holes holes) {
    return replay::LogFile(std::make_unique<StoppableBytes>(replay::open_bytes(path), stop), path,
                           holes);
}

}  // namespace ftsim::cli
