#include "runtime/batch/event_counts.hpp"

#include <array>
#include <cstring>
#include <utility>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace leadscore::runtime::batch {
namespace {

// ---- Portable -----------------------------------------------------------------------------------

/// The lowest bit of each of eight bytes, the first byte's first.
Word lowest_bits(const std::uint8_t* bytes) {
  Word word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return word * 0x0102040810204080U >> 56U;
}

template <std::size_t kLanes>
void count_portably(const CountTables& tables, const CountedLeads& leads) {
  constexpr std::size_t kTests = kLanes * kLaneTests;
  std::uint32_t event = 0;
  for (std::size_t lead = 0; lead < leads.leads; ++lead) {
    std::array<std::uint8_t, kTests> counts{};
    for (; event < leads.ends[lead]; ++event) {
      const std::uint8_t* const row = tables.rows + leads.rows[event] * kTests;
      for (std::size_t at = 0; at < kTests; ++at) {
        counts[at] = static_cast<std::uint8_t>(counts[at] + row[at]);
      }
    }
    for (std::size_t at = 0; at < kTests; ++at) {
      const bool holds = (tables.least[at] <= counts[at]) & (counts[at] <= tables.most[at]);
      counts[at] = holds ? 1 : 0;
    }
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      Word bits = 0;
      for (std::size_t at = 0; at < kLaneTests; at += 8) {
        bits |= lowest_bits(counts.data() + lane * kLaneTests + at) << at;
      }
      leads.bits[lane * leads.stride + lead] = bits;
    }
  }
}

// ---- Of x86 -------------------------------------------------------------------------------------

#if defined(__x86_64__)

/// Half a lane at a time.
template <std::size_t kLanes>
__attribute__((target("avx2"))) void count_with_avx2(const CountTables& tables,
                                                     const CountedLeads& leads) {
  constexpr std::size_t kHalves = 2 * kLanes;
  const auto* const rows = reinterpret_cast<const __m256i*>(tables.rows);
  const auto* const least = reinterpret_cast<const __m256i*>(tables.least);
  const auto* const most = reinterpret_cast<const __m256i*>(tables.most);
  std::uint32_t event = 0;
  for (std::size_t lead = 0; lead < leads.leads; ++lead) {
    __m256i counts[kHalves];
    for (std::size_t half = 0; half < kHalves; ++half) counts[half] = _mm256_setzero_si256();
    for (; event < leads.ends[lead]; ++event) {
      const __m256i* const row = rows + leads.rows[event] * kHalves;
      for (std::size_t half = 0; half < kHalves; ++half) {
        counts[half] = _mm256_add_epi8(counts[half], _mm256_loadu_si256(row + half));
      }
    }
    for (std::size_t half = 0; half < kHalves; ++half) {
      const __m256i count = counts[half];
      const __m256i from = _mm256_max_epu8(count, _mm256_loadu_si256(least + half));
      const __m256i to = _mm256_min_epu8(count, _mm256_loadu_si256(most + half));
      const __m256i holds =
          _mm256_and_si256(_mm256_cmpeq_epi8(from, count), _mm256_cmpeq_epi8(to, count));
      const Word bits = static_cast<std::uint32_t>(_mm256_movemask_epi8(holds));
      Word& word = leads.bits[half / 2 * leads.stride + lead];
      word = half % 2 == 0 ? bits : word | bits << 32U;
    }
  }
}

template <std::size_t kLanes>
__attribute__((target("avx512bw"))) void count_with_avx512(const CountTables& tables,
                                                           const CountedLeads& leads) {
  std::uint32_t event = 0;
  for (std::size_t lead = 0; lead < leads.leads; ++lead) {
    __m512i counts[kLanes];
    for (std::size_t lane = 0; lane < kLanes; ++lane) counts[lane] = _mm512_setzero_si512();
    for (; event < leads.ends[lead]; ++event) {
      const std::uint8_t* const row = tables.rows + leads.rows[event] * kLanes * kLaneTests;
      for (std::size_t lane = 0; lane < kLanes; ++lane) {
        counts[lane] = _mm512_add_epi8(counts[lane], _mm512_loadu_si512(row + lane * kLaneTests));
      }
    }
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      const __m512i least = _mm512_loadu_si512(tables.least + lane * kLaneTests);
      const __m512i most = _mm512_loadu_si512(tables.most + lane * kLaneTests);
      const __mmask64 from = _mm512_cmpge_epu8_mask(counts[lane], least);
      leads.bits[lane * leads.stride + lead] =
          _mm512_mask_cmple_epu8_mask(from, counts[lane], most);
    }
  }
}

#endif

template <std::size_t kLanes>
std::vector<CountKernel> kernels() {
  std::vector<CountKernel> all = {{.name = "portable", .count = count_portably<kLanes>}};
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") != 0) {
    all.push_back({.name = "avx2", .count = count_with_avx2<kLanes>});
  }
  if (__builtin_cpu_supports("avx512bw") != 0) {
    all.push_back({.name = "avx512", .count = count_with_avx512<kLanes>});
  }
#endif
  return all;
}

template <std::size_t... kPlaces>
std::vector<CountKernel> kernels_of(std::size_t lanes, std::index_sequence<kPlaces...>) {
  std::vector<CountKernel> found;
  ((lanes == kPlaces + 1 ? void(found = kernels<kPlaces + 1>()) : void()), ...);
  return found;
}

}  // namespace

std::vector<CountKernel> count_kernels(std::size_t lanes) {
  return kernels_of(lanes, std::make_index_sequence<kMostLanes>());
}

}  // namespace leadscore::runtime::batch
