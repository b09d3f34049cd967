#include "tests/unit/runtime/records/csv_maker.hpp"

#include <array>
#include <vector>

namespace leadscore::runtime::testing {

namespace {

using namespace std::string_view_literals;

constexpr std::array kNames{
    "id"sv,           "ID"sv,           "job_title"sv, "Job Title"sv, "jobTitle"sv,
    "company.city"sv, "Company City"sv, "company"sv,   "employees"sv, "Employees"sv,
    "plan"sv,         "is_open"sv,      "tags"sv,      "events"sv,    "other"sv,
    "created_at"sv,   "anything"sv,     "né"sv,        "type"sv,      ""sv,
};

constexpr std::array kPlain{
    "CTO"sv,      "7"sv,   "12"sv,         "1200"sv, "yes"sv, "free"sv, "Ely"sv,
    "VP Sales"sv, "0.5"sv, "2026-01-31"sv, "a;b"sv,  "x"sv,   "007"sv,  "team"sv,
};

constexpr std::array kOdd{
    ""sv,
    " "sv,
    "\t"sv,
    "n/a"sv,
    " N/A "sv,
    "-1"sv,
    "1,200"sv,
    "$5.50"sv,
    "€1,000"sv,
    "1e6"sv,
    ".5"sv,
    "5."sv,
    "-0"sv,
    "1.2.3"sv,
    "0000000000000000000000001"sv,
    "123456789012345"sv,
    "1234567890123456"sv,
    "12345678901234567890"sv,
    "0.30000000000000004"sv,
    "0.123456789012345678"sv,
    "9007199254740993"sv,
    "many"sv,
    "No"sv,
    "TRUE"sv,
    "Team "sv,
    "gold"sv,
    "none; b ;;c"sv,
    "2026-01-31T09:30:00Z"sv,
    "2026-02-30"sv,
    "1769850000"sv,
    R"([{"type": "visited", "page": "/a", "at": "2026-01-30"}])"sv,
    R"([1, {"type": "watched", "video": "b"}])"sv,
    "[]"sv,
    "[1"sv,
    "5\" pipe"sv,
    "say \"hi\""sv,
    "\""sv,
    "\"\""sv,
    "two\nlines"sv,
    "two\r\nlines"sv,
    "two\rlines"sv,
    "a, b"sv,
    "a; b"sv,
    "a\tb"sv,
    "a|b"sv,
    "Zoë"sv,
    "\xC2\xA0"sv,
    "\xE2\x80\xAF x \xC2\xA0"sv,
    "Andr\xE9"sv,
    "\xEF\xBB\xBF"sv,
    "a\0b"sv,
    "\x0B"sv,
    "a text that is longer than sixteen, and longer than thirty-two or sixty-four characters too"sv,
};

constexpr std::array kOddRows{""sv,         " \t "sv,      ","sv,     ",,\"\","sv,
                              "\"\""sv,     "\"open"sv,    "a,\"b"sv, "\xFF"sv,
                              "\xC2\xA0"sv, "x \"y\" z"sv, "\" \""sv};

}  // namespace

CsvMaker::CsvMaker(std::uint64_t seed)
    : random_(seed),
      delimiter_(random_.pick(std::array{',', ',', ';', '\t', '|'})),
      common_end_(random_.pick(std::array{"\n"sv, "\n"sv, "\r\n"sv, "\r"sv})),
      odd_percent_(random_.pick(std::array<std::size_t, 4>{0, 2, 10, 40})),
      quoted_percent_(random_.pick(std::array<std::size_t, 4>{0, 5, 40, 95})) {}

std::string CsvMaker::file(std::size_t most_rows) {
  std::string text = random_.chance(10) ? "\xEF\xBB\xBF" : "";
  if (common_end_ == "\r" && random_.chance(70)) common_end_ = "\n";
  std::vector<std::string_view> names(kNames.begin(), kNames.end());
  random_.shuffle(names);
  names.resize(1 + random_.below(names.size()));
  for (std::size_t at = 0; at < names.size(); ++at) {
    if (at > 0) text += delimiter_;
    text += names[at];
  }
  if (names.size() == 1 && names.front().empty()) text += "id";
  text += common_end_;
  const std::size_t rows = random_.below(most_rows + 1);
  for (std::size_t at = 0; at < rows; ++at) {
    text += random_.chance(odd_percent_) && random_.chance(30) ? std::string(random_.pick(kOddRows))
                                                               : row(names.size());
    if (at + 1 < rows || random_.chance(70)) text += line_end();
  }
  return text;
}

std::string CsvMaker::row(std::size_t cells) {
  const bool is_miscounted = random_.chance(odd_percent_) && random_.chance(30);
  if (is_miscounted) cells = cells - 1 + 2 * random_.below(2);
  std::string row;
  for (std::size_t at = 0; at < cells; ++at) {
    if (at > 0) row += delimiter_;
    row += cell();
  }
  return row;
}

std::string CsvMaker::cell() {
  const bool is_odd = random_.chance(odd_percent_);
  const std::string text(is_odd ? random_.pick(kOdd) : random_.pick(kPlain));
  const bool needs_quotes = text.find_first_of("\"\r\n,;\t|") != text.npos && !random_.chance(10);
  std::string cell = needs_quotes || random_.chance(quoted_percent_) ? quoted(text) : text;
  if (random_.chance(odd_percent_)) cell = blanks() + cell + blanks();
  if (random_.chance(odd_percent_) && random_.chance(10)) cell += "x\"";
  return cell;
}

std::string CsvMaker::quoted(std::string_view text) {
  std::string quoted = "\"";
  const bool is_broken = random_.chance(odd_percent_) && random_.chance(10);
  for (const char byte : text) {
    if (byte == '"' && !is_broken) quoted += '"';
    quoted += byte;
  }
  if (random_.chance(odd_percent_) && random_.chance(5)) return quoted;
  return quoted + '"';
}

std::string CsvMaker::blanks() {
  return std::string(random_.pick(std::array{""sv, " "sv, "  "sv, "\t"sv, " \t"sv}));
}

std::string_view CsvMaker::line_end() {
  const bool is_odd = random_.chance(odd_percent_) && random_.chance(20);
  return is_odd ? random_.pick(std::array{"\n"sv, "\r\n"sv, "\r"sv, "\n\n"sv, "\r\r\n"sv})
                : common_end_;
}

}  // namespace leadscore::runtime::testing
