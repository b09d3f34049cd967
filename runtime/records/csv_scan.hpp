// Finds in the bytes of CSV where cells and rows end, many bytes at a time. What a row is, libcsv
// says (csv_row_parser); here stands what is so for rows that are not out of the ordinary.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#if defined(__SSE2__)
#include <immintrin.h>
#endif

namespace leadscore::runtime {

/// The marks of a text: its delimiters, quotes, line feeds and carriage returns.
struct CsvMarks {
  std::vector<std::uint32_t> places;  // of which there may be more than `count`
  std::size_t count = 0;
  bool is_ascii = false;  // the text
};

/// A way to find the marks of `text` (shorter than 4 GB), behind which
/// LineReader::kPadding bytes can be read.
struct CsvMarkKernel {
  const char* name;
  void (*find)(std::string_view text, char delimiter, CsvMarks& marks);
};

/// Those that this processor can, the fastest last.
[[nodiscard]] std::vector<CsvMarkKernel> csv_mark_kernels();

/// Whether a byte around a cell is no part of it.
[[nodiscard]] inline bool is_blank_of(char byte, char delimiter) {
  return (byte == ' ' || byte == '\t') && byte != delimiter;
}

/// The first byte from `at` on that is a quote or of a line end; there is one.
inline const char* find_row_mark(const char* at) {
#if defined(__SSE2__)
  const __m128i quote = _mm_set1_epi8('"');
  const __m128i line_feed = _mm_set1_epi8('\n');
  const __m128i carriage_return = _mm_set1_epi8('\r');
  while (true) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    const __m128i is_mark =
        _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, quote), _mm_cmpeq_epi8(bytes, line_feed)),
                     _mm_cmpeq_epi8(bytes, carriage_return));
    const auto found = static_cast<unsigned>(_mm_movemask_epi8(is_mark));
    if (found != 0) return at + std::countr_zero(found);
    at += sizeof(bytes);
  }
#else
  while (*at != '"' && *at != '\n' && *at != '\r') ++at;
  return at;
#endif
}

/// The size, with its line end, of the row with which `text` begins, which ends with a line feed;
/// 0: it takes more than a glance. What it is the size of is no blank row and stands on one line.
[[nodiscard]] std::size_t size_of_plain_row(std::string_view text, char delimiter);

}  // namespace leadscore::runtime
