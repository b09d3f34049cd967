// Folded texts that signals mention, found by hash: which signals each of them meets.
#pragma once

#include "bytecode/program.hpp"
#include "runtime/batch/text_hash.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <span>
#include <string_view>
#include <vector>

namespace leadscore::runtime::batch {

/// Immutable once built. Views point into the program's texts.
class LiteralTable {
 public:
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

  /// The signals of each text, sorted, each once.
  explicit LiteralTable(
      const std::map<std::string_view, std::vector<bytecode::SignalId>>& signals_of = {});

  /// The number of a text with that hash (hash_of), else kNone.
  [[nodiscard]] std::uint32_t find(std::string_view text, std::uint64_t hash) const {
    for (std::size_t at = hash & mask_;; at = (at + 1) & mask_) {
      const std::uint64_t slot = slots_[at];
      if (slot == 0) return kNone;
      if ((slot ^ hash) >> 32 == 0) {
        const auto literal = static_cast<std::uint32_t>(slot) - 1;
        if (are_same(literals_[literal], text)) return literal;
      }
    }
  }

  [[nodiscard]] std::size_t size() const { return literals_.size(); }
  [[nodiscard]] std::span<const bytecode::SignalId> signals_of(std::uint32_t literal) const {
    return {signals_.data() + first_signal_[literal],
            first_signal_[literal + 1] - first_signal_[literal]};
  }

 private:
  std::vector<std::uint64_t>
      slots_;  // upper half of the hash, and the literal's number + 1; 0: free
  std::size_t mask_ = 0;
  std::vector<std::string_view> literals_;
  std::vector<std::uint32_t> first_signal_;
  std::vector<bytecode::SignalId> signals_;
};

}  // namespace leadscore::runtime::batch
