// All texts that signals look for at one end of a value, in one walk from that end, which most
// often is over after a few bytes.
#pragma once

#include "bytecode/program.hpp"
#include "runtime/batch/byte_trie.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace leadscore::runtime::batch {

/// Immutable once built.
class AnchoredTexts {
 public:
  using End = ByteTrie::End;

  explicit AnchoredTexts(End end, const std::vector<SoughtText>& sought = {})
      : end_(end), is_empty_(sought.empty()), trie_(end, sought) {}

  [[nodiscard]] bool is_empty() const { return is_empty_; }

  /// Calls `found` with the signal of each text that the value begins (or ends) with.
  template <class Found>
  void search(std::string_view value, Found found) const {
    if (is_empty_) return;
    std::uint32_t node = ByteTrie::kRoot;
    for (std::size_t at = 0; at < value.size(); ++at) {
      const char byte = end_ == End::kFirst ? value[at] : value[value.size() - 1 - at];
      node = trie_.next[trie_.way(node, byte)];
      if (node == ByteTrie::kRoot) return;
      for (const bytecode::SignalId signal : trie_.signals_of[node]) found(signal);
    }
  }

 private:
  End end_;
  bool is_empty_;
  ByteTrie trie_;
};

}  // namespace leadscore::runtime::batch
