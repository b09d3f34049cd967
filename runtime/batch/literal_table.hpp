// Folded texts that signals mention, found by hash: which signals each of them meets.
#pragma once

#include "base/adjacency.hpp"
#include "base/number_table.hpp"
#include "bytecode/program.hpp"
#include "runtime/batch/byte_trie.hpp"
#include "runtime/batch/text_hash.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace leadscore::runtime::batch {

/// Immutable once built. Views point into the program's texts.
class LiteralTable {
 public:
  static constexpr std::uint32_t kNone = NumberTable::kNone;

  /// Of texts in any order, each with a signal once. They are numbered as they first come.
  explicit LiteralTable(std::span<const SoughtText> sought = {});

  /// The number of a text with that hash (loose_hash_of), else kNone.
  [[nodiscard]] std::uint32_t find(std::string_view text, std::uint64_t hash) const {
    if (literals_.empty()) return kNone;
    return numbers_.find(is_exact_ ? hash_of(text) : hash,
                         [&](std::uint32_t literal) { return are_same(literals_[literal], text); });
  }

  struct Glance {
    std::uint32_t number;  // of the text, or size()
    bool is_sure;          // else find() tells
  };

  /// The same of a text as it was given that is plain, without jumps.
  [[nodiscard, gnu::always_inline]] Glance glance(const ShortText& text) const {
    const NumberTable::Glance seen = numbers_.glance(text.hash());
    const std::size_t number = std::min<std::size_t>(seen.number, literals_.size());
    const bool is_found = text.is(short_[number]);
    return {static_cast<std::uint32_t>(is_found ? number : literals_.size()),
            is_found || (seen.is_only && !is_exact_)};
  }

  [[nodiscard]] std::size_t size() const { return literals_.size(); }
  [[nodiscard]] std::span<const bytecode::SignalId> signals_of(std::uint32_t literal) const {
    return signals_[literal];
  }

 private:
  using Hash = std::uint64_t (*)(std::string_view);

  [[nodiscard]] bool number_all(std::span<const SoughtText> sought, Hash hash, std::size_t most);

  NumberTable numbers_;    // of the literals
  bool is_exact_ = false;  // by hash_of: too many are alike for a loose hash
  std::vector<std::string_view> literals_;
  std::vector<ShortLiteral> short_;        // and at the end one that no text is
  Adjacency<bytecode::SignalId> signals_;  // by number
};

}  // namespace leadscore::runtime::batch
