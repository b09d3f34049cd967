#include "runtime/batch/anchored_texts.hpp"

#include <algorithm>

namespace leadscore::runtime::batch {

AnchoredTexts::AnchoredTexts(End end, const std::vector<SoughtText>& sought)
    : end_(end), is_empty_(sought.empty()), trie_(end, sought) {
  constexpr std::size_t kWordBytes = sizeof(std::uint64_t);
  for (const SoughtText& one : sought) {
    FewBytes few{.bytes = 0, .mask = 0};
    for (std::size_t at = 0; at < std::min(kWordBytes, one.text.size()); ++at) {
      const bool is_first = end == End::kFirst;
      const char byte = one.text[is_first ? at : one.text.size() - 1 - at];
      const std::size_t shift = 8 * (is_first ? at : kWordBytes - 1 - at);
      few.bytes |= std::uint64_t{static_cast<unsigned char>(byte)} << shift;
      few.mask |= std::uint64_t{0xFF} << shift;
    }
    few.bytes = loosen(few.bytes) & few.mask;
    if (std::ranges::find(few_, few) == few_.end()) few_.push_back(few);
    is_many_ = few_.size() > kMostFew;
    if (is_many_) break;
  }
  if (is_many_) few_ = {};
}

}  // namespace leadscore::runtime::batch
