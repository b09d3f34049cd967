// A few bytes, such as a key with its quotes and colon, that are looked for at a place.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#if defined(__SSE2__)
#include <immintrin.h>
#endif

namespace leadscore::runtime {

class SoughtBytes {
 public:
  SoughtBytes() = default;
  /// None of them is a line feed.
  explicit SoughtBytes(std::string bytes) : bytes_(std::move(bytes)), size_(bytes_.size()) {
    for (std::size_t byte = 0; byte < std::min(size_, kQuick); ++byte) {
      first_[byte] = bytes_[byte];
      masks_[byte / 16] |= 1U << (byte % 16);
    }
  }

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::string_view text() const { return bytes_; }

  /// Whether they stand at `at`, in a line that ends with a line feed and behind which
  /// LineReader::kPadding bytes can be read.
  [[nodiscard]] bool stand_at(const char* at) const {
#if defined(__SSE2__)
    const auto differs = [&](std::size_t from) {
      const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at + from));
      const __m128i mine = _mm_loadu_si128(reinterpret_cast<const __m128i*>(first_.data() + from));
      const auto same = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, mine)));
      return (~same & masks_[from / 16]) != 0;
    };
    if (differs(0)) return false;
    if (size_ <= 16) return true;
    if (differs(16)) return false;
    if (size_ <= kQuick) return true;
#endif
    // Byte by byte, as not even the line need be that long.
    std::size_t same = 0;
    while (same < size_ && at[same] == bytes_[same]) ++same;
    return same == size_;
  }

 private:
  static constexpr std::size_t kQuick = 32;

  std::string bytes_;
  std::size_t size_ = 0;
  std::array<char, kQuick> first_{};  // of them, filled up
  std::array<unsigned, 2> masks_{};   // bit by bit, which of the first are there
};

}  // namespace leadscore::runtime
