// 64 leads at a time: their bits turned into planes (one word a bit, one bit a lead), compounds as
// word operations, points added by plane.
#pragma once

#include "benchmarks/table_form/rule_set.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <immintrin.h>
#include <vector>

namespace leadscore::benchmarks {

inline constexpr std::size_t kBlockLeads = 64;

using Words = std::array<std::uint64_t, kBlockLeads>;

/// Bit j of word i becomes bit i of word j.
inline void transpose(Words& words) {
  std::uint64_t mask = 0x00000000ffffffff;
  for (std::size_t step = 32; step != 0; step /= 2, mask ^= mask << step) {
    for (std::size_t i = 0; i < kBlockLeads; i = ((i | step) + 1) & ~step) {
      const std::uint64_t swapped = ((words[i] >> step) ^ words[i | step]) & mask;
      words[i] ^= swapped << step;
      words[i | step] ^= swapped;
    }
  }
}

/// Adds the points to the leads of the plane.
inline void add_points(std::int32_t* scores, std::uint64_t plane, std::int32_t points) {
#ifdef __AVX512F__
  const __m512i added = _mm512_set1_epi32(points);
  for (std::size_t i = 0; i < kBlockLeads / 16; ++i) {
    const auto mask = static_cast<__mmask16>(plane >> (16 * i));
    const __m512i sum = _mm512_loadu_si512(scores + 16 * i);
    _mm512_storeu_si512(scores + 16 * i, _mm512_mask_add_epi32(sum, mask, sum, added));
  }
#else
  for (std::size_t i = 0; i < kBlockLeads; ++i) {
    scores[i] += points & -static_cast<std::int32_t>(plane >> i & 1);
  }
#endif
}

/// Which bits a lead has, and what they mean: first those of the events (dense), then the fields'.
class Planes {
 public:
  /// `event_words`: of a lead's bits, the first ones, which are of `events`; the compounds' bits
  /// come behind them. Sparse: none.
  Planes(const RuleSet& rules, std::size_t event_words, const std::vector<const Test*>& events)
      : words_(event_words + (rules.bits + 63) / 64), planes_(64 * words_ + 2) {
    std::vector<std::int32_t> places(rules.bits);
    for (std::size_t bit = 0; bit < rules.bits; ++bit) {
      places[bit] = static_cast<std::int32_t>(64 * event_words + bit);
    }
    for (std::size_t i = 0; event_words > 0 && i < events.size(); ++i) {
      const auto place = static_cast<std::int32_t>(i);
      if (events[i]->points != 0) direct_.push_back({place, events[i]->points});
      if (events[i]->bit != kNowhere) places[static_cast<std::size_t>(events[i]->bit)] = place;
    }
    planes_[64 * words_] = 0;
    planes_[64 * words_ + 1] = ~std::uint64_t{0};
    const auto place_of = [&](std::int32_t bit) {
      if (bit == Compound::kNever) return static_cast<std::int32_t>(64 * words_);
      if (bit == Compound::kAlways) return static_cast<std::int32_t>(64 * words_ + 1);
      return places[static_cast<std::size_t>(bit)];
    };
    for (Compound compound : rules.compounds) {
      compound.a = place_of(compound.a);
      compound.b = place_of(compound.b);
      compound.c = place_of(compound.c);
      compound.known = place_of(compound.known);
      compounds_.push_back(compound);
    }
  }

  [[nodiscard]] std::size_t words() const { return words_; }

  /// `bits`: lead by lead, words() each, of 64 leads.
  void add_to(std::int32_t* scores, const std::uint64_t* bits) {
    for (std::size_t word = 0; word < words_; ++word) {
      Words column;
      for (std::size_t lead = 0; lead < kBlockLeads; ++lead) {
        column[lead] = bits[lead * words_ + word];
      }
      transpose(column);
      std::copy(column.begin(), column.end(), planes_.begin() + static_cast<long>(64 * word));
    }
    for (const Direct& direct : direct_) add_points(scores, plane(direct.place), direct.points);
    for (const Compound& rule : compounds_) {
      const std::uint64_t gate =
          (plane(rule.c) ^ -std::uint64_t{rule.is_c_negated}) & plane(rule.known);
      add_points(scores, (plane(rule.a) | plane(rule.b)) & gate, rule.points);
    }
  }

 private:
  struct Direct {
    std::int32_t place;
    std::int32_t points;
  };

  [[nodiscard]] std::uint64_t plane(std::int32_t place) const {
    return planes_[static_cast<std::size_t>(place)];
  }

  std::size_t words_;
  std::vector<std::uint64_t> planes_;  // and two: none and all
  std::vector<Direct> direct_;
  std::vector<Compound> compounds_;
};

}  // namespace leadscore::benchmarks
