// Folded texts that signals mention, found by hash: which signals each of them meets.
#pragma once

#include "base/number_table.hpp"
#include "bytecode/program.hpp"
#include "runtime/batch/text_hash.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string_view>
#include <vector>

namespace leadscore::runtime::batch {

/// Immutable once built. Views point into the program's texts.
class LiteralTable {
 public:
  static constexpr std::uint32_t kNone = NumberTable::kNone;

  /// The signals of each text, each once.
  explicit LiteralTable(
      const std::map<std::string_view, std::vector<bytecode::SignalId>>& signals_of = {});

  /// The number of a text with that hash (hash_of), else kNone.
  [[nodiscard]] std::uint32_t find(std::string_view text, std::uint64_t hash) const {
    return numbers_.find(hash,
                         [&](std::uint32_t literal) { return are_same(literals_[literal], text); });
  }

  [[nodiscard]] std::size_t size() const { return literals_.size(); }
  [[nodiscard]] std::span<const bytecode::SignalId> signals_of(std::uint32_t literal) const {
    return {signals_.data() + first_signal_[literal],
            first_signal_[literal + 1] - first_signal_[literal]};
  }

 private:
  NumberTable numbers_;  // of the literals
  std::vector<std::string_view> literals_;
  std::vector<std::uint32_t> first_signal_;
  std::vector<bytecode::SignalId> signals_;
};

}  // namespace leadscore::runtime::batch
