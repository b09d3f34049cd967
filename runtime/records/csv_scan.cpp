#include "runtime/records/csv_scan.hpp"

#include <algorithm>
#include <array>

namespace leadscore::runtime {

namespace {

constexpr std::size_t kWordBytes = 64;
/// So many places are written at once, whether they are needed or not.
constexpr std::size_t kAtOnce = 8;

/// Of 64 bytes, bit by bit.
struct WordBits {
  std::uint64_t marks = 0;
  bool is_ascii = true;
};

/// The bits of the first bytes of a word.
std::uint64_t first_bits(std::size_t count) {
  return count >= kWordBytes ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
}

std::uint32_t* append_places(std::uint64_t bits, std::uint32_t base, std::uint32_t* out) {
  const auto count = static_cast<std::size_t>(std::popcount(bits));
  for (std::size_t from = 0; from < count; from += kAtOnce) {
    for (std::size_t at = from; at < from + kAtOnce; ++at) {
      out[at] = base + static_cast<std::uint32_t>(std::countr_zero(bits));
      bits &= bits - 1;
    }
  }
  return out + count;
}

std::uint32_t* begin_marks(std::string_view text, CsvMarks& marks) {
  const std::size_t most = text.size() + kWordBytes;
  if (marks.places.size() < most) marks.places.resize(most);
  marks.is_ascii = true;
  return marks.places.data();
}

bool is_mark(char byte, char delimiter) {
  return byte == delimiter || byte == '"' || byte == '\n' || byte == '\r';
}

void find_portably(std::string_view text, char delimiter, CsvMarks& marks) {
  std::uint32_t* const begin = begin_marks(text, marks);
  std::uint32_t* out = begin;
  for (std::size_t at = 0; at < text.size(); ++at) {
    *out = static_cast<std::uint32_t>(at);
    if (is_mark(text[at], delimiter)) ++out;
    if (static_cast<unsigned char>(text[at]) >= 0x80) marks.is_ascii = false;
  }
  marks.count = static_cast<std::size_t>(out - begin);
}

#if defined(__x86_64__)

/// Word by word, as `word_of` finds a word's bits. Inline, so that all of it is compiled for the
/// processor of the function that calls it.
template <WordBits (*word_of)(const char*, char)>
[[gnu::always_inline]] inline void find_by_words(std::string_view text, char delimiter,
                                                 CsvMarks& marks) {
  std::uint32_t* const begin = begin_marks(text, marks);
  std::uint32_t* out = begin;
  for (std::size_t at = 0; at < text.size(); at += kWordBytes) {
    const WordBits word = word_of(text.data() + at, delimiter);
    out = append_places(word.marks & first_bits(text.size() - at), static_cast<std::uint32_t>(at),
                        out);
    marks.is_ascii &= word.is_ascii;
  }
  marks.count = static_cast<std::size_t>(out - begin);
}

WordBits word_with_sse2(const char* at, char delimiter) {
  WordBits word;
  const std::array wanted{_mm_set1_epi8(delimiter), _mm_set1_epi8('"'), _mm_set1_epi8('\n'),
                          _mm_set1_epi8('\r')};
  __m128i all = _mm_setzero_si128();
  for (std::size_t from = 0; from < kWordBytes; from += sizeof(__m128i)) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at + from));
    __m128i is_mark = _mm_setzero_si128();
    for (const __m128i& one : wanted) is_mark = _mm_or_si128(is_mark, _mm_cmpeq_epi8(bytes, one));
    word.marks |= std::uint64_t{static_cast<unsigned>(_mm_movemask_epi8(is_mark))} << from;
    all = _mm_or_si128(all, bytes);
  }
  word.is_ascii = _mm_movemask_epi8(all) == 0;
  return word;
}

void find_with_sse2(std::string_view text, char delimiter, CsvMarks& marks) {
  find_by_words<word_with_sse2>(text, delimiter, marks);
}

__attribute__((target("avx2,bmi,popcnt"))) WordBits word_with_avx2(const char* at, char delimiter) {
  WordBits word;
  const __m256i delimiters = _mm256_set1_epi8(delimiter);
  const __m256i quotes = _mm256_set1_epi8('"');
  const __m256i line_feeds = _mm256_set1_epi8('\n');
  const __m256i returns = _mm256_set1_epi8('\r');
  __m256i all = _mm256_setzero_si256();
  for (std::size_t from = 0; from < kWordBytes; from += sizeof(__m256i)) {
    const __m256i bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at + from));
    const __m256i is_mark = _mm256_or_si256(
        _mm256_or_si256(_mm256_cmpeq_epi8(bytes, delimiters), _mm256_cmpeq_epi8(bytes, quotes)),
        _mm256_or_si256(_mm256_cmpeq_epi8(bytes, line_feeds), _mm256_cmpeq_epi8(bytes, returns)));
    word.marks |= std::uint64_t{static_cast<unsigned>(_mm256_movemask_epi8(is_mark))} << from;
    all = _mm256_or_si256(all, bytes);
  }
  word.is_ascii = _mm256_movemask_epi8(all) == 0;
  return word;
}

__attribute__((target("avx2,bmi,popcnt"))) void find_with_avx2(std::string_view text,
                                                               char delimiter, CsvMarks& marks) {
  find_by_words<word_with_avx2>(text, delimiter, marks);
}

__attribute__((target("avx512bw,bmi,popcnt"))) WordBits word_with_avx512(const char* at,
                                                                         char delimiter) {
  const __m512i bytes = _mm512_loadu_si512(at);
  const __mmask64 ends = _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(delimiter)) |
                         _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('\n')) |
                         _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('\r'));
  return {.marks = ends | _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('"')),
          .is_ascii = _mm512_movepi8_mask(bytes) == 0};
}

__attribute__((target("avx512bw,bmi,popcnt"))) void find_with_avx512(std::string_view text,
                                                                     char delimiter,
                                                                     CsvMarks& marks) {
  find_by_words<word_with_avx512>(text, delimiter, marks);
}

#endif

/// Behind the quote that closes what is quoted from `at` on; null where that takes more.
const char* end_of_plain_quotes(const char* at, char delimiter) {
  while (true) {
    at = find_row_mark(at);
    if (*at != '"') return nullptr;
    ++at;
    if (*at == delimiter || *at == '\n' || *at == '\r') return at;
    if (*at != '"') return nullptr;
    ++at;
  }
}

/// Whether a quote opens a cell: nothing but blanks stands before it.
bool opens_cell(const char* quote, const char* row, char delimiter) {
  const char* at = quote;
  while (at > row && is_blank_of(at[-1], delimiter)) --at;
  return at == row || at[-1] == delimiter;
}

}  // namespace

std::vector<CsvMarkKernel> csv_mark_kernels() {
  std::vector<CsvMarkKernel> all = {{.name = "portable", .find = find_portably}};
#if defined(__x86_64__)
  all.push_back({.name = "sse2", .find = find_with_sse2});
  if (__builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("bmi") != 0) {
    all.push_back({.name = "avx2", .find = find_with_avx2});
    if (__builtin_cpu_supports("avx512bw") != 0) {
      all.push_back({.name = "avx512", .find = find_with_avx512});
    }
  }
#endif
  return all;
}

std::size_t size_of_plain_row(std::string_view text, char delimiter) {
  const char* const row = text.data();
  // A character that stands in the first cell shows that the row is not blank.
  const char first = *row == '"' ? row[1] : *row;
  if (first <= ' ' || first > '~' || first == delimiter || first == '"') return 0;
  const char* at = row;
  while (true) {
    at = find_row_mark(at);
    if (*at == '\n') return static_cast<std::size_t>(at + 1 - row);
    if (*at == '\r') return at[1] == '\n' ? static_cast<std::size_t>(at + 2 - row) : 0;
    const bool is_open = opens_cell(at, row, delimiter);
    at = is_open ? end_of_plain_quotes(at + 1, delimiter) : at + 1;
    if (at == nullptr) return 0;
  }
}

}  // namespace leadscore::runtime
