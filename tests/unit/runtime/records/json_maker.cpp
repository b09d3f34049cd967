#include "tests/unit/runtime/records/json_maker.hpp"

#include <fmt/format.h>

#include <array>

namespace leadscore::runtime::testing {

namespace {

using namespace std::string_view_literals;

constexpr std::array kKeys{
    R"("id")"sv,
    R"("ID")"sv,
    R"("job_title")"sv,
    R"("Job Title")"sv,
    R"("jobTitle")"sv,
    R"("company")"sv,
    R"("Company")"sv,
    R"("company.city")"sv,
    R"("employees")"sv,
    R"("plan")"sv,
    R"("is_open")"sv,
    R"("tags")"sv,
    R"("created_at")"sv,
    R"("anything")"sv,
    R"("events")"sv,
    R"("type")"sv,
    R"("userId")"sv,
    R"("traits")"sv,
    R"("timestamp")"sv,
    R"("other")"sv,
    R"("x y")"sv,
    R"("\u0069d")"sv,
    R"("a_key_longer_than_others_1")"sv,
    R"("né")"sv,
    R"("")"sv,
    R"("a_key_longer_than_others_2")"sv,
};

constexpr std::array kEventKeys{
    R"("type")"sv,      R"("at")"sv,      R"("id")"sv,        R"("messageId")"sv,
    R"("page")"sv,      R"("subject")"sv, R"("video")"sv,     R"("seconds")"sv,
    R"("hd")"sv,        R"("at_home")"sv, R"("when_seen")"sv, R"("properties")"sv,
    R"("timestamp")"sv, R"("url")"sv,     R"("host")"sv,      R"("name")"sv,
    R"("Page")"sv,      R"("event")"sv,
};

constexpr std::array kTexts{
    R"()"sv,
    R"( )"sv,
    R"(CTO)"sv,
    R"(n/a)"sv,
    R"( N/A)"sv,
    R"(7)"sv,
    R"(1,200)"sv,
    R"($5.50)"sv,
    R"(yes)"sv,
    R"(No)"sv,
    R"(2026-01-30)"sv,
    R"(2026-01-30T10:00:00Z)"sv,
    R"(a;b; c;)"sv,
    R"(team)"sv,
    R"(Team)"sv,
    R"(2026-02-30T10:00:00Z)"sv,
    R"(none)"sv,
    R"(a\n\"b\\\/)"sv,
    R"(caf\u00e9)"sv,
    R"(\ud83d\ude00)"sv,
    R"(\ud800)"sv,
    R"(\x)"sv,
    R"(\u12)"sv,
    R"(\u0000)"sv,
    R"(😀 né)"sv,
    R"(\u00a0)"sv,
    R"(visited)"sv,
    R"(Visited)"sv,
    R"(watched)"sv,
    R"(Video Seen)"sv,
    R"(bought)"sv,
    R"(identify)"sv,
    R"(track)"sv,
    R"(page)"sv,
    R"(0000-01-01T00:00:00Z)"sv,
    R"(https://acme.com/pricing?utm_source=mail&utm_medium=)"sv,
    R"(a text that goes on for more bytes than are looked at at once)"sv,
    R"(a text with its escape far behind the beginning of it \" so)"sv,
};

constexpr std::array kNumbers{
    "0"sv,
    "-0"sv,
    "1"sv,
    "12"sv,
    "-5"sv,
    "1.5"sv,
    "-0.0"sv,
    "0.1"sv,
    "-1"sv,
    "1e5"sv,
    "1E-2"sv,
    "123456789012345678"sv,
    "2.50"sv,
    "1700000000"sv,
    "1700000000000"sv,
    "20260131"sv,
    "0.30000000000000004"sv,
    "9007199254740993"sv,
    "9007199254740993.5"sv,
    "1234567890123456789"sv,
    "1e999"sv,
    "18446744073709551615"sv,
    "99999999999999999999"sv,
    "0.1234567890123456789"sv,
    "123456789.123456789"sv,
    // No numbers of JSON.
    "01"sv,
    "-"sv,
    "1."sv,
    ".5"sv,
    "+1"sv,
    "1e"sv,
    "0x1"sv,
};

}  // namespace

std::string JsonMaker::space() {
  if (!is_spaced_ || random_.chance(70)) return {};
  return std::string(random_.pick(std::array{" "sv, "\t"sv, "  "sv, "\r"sv}));
}

std::string JsonMaker::text() { return fmt::format("\"{}\"", random_.pick(kTexts)); }

/// Seldom one that is none.
std::string JsonMaker::number() {
  const std::size_t count = random_.chance(90) ? kNumbers.size() - 7 : kNumbers.size();
  return std::string(kNumbers[random_.below(count)]);
}

std::string JsonMaker::value(int depth) {
  switch (random_.below(depth > 0 ? 10 : 8)) {
    case 0:
      return "null";
    case 1:
      return random_.chance(50) ? "true" : "false";
    case 2:
    case 3:
      return number();
    case 8:
      return object(depth - 1);
    case 9:
      return list(depth - 1);
    default:
      return text();
  }
}

std::string JsonMaker::object(int depth) {
  std::string made = "{" + space();
  for (std::size_t left = random_.below(4); left > 0; --left) {
    const std::string_view key = random_.chance(30) ? R"("city")"sv : random_.pick(kKeys);
    made += fmt::format("{}{}:{}{}{}", key, space(), space(), value(depth), left > 1 ? "," : "");
    made += space();
  }
  return made + "}";
}

std::string JsonMaker::list(int depth) {
  std::string made = "[" + space();
  for (std::size_t left = random_.below(4); left > 0; --left) {
    made += value(depth) + space() + (left > 1 ? "," : "") + space();
  }
  return made + "]";
}

std::string JsonMaker::odd_event() {
  if (random_.chance(5)) return value(1);
  std::string made = fmt::format("{{\"type\":{}", random_.chance(80) ? R"("visited")" : text());
  for (std::size_t left = random_.below(5); left > 0; --left) {
    made += fmt::format(",{}{}:{}{}", space(), random_.pick(kEventKeys), space(), value(2));
  }
  return made + space() + "}";
}

std::string JsonMaker::plain_event() {
  if (random_.chance(30)) {
    return fmt::format(
        R"({{"type":"watched","video":"demo-{}","at":"2026-01-0{}T00:10:00Z","seconds":{},"hd":true}})",
        random_.below(5), 1 + random_.below(9), random_.below(200));
  }
  return fmt::format(
      R"({{"type":"{}","page":"{}/p/{}{}","at":"2025-1{}-2{}T1{}:00:00Z","id":"{}"}})",
      random_.chance(80) ? "visited" : "bought", random_.chance(20) ? "//acme.com" : "",
      random_.below(9), random_.chance(10) ? "?utm_source=x" : "", random_.below(3),
      random_.below(10), random_.below(10), random_.below(random_.chance(20) ? 3 : 100'000));
}

std::string JsonMaker::plain_lead() {
  std::string events;
  for (std::size_t left = random_.below(4); left > 0; --left) {
    events += plain_event() + (left > 1 ? "," : "");
  }
  return fmt::format(
      R"({{"id":"{}","job_title":"{}","company":{{"city":"Ely {}"}},"employees":{},"plan":"team",)"
      R"("is_open":{},"tags":["a","b {}"],"created_at":"2025-0{}-11","other":{},"events":[{}]}})",
      random_.below(1000), random_.chance(20) ? "" : "CTO", random_.below(9), random_.below(5000),
      random_.chance(50), random_.below(9), 1 + random_.below(9), random_.below(9), events);
}

std::string JsonMaker::odd_lead() {
  std::string made = space() + "{" + space();
  for (std::size_t left = random_.below(9); left > 0; --left) {
    const std::string_view key = random_.pick(kKeys);
    std::string given = value(3);
    if (key == R"("events")" && random_.chance(90)) {
      given = "[" + space();
      for (std::size_t events = random_.below(4); events > 0; --events) {
        given += odd_event() + space() + (events > 1 ? "," : "") + space();
      }
      given += "]";
    }
    made += fmt::format("{}{}:{}{}{}{}{}", key, space(), space(), given, space(),
                        left > 1 ? "," : "", space());
  }
  return made + "}" + space();
}

/// Changes, leaves out or adds a byte.
void JsonMaker::damage(std::string& line) {
  static const std::string kBytes = "\"\"\\{}[],,::0-.e \t\x01\xff\xc3tfn";
  const std::size_t at = random_.below(line.size());
  const char byte = random_.pick(kBytes);
  switch (random_.below(4)) {
    case 0:
      line[at] = byte;
      break;
    case 1:
      line.erase(at, 1);
      break;
    case 2:
      line.insert(at, 1, byte);
      break;
    default:
      line.resize(at);
      break;
  }
}

std::string JsonMaker::line() {
  is_spaced_ = random_.chance(30);
  std::string made = random_.chance(50) ? plain_lead() : odd_lead();
  if (random_.chance(15) && !made.empty()) damage(made);
  if (random_.chance(2)) made = space();
  return made + (random_.chance(80) ? "\n" : "\r\n");
}

}  // namespace leadscore::runtime::testing
