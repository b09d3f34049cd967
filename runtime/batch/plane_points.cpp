#include "runtime/batch/plane_points.hpp"

#include <bit>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace leadscore::runtime::batch {
namespace {

void add_portably(const Word* plane, std::size_t words, std::int64_t points, std::int64_t* sums) {
  for (std::size_t word = 0; word < words; ++word) {
    for (Word bits = plane[word]; bits != 0; bits &= bits - 1) {
      sums[word * kWordBits + static_cast<std::size_t>(std::countr_zero(bits))] += points;
    }
  }
}

#if defined(__x86_64__)
/// All sums of a word that has any bit: that takes as long as two bits or three one by one, where
/// nobody can foretell how many there are.
__attribute__((target("avx512f"))) void add_with_avx512(const Word* plane, std::size_t words,
                                                        std::int64_t points, std::int64_t* sums) {
  constexpr std::size_t kTogether = 8;
  const __m512i more = _mm512_set1_epi64(points);
  for (std::size_t word = 0; word < words; ++word) {
    Word bits = plane[word];
    if (bits == 0) continue;
    std::int64_t* const of_word = sums + word * kWordBits;
    for (std::size_t at = 0; at < kWordBits; at += kTogether, bits >>= kTogether) {
      const __m512i before = _mm512_loadu_si512(of_word + at);
      const auto which = static_cast<__mmask8>(bits);
      _mm512_storeu_si512(of_word + at, _mm512_mask_add_epi64(before, which, before, more));
    }
  }
}
#endif

}  // namespace

std::vector<PointsKernel> points_kernels() {
  std::vector<PointsKernel> all = {{.name = "portable", .add = add_portably}};
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f") != 0) {
    all.push_back({.name = "avx512", .add = add_with_avx512});
  }
#endif
  return all;
}

}  // namespace leadscore::runtime::batch
