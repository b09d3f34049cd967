#include "benchmarks/table_form/scorer.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace leadscore::benchmarks {
namespace {

/// Adds up the entries of a lead's fields, whose rows are whole.
template <std::size_t kWords>
std::int32_t add_fields(const Tables& tables, std::span<const std::uint32_t> entries,
                        std::uint64_t* bits) {
  std::int32_t score = 0;
  std::fill_n(bits, kWords, 0);
  for (const std::uint32_t place : entries) {
    const std::uint64_t* entry = tables.entries.entry(place);
    score += static_cast<std::int32_t>(entry[0]);
    for (std::size_t word = 0; word < kWords; ++word) bits[word] |= entry[1 + word];
  }
  return score;
}

std::int32_t add_long_fields(const Tables& tables, std::span<const std::uint32_t> entries,
                             std::uint64_t* bits) {
  std::int32_t score = 0;
  std::fill_n(bits, tables.entries.words(), 0);
  for (const std::uint32_t place : entries) {
    score += static_cast<std::int32_t>(*tables.entries.entry(place));
    for (const Entries::Word& word : tables.entries.row(place)) bits[word.place] |= word.bits;
  }
  return score;
}

/// Adds the rows of a lead's events and compares the sums with what the tests need.
template <std::size_t kLanes>
void count_events(const EventTables& events, std::span<const std::uint32_t> rows,
                  std::uint64_t* bits) {
#ifdef __AVX512BW__
  __m512i counts[kLanes] = {};
  for (const std::uint32_t row : rows) {
    const std::uint8_t* bytes = events.bytes(row);
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      counts[lane] = _mm512_add_epi8(counts[lane], _mm512_loadu_si512(bytes + 64 * lane));
    }
  }
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    const __m512i least = _mm512_loadu_si512(events.least().data() + 64 * lane);
    bits[lane] = _mm512_cmpge_epu8_mask(counts[lane], least);
  }
#else
  std::array<std::uint8_t, 64 * kLanes> counts{};
  for (const std::uint32_t row : rows) {
    const std::uint8_t* bytes = events.bytes(row);
    for (std::size_t i = 0; i < counts.size(); ++i) {
      counts[i] = static_cast<std::uint8_t>(counts[i] + bytes[i]);
    }
  }
  std::fill_n(bits, kLanes, 0);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    bits[i / 64] |= std::uint64_t{counts[i] >= events.least()[i]} << (i % 64);
  }
#endif
}

template <std::size_t... kWords>
auto choose_fields(std::size_t words, std::index_sequence<kWords...>) {
  auto chosen = add_long_fields;
  ((words == kWords ? void(chosen = add_fields<kWords>) : void()), ...);
  return chosen;
}

template <std::size_t... kPlaces>
auto choose_events(std::size_t lanes, std::index_sequence<kPlaces...>) {
  auto chosen = count_events<1>;
  ((lanes == kPlaces + 1 ? void(chosen = count_events<kPlaces + 1>) : void()), ...);
  return chosen;
}

}  // namespace

TableScorer::TableScorer(const Tables& tables)
    : tables_(tables),
      event_words_(tables.events.is_dense() ? tables.events.row_bytes() / 64 : 0),
      planes_(tables.rules, event_words_, tables.events.tests()),
      add_fields_(choose_fields(tables.entries.words(),
                                std::make_index_sequence<Entries::kMostWhole + 1>())),
      count_events_(choose_events(
          event_words_, std::make_index_sequence<EventTables::kMostDense / EventTables::kLane>())),
      bits_(kBlockLeads * planes_.words(), 0),
      scores_(kBlockLeads, 0),
      counts_(tables.events.pattern_count(), 0) {}

/// A pattern's counts are the bytes of a word, by bucket; multiplying adds to each byte those
/// before it, which makes them the counts within each window. No lead has as many as 256 events.
std::int32_t TableScorer::count_sparse(std::span<const std::uint32_t> rows, std::uint64_t* bits) {
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  const EventTables& events = tables_.events;
  touched_.clear();
  for (const std::uint32_t row : rows) {
    const std::uint64_t one = std::uint64_t{1} << (8 * (row % EventTables::kBuckets));
    for (const std::uint16_t pattern : events.patterns(row / EventTables::kBuckets)) {
      if (counts_[pattern] == 0) touched_.push_back(pattern);
      counts_[pattern] += one;
    }
  }
  std::int32_t points = 0;
  for (const std::uint16_t pattern : touched_) {
    const std::uint64_t counts = std::exchange(counts_[pattern], 0) * kOnes;
    for (const EventTables::Counter& counter : events.counters(pattern)) {
      const auto count = static_cast<std::uint8_t>(counts >> counter.shift);
      points += counter.points[std::min<std::size_t>(count, counter.points.size() - 1)];
      for (const EventTables::Step& step : counter.steps) {
        const auto bit = static_cast<std::size_t>(step.bit);
        bits[bit / 64] |= std::uint64_t{count >= step.count} << (bit % 64);
      }
    }
  }
  return points;
}

std::span<const std::int32_t> TableScorer::finish_block() {
  planes_.add_to(scores_.data(), bits_.data());  // those of leads that are not there mean nothing
  return {scores_.data(), std::exchange(leads_, 0)};
}

}  // namespace leadscore::benchmarks
