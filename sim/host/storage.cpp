// SPDX-License-Identifier: Apache-2.0
#include "ftsim/host/storage.hpp"

#include "sim/replay/encoding.hpp"

namespace ftsim::host {

using replay::ByteReader;
using replay::ByteWriter;

namespace {

constexpr std::size_t kSectorBytes = 512;  // of zeros, where nobody has written

}  // namespace

StorageAnswer SharedStorage::serve(const StorageRequest& request) {
    StorageAnswer answer{request.op, request.who, request.id, StorageStatus::done, term_, {}};
    switch (request.op) {
        case StorageOp::test_and_set:
            if (term_ == request.term) {
                ++term_;
                owner_ = request.who;
            } else if (term_ != request.term + 1 || owner_ != request.who) {
                answer.status = StorageStatus::lost;
            }
            answer.term = term_;
            return answer;
        case StorageOp::read: {
            const auto found = sectors_.find(request.sector);
            answer.data = found != sectors_.end() ? found->second : std::string(kSectorBytes, '\0');
            return answer;
        }
        case StorageOp::write: break;
    }
    if (fencing_ && request.term != term_) {
        answer.status = StorageStatus::old_term;
        ++refused_;
        return answer;
    }
    const auto found = sectors_.find(request.sector);
    const uint64_t bytes =
        bytes_ + request.data.size() - (found == sectors_.end() ? 0 : found->second.size());
    if (read_only_ || (most_bytes_ != 0 && bytes > most_bytes_)) {
        answer.status = StorageStatus::error;
        return answer;
    }
    bytes_ = bytes;
    sectors_[request.sector] = request.data;
    return answer;
}

namespace {

template <class Fill>
std::string filled(Fill fill) {
    std::vector<std::byte> bytes;
    ByteWriter to(bytes);
    fill(to);
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

std::string encode(const StorageRequest& request) {
    return filled([&](ByteWriter& to) {
        to.fixed(static_cast<uint8_t>(request.op));
        to.fixed(request.who);
        to.fixed(request.id);
        to.fixed(request.term);
        to.fixed(request.sector);
        to.blob(request.data);
    });
}

std::string encode(const StorageAnswer& answer) {
    return filled([&](ByteWriter& to) {
        to.fixed(static_cast<uint8_t>(answer.op));
        to.fixed(answer.who);
        to.fixed(answer.id);
        to.fixed(static_cast<uint8_t>(answer.status));
        to.fixed(answer.term);
        to.blob(answer.data);
    });
}

bool decode(std::string_view bytes, StorageRequest& request) {
    ByteReader from(std::as_bytes(std::span(bytes)));
    request.op = static_cast<StorageOp>(from.fixed<uint8_t>());
    request.who = from.fixed<ReplicaId>();
    request.id = from.fixed<uint64_t>();
    request.term = from.fixed<uint64_t>();
    request.sector = from.fixed<uint64_t>();
    request.data = from.blob();
    return from.complete() && request.op <= StorageOp::write;
}

bool decode(std::string_view bytes, StorageAnswer& answer) {
    ByteReader from(std::as_bytes(std::span(bytes)));
    answer.op = static_cast<StorageOp>(from.fixed<uint8_t>());
    answer.who = from.fixed<ReplicaId>();
    answer.id = from.fixed<uint64_t>();
    answer.status = static_cast<StorageStatus>(from.fixed<uint8_t>());
    answer.term = from.fixed<uint64_t>();
    answer.data = from.blob();
    return from.complete() && answer.op <= StorageOp::write &&
           answer.status <= StorageStatus::error;
}

}  // namespace ftsim::host
