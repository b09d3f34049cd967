// Which parts of a model its tests try: each rule, row, choice, outcome and test of a condition,
// with how often it came out in each way that it can.
#pragma once

#include "compiler/compile.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::cli {

/// One way in which something can come out, and in how many tests it did.
struct Outcome {
  std::string_view name;  // "fired", "true", "not met"
  std::uint64_t count = 0;
};

enum class CoveredKind : std::uint8_t {
  kRule,       // of a `best of` too
  kRow,        // of `points by`
  kChoice,     // a rule of a `best of`: whether it counts
  kCondition,  // one test in a condition, as it is written
  kOutcome,    // a stage, disqualification, route or alert
};

struct CoveredItem {
  CoveredKind kind = CoveredKind::kRule;
  std::uint32_t line = 0;
  std::uint32_t begin = 0;  // bytes of the file
  std::uint32_t end = 0;
  std::string words;  // as written, on one line
  std::vector<Outcome> outcomes;

  [[nodiscard]] std::size_t seen() const;
};

struct CoveredFile {
  std::string path;
  std::string text;
  std::vector<CoveredItem> items;  // in the order of the file
};

/// Outcomes that came out in some test, of all that there are.
struct CoverageCount {
  std::size_t seen = 0;
  std::size_t all = 0;

  /// 100 where there is nothing to see.
  [[nodiscard]] double percent() const;
};

/// Runs the tests that the filter leaves, by the engine, on the model with a probe for each of its
/// conditions. `compilation` has a program. The model's own file first, then those that it uses
/// (of the standard library apart), by name.
[[nodiscard]] std::vector<CoveredFile> measure_coverage(Compilation compilation,
                                                        std::optional<std::string_view> filter);

[[nodiscard]] CoverageCount count_coverage(std::span<const CoveredFile> files);
[[nodiscard]] CoverageCount count_coverage(std::span<const CoveredFile> files, CoveredKind kind);

/// For a person: what each kind came to, and a line for each item of which something was not seen.
[[nodiscard]] std::string coverage_text(std::span<const CoveredFile> files);

/// LCOV: a line is run as often as the least of the rules, rows and outcomes that begin on it; each
/// way to come out is a branch.
[[nodiscard]] std::string coverage_lcov(std::span<const CoveredFile> files);

[[nodiscard]] std::string coverage_json(std::span<const CoveredFile> files);

/// One page that needs nothing else: the sources in colours, with what came out to hover over.
/// (coverage_html.cpp)
[[nodiscard]] std::string coverage_html(std::span<const CoveredFile> files);

}  // namespace leadscore::cli
