// All texts that signals look for at one end of a value, in one walk from that end, which most
// often is over after a few bytes.
#pragma once

#include "bytecode/program.hpp"
#include "runtime/batch/automaton.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace leadscore::runtime::batch {

/// A trie. Immutable once built.
class AnchoredTexts {
 public:
  enum class End : std::uint8_t { kFirst, kLast };

  explicit AnchoredTexts(End end) : end_(end) {}
  AnchoredTexts(End end, const std::vector<SoughtText>& sought);

  [[nodiscard]] bool is_empty() const { return signals_.empty(); }

  /// Calls `found` with the signal of each text that the value begins (or ends) with.
  template <class Found>
  void search(std::string_view value, Found found) const {
    if (is_empty()) return;
    std::uint32_t node = kRoot;
    for (std::size_t at = 0; at < value.size(); ++at) {
      const char byte = end_ == End::kFirst ? value[at] : value[value.size() - 1 - at];
      node = next_[node * class_count_ + class_of_[static_cast<unsigned char>(byte)]];
      if (node == kRoot) return;
      for (std::uint32_t signal = first_signal_[node]; signal < first_signal_[node + 1]; ++signal) {
        found(signals_[signal]);
      }
    }
  }

 private:
  static constexpr std::uint32_t kRoot = 0;  // to which no way leads: where there is none

  End end_;
  ByteClasses class_of_{};
  std::size_t class_count_ = 1;
  std::vector<std::uint32_t> next_;          // node by node, each class_count_ long
  std::vector<std::uint32_t> first_signal_;  // by node, and one more
  std::vector<bytecode::SignalId> signals_;
};

}  // namespace leadscore::runtime::batch
