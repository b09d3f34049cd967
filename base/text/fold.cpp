#include "base/text/fold.hpp"

#include "base/check.hpp"
#include "base/text/utf8.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

namespace leadscore::text {

namespace {

using CodePoint = utf8proc_int32_t;
using CodePoints = std::vector<CodePoint>;

/// Below this every sequence of code points is in NFC: nothing there combines.
constexpr CodePoint kFirstCombining = 0x300;

/// No code point has a longer canonical decomposition (4 in Unicode 15), with room to spare.
constexpr std::size_t kLongestDecomposition = 16;

CodePoints decode_all(std::string_view text) {
  CodePoints code_points;
  code_points.reserve(text.size());
  for (std::size_t offset = 0; offset < text.size();) {
    code_points.push_back(static_cast<CodePoint>(next_code_point(text, offset)));
  }
  return code_points;
}

std::string encode_all(const CodePoints& code_points) {
  std::string text;
  text.reserve(code_points.size() * 2);
  for (const CodePoint code_point : code_points) {
    append_utf8(text, static_cast<char32_t>(code_point));
  }
  return text;
}

bool is_surely_nfc(const CodePoints& code_points) {
  return std::all_of(code_points.begin(), code_points.end(),
                     [](CodePoint code_point) { return code_point < kFirstCombining; });
}

CodePoints decompose(const CodePoints& code_points) {
  CodePoints decomposed;
  decomposed.reserve(code_points.size() * 2);
  std::array<CodePoint, kLongestDecomposition> buffer{};
  for (const CodePoint code_point : code_points) {
    const auto length = utf8proc_decompose_char(
        code_point, buffer.data(), kLongestDecomposition,
        static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_DECOMPOSE), nullptr);
    LEADSCORE_CHECK(length >= 0 && length <= static_cast<utf8proc_ssize_t>(buffer.size()),
                    "a code point without a decomposition");
    decomposed.insert(decomposed.end(), buffer.begin(), buffer.begin() + length);
  }
  return decomposed;
}

auto combining_class(CodePoint code_point) {
  return utf8proc_get_property(code_point)->combining_class;
}

/// Sorts each run of combining marks by class. utf8proc's own loop takes quadratic time on long
/// runs, which anybody can send us.
void sort_marks(CodePoints& code_points) {
  const auto is_mark = [](CodePoint code_point) { return combining_class(code_point) != 0; };
  for (auto at = code_points.begin(); at != code_points.end();) {
    const auto begin = std::find_if(at, code_points.end(), is_mark);
    at = std::find_if_not(begin, code_points.end(), is_mark);
    std::stable_sort(begin, at, [](CodePoint left, CodePoint right) {
      return combining_class(left) < combining_class(right);
    });
  }
}

CodePoints to_nfc(const CodePoints& code_points) {
  if (is_surely_nfc(code_points)) return code_points;
  CodePoints composed = decompose(code_points);
  sort_marks(composed);
  const auto length =
      utf8proc_normalize_utf32(composed.data(), static_cast<utf8proc_ssize_t>(composed.size()),
                               static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  LEADSCORE_CHECK(length >= 0, "code points that do not compose");
  composed.resize(static_cast<std::size_t>(length));
  return composed;
}

CodePoints fold_case(const CodePoints& code_points) {
  CodePoints folded(code_points.size());
  std::transform(code_points.begin(), code_points.end(), folded.begin(), [](CodePoint code_point) {
    return static_cast<CodePoint>(fold_code_point(static_cast<char32_t>(code_point)));
  });
  return folded;
}

char fold_ascii(char byte) {
  return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
}

/// The White_Space that `text` ends in, in bytes; 0 if none.
std::size_t trailing_white_space(std::string_view text) {
  if (text.empty()) return 0;
  const auto last = static_cast<unsigned char>(text.back());
  if (last < 0x80) return is_white_space(last) ? 1 : 0;
  // Its characters take one to three bytes; a wrong start decodes to U+FFFD or ends too early.
  for (std::size_t length = 1; length <= std::min<std::size_t>(3, text.size()); ++length) {
    const std::string_view end = text.substr(text.size() - length);
    std::size_t offset = 0;
    if (is_white_space(next_code_point(end, offset)) && offset == length) return length;
  }
  return 0;
}

}  // namespace

bool is_white_space(char32_t code_point) {
  switch (code_point) {
    case U' ':
    case U'\u0085':
    case U'\u00A0':
    case U'\u1680':
    case U'\u2028':
    case U'\u2029':
    case U'\u202F':
    case U'\u205F':
    case U'\u3000':
      return true;
    default:
      return (code_point >= U'\t' && code_point <= U'\r') ||
             (code_point >= U'\u2000' && code_point <= U'\u200A');
  }
}

std::string_view trim(std::string_view text) { return trim_end(trim_start(text)); }

std::string_view trim_start(std::string_view text) {
  for (std::size_t offset = 0; !text.empty(); offset = 0) {
    if (!is_white_space(next_code_point(text, offset))) break;
    text.remove_prefix(offset);
  }
  return text;
}

std::string_view trim_end(std::string_view text) {
  for (std::size_t length = trailing_white_space(text); length > 0;
       length = trailing_white_space(text)) {
    text.remove_suffix(length);
  }
  return text;
}

char32_t fold_code_point(char32_t code_point) {
  // U+0130 has a full and a Turkic folding, but no simple one; its lower case is not its folding.
  constexpr char32_t kCapitalIWithDot = U'\u0130';
  if (code_point == kCapitalIWithDot) return code_point;
  const auto value = static_cast<CodePoint>(code_point);
  std::array<CodePoint, kLongestDecomposition> buffer{};
  const auto length = utf8proc_decompose_char(value, buffer.data(), kLongestDecomposition,
                                              UTF8PROC_CASEFOLD, nullptr);
  // More than one is the full folding (ẞ to ss); the simple one is the lower case then.
  return static_cast<char32_t>(length == 1 ? buffer[0] : utf8proc_tolower(value));
}

std::string fold(std::string_view text) { return fold_untrimmed(trim(text)); }

std::string fold_untrimmed(std::string_view text) {
  if (is_ascii(text)) {
    std::string folded(text);
    std::transform(folded.begin(), folded.end(), folded.begin(), fold_ascii);
    return folded;
  }
  return encode_all(to_nfc(fold_case(to_nfc(decode_all(text)))));
}

std::string compose(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  return encode_all(to_nfc(decode_all(text)));
}

std::string normalise(std::string_view text) { return compose(trim(text)); }

}  // namespace leadscore::text
