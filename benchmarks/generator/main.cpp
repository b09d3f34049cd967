// Writes the leads and rule sets of the benchmarks into a folder; the same ones for the same
// arguments, on every machine.
#include "benchmarks/generator/leads.hpp"
#include "benchmarks/generator/rules.hpp"
#include "benchmarks/generator/world.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>

namespace {

using namespace leadscore::benchmarks;

constexpr std::size_t kBuffer = std::size_t{1} << 20;
constexpr const char* kUsage =
    "usage: generate_benchmark FOLDER leads COUNT [SEED]   writes leads.jsonl and leads.csv\n"
    "       generate_benchmark FOLDER rules [SEED]         writes rules_N.score and .json, and\n"
    "                                                      csv_rules_N: rules without events\n";

bool write_leads(const std::string& folder, std::size_t count, std::uint64_t seed) {
  std::ofstream json_file(folder + "/leads.jsonl", std::ios::binary);
  std::ofstream csv_file(folder + "/leads.csv", std::ios::binary);
  const World world = make_world();
  LeadWriter writer(world, seed);
  std::string json;
  std::string csv = writer.csv_header();
  for (std::size_t i = 0; i < count; ++i) {
    writer.write(json, csv);
    if (json.size() < kBuffer && i + 1 < count) continue;
    json_file << json;
    csv_file << csv;
    json.clear();
    csv.clear();
  }
  csv_file << csv;  // the header, where there are no leads
  return json_file.flush().good() && csv_file.flush().good();
}

bool write_rules(const std::string& folder, std::uint64_t seed) {
  const World world = make_world();
  bool is_good = true;
  for (const bool with_events : {true, false}) {
    for (const std::size_t count : {10, 50, 250, 1'000, 10'000}) {
      const auto rules = make_rules(world, count, with_events, seed + count);
      const std::string path =
          fmt::format("{}/{}rules_{}", folder, with_events ? "" : "csv_", count);
      std::ofstream score(path + ".score", std::ios::binary);
      std::ofstream json(path + ".json", std::ios::binary);
      score << score_text(world, rules);
      json << json_text(world, rules);
      is_good = is_good && score.flush().good() && json.flush().good();
    }
  }
  return is_good;
}

std::uint64_t number_of(const char* text) { return std::strtoull(text, nullptr, 10); }

}  // namespace

int main(int argc, char** argv) {
  const std::string_view what = argc > 2 ? argv[2] : "";
  bool is_good = false;
  if (what == "leads" && argc > 3) {
    is_good = write_leads(argv[1], number_of(argv[3]), argc > 4 ? number_of(argv[4]) : 1);
  } else if (what == "rules") {
    is_good = write_rules(argv[1], argc > 3 ? number_of(argv[3]) : 1);
  } else {
    fmt::print(stderr, "{}", kUsage);
    return 2;
  }
  if (!is_good) fmt::print(stderr, "could not write into {}\n", argv[1]);
  return is_good ? 0 : 1;
}
