// SPDX-License-Identifier: Apache-2.0
#include "ftsim/host/deferred_disk.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "sim/replay/encoding.hpp"

namespace ftsim::host {

bool DeferredDisk::begin(const BlockRequest& request) {
    // A driver may have given up what it asked for, and ask for something else.
    const bool same =
        request.write == write_ && request.sector == sector_ && request.bytes == bytes_;
    if (std::exchange(answered_, false) && same) return true;
    write_ = request.write;
    sector_ = request.sector;
    bytes_ = request.bytes;
    done_ = 0;
    failed_ = false;
    data_.assign(bytes_, '\0');
    if (write_ && !request.data(std::as_writable_bytes(std::span(data_)))) return true;
    return ask();
}

bool DeferredDisk::ask() {
    ++requests_;
    waits_ = asks_ = true;
    return false;
}

uint64_t DeferredDisk::next_cycle(uint64_t cycle) const { return waits_ ? UINT64_MAX : cycle; }

DiskRequest DeferredDisk::take_request() {
    asks_ = false;
    DiskRequest request{requests_, write_, sector_ + done_ / kSectorBytes, {}};
    if (write_) request.data = data_.substr(done_, kSectorBytes);
    return request;
}

bool DeferredDisk::complete(const replay::Event& event) {
    if (!waits_ || asks_ || event.source != static_cast<uint8_t>(requests_)) return false;
    waits_ = false;
    failed_ = event.payload.empty();
    if (!write_) {
        const std::size_t bytes = std::min<std::size_t>(event.payload.size(), kSectorBytes);
        std::copy_n(event.payload.begin(), bytes,
                    data_.begin() + static_cast<std::ptrdiff_t>(done_));
    }
    done_ += kSectorBytes;
    if (failed_ || done_ >= bytes_) {
        answered_ = true;
    } else {
        ask();
    }
    return true;
}

bool DeferredDisk::read(uint64_t sector, std::span<std::byte> to, uint64_t) {
    const uint64_t at = (sector - sector_) * kSectorBytes;
    if (failed_ || sector < sector_ || at + to.size() > data_.size()) return false;
    std::memcpy(to.data(), data_.data() + at, to.size());
    return true;
}

bool DeferredDisk::write(uint64_t, std::span<const std::byte>, uint64_t) { return !failed_; }

void DeferredDisk::save(std::vector<std::byte>& to) const {
    replay::ByteWriter bytes(to);
    bytes.varint(requests_);
    for (const bool flag : {waits_, asks_, answered_, failed_, write_}) {
        bytes.fixed(static_cast<uint8_t>(flag));
    }
    bytes.varint(sector_);
    bytes.varint(bytes_);
    bytes.varint(done_);
    bytes.blob(data_);
}

bool DeferredDisk::load(std::span<const std::byte>& from) {
    replay::ByteReader bytes(from);
    requests_ = bytes.varint();
    for (bool* flag : {&waits_, &asks_, &answered_, &failed_, &write_}) {
        *flag = bytes.fixed<uint8_t>() != 0;
    }
    sector_ = bytes.varint();
    bytes_ = bytes.varint();
    done_ = bytes.varint();
    data_ = bytes.blob();
    const uint64_t whole = kSectorBytes;
    if (bytes.failed() || data_.size() != bytes_ || done_ > bytes_ || bytes_ % whole != 0 ||
        done_ % whole != 0 || (waits_ && done_ == bytes_)) {
        return false;
    }
    from = from.last(bytes.left());
    return true;
}

}  // namespace ftsim::host
