// What simdjson's on-demand parser takes only to read what the rules look at: the yardstick for
// readers. `parse_only LEADS.jsonl [raw]` prints JSON, in seconds of
// processor time. Texts are unescaped as its users do
// (get_string), or left as they stand (`raw`), which few can use.
#include "benchmarks/processor_time.hpp"

#include <fmt/format.h>
#include <simdjson.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

namespace ondemand = simdjson::ondemand;

constexpr std::array<const char*, 7> kTexts{"email",   "job_title", "company", "industry",
                                            "country", "city",      "source"};
constexpr std::array<const char*, 4> kNumbers{"employees", "annual_revenue", "sessions",
                                              "age_days"};

/// What was read, so that nothing is left out for not being used.
struct Tally {
  std::uint64_t leads = 0;
  std::uint64_t events = 0;
  std::uint64_t bytes = 0;  // of all texts
  double numbers = 0;
};

template <bool kRaw>
void take_text(simdjson::simdjson_result<ondemand::value> value, Tally& tally) {
  if constexpr (kRaw) {
    ondemand::raw_json_string text;
    if (value.get_raw_json_string().get(text) == simdjson::SUCCESS) {
      tally.bytes += static_cast<std::uint64_t>(*text.raw());
    }
  } else {
    std::string_view text;
    if (value.get_string().get(text) == simdjson::SUCCESS) tally.bytes += text.size();
  }
}

template <bool kRaw>
void take_lead(ondemand::object lead, Tally& tally) {
  ++tally.leads;
  for (const char* key : kTexts) {
    ondemand::value value;
    if (lead.find_field(key).get(value) != simdjson::SUCCESS) continue;
    if (!value.is_null()) take_text<kRaw>(std::move(value), tally);
  }
  for (const char* key : kNumbers) {
    double number = 0;
    // A key that is not there is looked for all around, once.
    if (lead.find_field_unordered(key).get_double().get(number) == simdjson::SUCCESS) {
      tally.numbers += number;
    }
  }
  for (auto event : lead.find_field_unordered("events").get_array()) {
    ++tally.events;
    ondemand::object object = event.get_object();
    take_text<kRaw>(object.find_field("type"), tally);
    take_text<kRaw>(object.find_field("subject"), tally);
    take_text<kRaw>(object.find_field("at"), tally);
  }
}

/// Piece by piece into one buffer: mapping or loading the whole file costs more than parsing it.
template <bool kRaw>
Tally read_all(const std::string& path) {
  constexpr std::size_t kPiece = std::size_t{1} << 20;
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot be read");
  std::vector<char> buffer(2 * kPiece + simdjson::SIMDJSON_PADDING);
  ondemand::parser parser;
  Tally tally;
  std::size_t kept = 0;  // the beginning of a line whose end was not read
  for (;;) {
    const auto got = static_cast<std::size_t>(file.rdbuf()->sgetn(buffer.data() + kept, kPiece));
    if (got == 0) return tally;
    const std::string_view text(buffer.data(), kept + got);
    const std::size_t whole = text.rfind('\n') + 1;
    ondemand::document_stream stream = parser.iterate_many(text.data(), whole, 2 * kPiece);
    for (auto document : stream) take_lead<kRaw>(document.get_object(), tally);
    kept = text.size() - whole;
    if (kept > kPiece) throw std::runtime_error("has a line that is too long");
    std::memmove(buffer.data(), buffer.data() + whole, kept);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: parse_only LEADS.jsonl [raw]\n");
    return 2;
  }
  const bool is_raw = argc > 2 && std::string_view(argv[2]) == "raw";
  try {
    const double start = leadscore::benchmarks::processor_seconds();
    const Tally tally = is_raw ? read_all<true>(argv[1]) : read_all<false>(argv[1]);
    const double seconds = leadscore::benchmarks::processor_seconds() - start;
    fmt::print(
        "{{\"leads\": {}, \"events\": {}, \"text_bytes\": {}, \"numbers\": {}, \"seconds\": "
        "{:.6f}}}\n",
        tally.leads, tally.events, tally.bytes, tally.numbers, seconds);
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}: {}\n", argv[1], error.what());
    return 1;
  }
  return 0;
}
