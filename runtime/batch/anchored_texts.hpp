// All texts that signals look for at one end of a value, in one walk from that end, which most
// often is over after a few bytes.
#pragma once

#include "bytecode/program.hpp"
#include "runtime/batch/byte_trie.hpp"
#include "runtime/batch/text_hash.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace leadscore::runtime::batch {

/// Immutable once built.
class AnchoredTexts {
 public:
  using End = ByteTrie::End;

  explicit AnchoredTexts(End end, const std::vector<SoughtText>& sought = {});

  [[nodiscard]] bool is_empty() const { return is_empty_; }

  /// Whether can_find() tells anything: there are not too many texts.
  [[nodiscard]] bool is_glanced_at() const { return !is_many_; }
  /// False: search() would find nothing in what a plain text is folded to. True says nothing.
  [[nodiscard, gnu::always_inline]] bool can_find(const ShortText& text) const {
    const std::uint64_t bytes = loosen(end_ == End::kFirst ? text.first_word() : text.last_word());
    bool can = is_many_;
    for (const FewBytes& few : few_) can |= ((bytes ^ few.bytes) & few.mask) == 0;
    return can;
  }

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
  static constexpr std::size_t kMostFew = 8;
  /// The bytes of a text that are nearest to its end, up to eight, as they stand in a word of it.
  struct FewBytes {
    std::uint64_t bytes;  // loose
    std::uint64_t mask;
    bool operator==(const FewBytes&) const = default;
  };

  End end_;
  bool is_empty_;
  ByteTrie trie_;
  std::vector<FewBytes> few_;  // of all texts, each once
  bool is_many_ = false;       // too many of them are there
};

}  // namespace leadscore::runtime::batch
