// A block of leads on its way through the engine: what the look-ups found, and the answers.
#pragma once

#include "runtime/batch/planes.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace leadscore::runtime::batch {

/// What the signals of a block come to, and its sums. `kWords`: the length of its planes.
template <std::size_t kWords>
struct Block {
  static constexpr std::size_t kLeads = kWords * kWordBits;

  std::size_t count = 0;           // of leads, at most kLeads
  std::vector<Word> words;         // word by word of the plan, each kLeads long: a lead's planes
  Planes<kWords> planes;           // by plane of the plan
  std::vector<std::int64_t> sums;  // sum by sum, each kLeads long

  [[nodiscard]] Word* word(std::size_t number) { return words.data() + number * kLeads; }
  [[nodiscard]] std::int64_t* sum(std::size_t number) { return sums.data() + number * kLeads; }
};

/// The points of a block.
template <std::size_t kWords>
struct BlockPoints {
  static constexpr std::size_t kLeads = kWords * kWordBits;

  Planes<kWords> inside;             // one plane: the leads that the model is for
  std::vector<std::int64_t> scores;  // by lead
  std::vector<std::int64_t> parts;   // part by part, each kLeads long

  [[nodiscard]] const std::int64_t* part(std::size_t number) const {
    return parts.data() + number * kLeads;
  }
};

}  // namespace leadscore::runtime::batch
