#include "runtime/columns/text_arena.hpp"

#include <algorithm>

namespace leadscore::runtime {

char* TextArena::take(std::size_t size) {
  if (size > kLongest) {
    return long_texts_.emplace_back(std::make_unique_for_overwrite<char[]>(size)).get();
  }
  if (kBlockBytes - used_bytes_ < size) {
    if (used_blocks_ == blocks_.size()) {
      blocks_.push_back(std::make_unique_for_overwrite<char[]>(kBlockBytes));
    }
    ++used_blocks_;
    used_bytes_ = 0;
  }
  char* const place = blocks_[used_blocks_ - 1].get() + used_bytes_;
  used_bytes_ += size;
  return place;
}

std::string_view TextArena::keep(std::string_view text) {
  if (text.empty()) return {};
  char* const place = take(text.size());
  std::copy(text.begin(), text.end(), place);
  return {place, text.size()};
}

void TextArena::clear() {
  used_blocks_ = 0;
  used_bytes_ = kBlockBytes;
  long_texts_.clear();
}

}  // namespace leadscore::runtime
