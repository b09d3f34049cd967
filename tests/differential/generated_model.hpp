// A random model as lines of text, so that it can be shrunk by leaving lines out.
#pragma once

#include "tests/differential/random.hpp"
#include "tests/differential/vocabulary.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace leadscore::differential {

enum class LineKind {
  kField,         // one line of `lead { }`
  kStatement,     // `list`, `define`, `event`
  kModel,         // `model ... for`
  kContribution,  // a rule, a table, a `best of`
  kScoreBounds,   // `score up to ...`
  kGrade,
  kStage,
  kDisqualify,
  kRoute,
  kAlert,
  kNever,
};

using Constructs = std::set<std::string>;  // by name, for the count of what was tried

/// A statement (or a field) and what of the language it shows.
struct GeneratedLine {
  LineKind kind = LineKind::kStatement;
  std::string text = {};
  std::string part = {};         // kContribution: in which part, if any
  std::string part_header = {};  // its bounds and decay, written with its first rule only
  Constructs constructs = {};
  std::vector<Constructs> choices = {};  // of the rows of a table, the rules of a `best of`
  std::int64_t points_thousandths = 0;   // of a rule
  std::optional<std::int64_t> up_to_thousandths = {};    // of a rule, or of the score
  std::optional<std::int64_t> down_to_thousandths = {};  // of the score
  bool decays = false;                                   // a rule, on its own
};

/// A part with what was written in its first line.
struct GeneratedPart {
  std::string name;
  std::string header = {};
  std::optional<std::int64_t> up_to_thousandths = {};
  std::optional<std::int64_t> down_to_thousandths = {};
  bool decays = false;
};

struct GeneratedModel {
  std::vector<GeneratedLine> lines;
  std::vector<GeneratedField> fields;
  std::vector<GeneratedKind> kinds;
  std::vector<GeneratedPart> parts;   // in the order of their first rules
  std::vector<DurationMs> durations;  // that windows, decays and sequences mention
  std::vector<TimeMs> dates;
};

/// A valid model.
[[nodiscard]] GeneratedModel generate_model(Random& random);

/// The text of the `.score` file. Layout (line ends, `;`, comments) is chosen by `random`.
[[nodiscard]] std::string render(const std::vector<GeneratedLine>& lines, Random random);

}  // namespace leadscore::differential
