// A random model as lines of text, so that it can be shrunk by leaving lines out.
#pragma once

#include "tests/differential/random.hpp"
#include "tests/differential/vocabulary.hpp"

#include <set>
#include <string>
#include <vector>

namespace leadscore::differential {

enum class LineKind {
  kField,      // one line of `lead { }`
  kStatement,  // `model`, `list`, `define`, `event`
  kRule,
  kStage,
  kDisqualify,
};

/// A statement (or a field) and what of the language it shows.
struct GeneratedLine {
  LineKind kind = LineKind::kStatement;
  std::string text;
  std::string part;                  // kRule: in which part, if any
  std::set<std::string> constructs;  // by name, for the count of what was tried
};

struct GeneratedModel {
  std::vector<GeneratedLine> lines;
  std::vector<GeneratedField> fields;
  std::vector<GeneratedKind> kinds;
  std::vector<DurationMs> durations;  // that windows mention
  std::vector<TimeMs> dates;
};

/// A valid model of this version's language.
[[nodiscard]] GeneratedModel generate_model(Random& random);

/// The text of the `.score` file. Layout (line ends, `;`, comments) is chosen by `random`.
[[nodiscard]] std::string render(const std::vector<GeneratedLine>& lines, Random random);

}  // namespace leadscore::differential
