// Texts that are looked for in values, byte by byte as a tree: what both ways to look for many of
// them at once (automaton, anchored_texts) are made from.
#pragma once

#include "bytecode/program.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace leadscore::runtime::batch {

/// Something to look for in a value.
struct SoughtText {
  std::string_view text;
  bytecode::SignalId signal;
};

/// A trie. Bytes that occur in no text are of one class.
struct ByteTrie {
  /// From which of their ends texts are taken.
  enum class End : std::uint8_t { kFirst, kLast };

  static constexpr std::uint32_t kRoot = 0;  // to which no way leads: where there is none

  /// None of the texts is empty.
  ByteTrie(End end, const std::vector<SoughtText>& sought);

  /// Where, in `next`, the way of a byte from a node stands.
  [[nodiscard]] std::size_t way(std::size_t node, char byte) const {
    return node * class_count + class_of[static_cast<unsigned char>(byte)];
  }

  std::array<std::uint8_t, 256> class_of{};
  std::size_t class_count = 1;
  std::vector<std::uint32_t> next;                          // node by node, each class_count long
  std::vector<std::vector<bytecode::SignalId>> signals_of;  // by node: of the texts that end there
};

}  // namespace leadscore::runtime::batch
