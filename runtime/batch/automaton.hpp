// All texts that signals look for inside a value, in one pass over the value (Aho and Corasick,
// "Efficient string matching", CACM 18(6), 1975).
#pragma once

#include "bytecode/program.hpp"
#include "runtime/batch/byte_trie.hpp"
#include "runtime/batch/first_pairs.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace leadscore::runtime::batch {

/// Finds texts anywhere in a value. Immutable once built.
class Automaton {
 public:
  /// Larger ones would take more memory than they are worth.
  static constexpr std::size_t kMostBytes = 1U << 16U;

  Automaton() = default;
  explicit Automaton(const std::vector<SoughtText>& sought);

  [[nodiscard]] bool is_empty() const { return outputs_.empty(); }

  /// Whether can_find() tells anything.
  [[nodiscard]] bool is_glanced_at() const { return !pairs_.is_many(); }
  /// False: search() would find nothing in the value, nor in what it is folded to if it is ASCII.
  [[nodiscard]] bool can_find(std::string_view value) const {
    return !is_empty() && pairs_.can_be_in(value);
  }

  /// Calls `found` with the signal of each text found, some of them several times.
  template <class Found>
  void search(std::string_view value, Found found) const {
    if (!can_find(value)) return;
    std::uint32_t row = 0;
    for (std::size_t at = 0; at < value.size(); ++at) {
      const std::uint32_t next = next_[row + class_of_[static_cast<unsigned char>(value[at])]];
      row = next & ~kHasEnding;
      if (next == row) continue;
      for (std::uint32_t ends = states_[row / class_count_].first_ending; ends != kNone;
           ends = states_[ends].next_ending) {
        const State& state = states_[ends];
        for (std::uint32_t output = 0; output < state.output_count; ++output) {
          found(outputs_[state.first_output + output]);
        }
      }
    }
  }

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFFU;
  static constexpr std::uint32_t kHasEnding = 0x80000000U;
  static_assert((kMostBytes + 1) * 257 < kHasEnding);

  struct State {
    std::uint32_t first_ending = kNone;  // this or the nearest suffix of it that ends a text
    std::uint32_t next_ending = kNone;   // the next shorter one
    std::uint32_t first_output = 0;
    std::uint32_t output_count = 0;
  };
  void link(const ByteTrie& trie);

  FirstPairs pairs_;
  std::array<std::uint8_t, 256> class_of_{};  // as in a ByteTrie
  std::size_t class_count_ = 1;
  // State by state, each class_count_ long: where the next state's begin, with kHasEnding if a text
  // ends there.
  std::vector<std::uint32_t> next_;
  std::vector<State> states_;
  std::vector<bytecode::SignalId> outputs_;
};

}  // namespace leadscore::runtime::batch
