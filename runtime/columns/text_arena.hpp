// Texts that live until all are forgotten at once: what is made while one record is read.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace leadscore::runtime {

class TextArena {
 public:
  /// Memory of `size` bytes (not 0) to fill, that lasts until clear().
  [[nodiscard]] char* take(std::size_t size);
  /// A copy that lasts until clear().
  [[nodiscard]] std::string_view keep(std::string_view text);

  /// Forgets all texts, keeps the memory for the next (but for that of uncommonly long ones).
  void clear();

 private:
  static constexpr std::size_t kBlockBytes = 16 * 1024;
  static constexpr std::size_t kLongest = kBlockBytes / 2;  // in a block, which may stay half empty

  std::vector<std::unique_ptr<char[]>> blocks_;  // each kBlockBytes
  std::size_t used_blocks_ = 0;                  // the last of them is being filled
  std::size_t used_bytes_ = kBlockBytes;         // of that one
  std::vector<std::unique_ptr<char[]>> long_texts_;
};

}  // namespace leadscore::runtime
