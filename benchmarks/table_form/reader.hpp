// Reads the generator's JSON lines as fast as one can who knows their one shape: the order of keys,
// no escapes, no blanks. Checks nothing that it can do without: a limit, not a reader to ship.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <immintrin.h>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace leadscore::benchmarks {

/// A lead as it stands in its line; views into it.
struct RawLead {
  struct Event {
    std::string_view kind;
    std::string_view subject;
    std::int64_t at = 0;  // Unix seconds
  };

  static constexpr std::size_t kTexts = 7;
  static constexpr std::size_t kNumbers = 4;

  std::array<std::string_view, kTexts> texts;  // empty: missing; the first is the email
  std::array<std::int32_t, kNumbers> numbers;  // NumberTable::kMissing: missing
  std::vector<Event> events;
};

/// So many bytes behind the last line may be read.
inline constexpr std::size_t kPadding = 64;

inline const char* find_quote(const char* text) {
  const __m256i quote = _mm256_set1_epi8('"');
  for (;; text += 32) {
    const __m256i bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text));
    const auto found = static_cast<unsigned>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(bytes, quote)));
    if (found != 0) return text + std::countr_zero(found);
  }
}

inline std::int64_t read_time(const char* text) {  // 2026-01-31T09:30:00Z
  static constexpr std::array<int, 12> kDaysBefore{0,   31,  59,  90,  120, 151,
                                                   181, 212, 243, 273, 304, 334};
  const auto two = [&](std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
  const int year = two(2);  // from 2000 on
  const int month = two(5);
  const int leap_days = (year + 3) / 4 + (month > 2 && year % 4 == 0 ? 1 : 0);
  const int days =
      year * 365 + leap_days + kDaysBefore[static_cast<std::size_t>(month - 1)] + two(8) - 1;
  constexpr std::int64_t k2000 = 946'684'800;
  return k2000 + std::int64_t{days} * 86'400 + two(11) * 3600 + two(14) * 60 + two(17);
}

class ShapeReader {
 public:
  /// The line at `text`; what is returned is where the next begins.
  const char* read(const char* text, RawLead& lead) const {
    text = find_quote(text + kBeforeId) + kBeforeName;
    text = find_quote(text) + 1;
    for (std::size_t i = 0; i < kTextKeys.size(); ++i) {
      text += kTextKeys[i].size();
      if (*text == '"') {
        const char* end = find_quote(text + 1);
        lead.texts[i] = {text + 1, end};
        text = end + 1;
      } else {
        lead.texts[i] = {};
        text += 4;  // null
      }
    }
    for (std::size_t i = 0; i < kNumberKeys.size(); ++i) {
      const std::string_view key = kNumberKeys[i];
      lead.numbers[i] = INT32_MIN;
      if (std::memcmp(text, key.data(), key.size()) == 0) {
        text = read_number(text + key.size(), lead.numbers[i]);
      }
    }
    if (std::memcmp(text, kEvents.data(), kEvents.size()) != 0) {
      throw std::runtime_error("a line of another shape than the generator's");
    }
    return read_events(text + kEvents.size(), lead);
  }

 private:
  static constexpr std::size_t kBeforeId = std::string_view(R"({"id":")").size();
  static constexpr std::size_t kBeforeName = std::string_view(R"(","first_name":")").size();
  static constexpr std::array<std::string_view, RawLead::kTexts> kTextKeys{
      R"(,"email":)",   R"(,"job_title":)", R"(,"company":)", R"(,"industry":)",
      R"(,"country":)", R"(,"city":)",      R"(,"source":)"};
  static constexpr std::array<std::string_view, RawLead::kNumbers> kNumberKeys{
      R"(,"employees":)", R"(,"annual_revenue":)", R"(,"sessions":)", R"(,"age_days":)"};
  static constexpr std::string_view kEvents = R"(,"events":[)";

  static const char* read_number(const char* text, std::int32_t& number) {
    number = 0;
    for (; *text >= '0'; ++text) number = number * 10 + (*text - '0');
    return text;
  }

  static const char* read_events(const char* text, RawLead& lead) {
    lead.events.clear();
    while (*text != ']') {
      text += *text == ',' ? 1 : 0;
      RawLead::Event& event = lead.events.emplace_back();
      const char* begin = text + sizeof(R"({"type":")") - 1;
      const char* end = find_quote(begin);
      event.kind = {begin, end};
      begin = end + sizeof(R"(","subject":")") - 1;
      end = find_quote(begin);
      event.subject = {begin, end};
      begin = end + sizeof(R"(","at":")") - 1;
      event.at = read_time(begin);
      text = begin + sizeof(R"(2026-01-31T09:30:00Z"})") - 1;
    }
    return text + 3;  // ]} and the line end
  }
};

}  // namespace leadscore::benchmarks
