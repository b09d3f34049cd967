// What the synthetic leads are made of: their fields' values and the things that they can do.
// Leads and rules draw from one world, so that rules meet leads.
#pragma once

#include "benchmarks/generator/random.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::benchmarks {

/// The moment at which everything is scored, 2026-02-01T00:00:00Z, in Unix seconds.
inline constexpr std::int64_t kAsOf = 1769904000;
inline constexpr std::string_view kAsOfText = "2026-02-01T00:00:00Z";
inline constexpr std::int64_t kDay = 86'400;
inline constexpr std::size_t kDaysOfEvents = 365;  // how far back events go

/// A text attribute. Values are spelled in one way, so that engines which respect case and those
/// which do not (ours) give the same scores.
struct TextField {
  std::string_view name;
  std::vector<std::string> values;  // the most frequent first
  Zipf frequency;
  double missing;        // the share of leads that do not have it
  unsigned rule_weight;  // how often a rule of the kind "equality" is about it
};

struct NumberField {
  std::string_view name;
  double missing;
};

/// A kind and a subject: something that a lead can do.
struct Deed {
  std::string_view kind;
  std::string subject;
};

struct World {
  std::vector<TextField> texts;  // without email, which hardly two leads share
  std::vector<NumberField> numbers;
  std::vector<std::string> first_names;
  std::vector<std::string> last_names;
  std::vector<std::string> domains;        // of email addresses
  std::vector<std::string> endings;        // of email addresses, as rules ask for them
  std::vector<std::string> title_words;    // that rules look for in job titles
  std::vector<std::string> company_words;  // that rules look for in companies
  std::vector<Deed> deeds;                 // the most frequent first
  Zipf deed_frequency;
  std::vector<std::string> page_prefixes;  // "/blog/": below them are pages
};

/// The same world every time.
[[nodiscard]] World make_world();

/// A value of the number field at `place` of World::numbers, as leads have it.
[[nodiscard]] std::int64_t draw_number(std::size_t place, Random& random);

}  // namespace leadscore::benchmarks
