// What bounds the memory that reading takes.
#pragma once

#include <cstddef>

namespace leadscore::runtime {

/// Longest record that is read; a longer one is rejected.
inline constexpr std::size_t kMaxRecordBytes = 64 * 1024 * 1024;

/// The most events (and `identify` messages) of a lead, however they come to it, those that are one
/// by their ids not yet put together; a lead with more is rejected.
inline constexpr std::size_t kMaxLeadEvents = 100'000;

/// Who unpacks a compressed file: who asks for its bytes, or a thread of its own ahead of that.
enum class Unpacking { kWhenAsked, kAhead };

/// Other values than these are for tests, `unpacking` apart.
struct InputLimits {
  std::size_t most_record_bytes = kMaxRecordBytes;
  std::size_t block_bytes = 256 * 1024;  // read at once
  Unpacking unpacking = Unpacking::kWhenAsked;
};

}  // namespace leadscore::runtime
