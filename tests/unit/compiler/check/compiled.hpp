// What the tests of meaning ask of a model's text.
#pragma once

#include "compiler/compile.hpp"
#include "compiler/model/canonical.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace leadscore {

/// "unknown-field:3": kind and line of everything that is reported for `text`, in order.
inline std::vector<std::string> findings(std::string text, const CompileOptions& options = {}) {
  const Compilation result = compile("model.score", std::move(text), options);
  std::vector<std::string> all;
  for (const Diagnostic& diagnostic : result.diagnostics.all()) {
    const auto line = result.sources.locate(diagnostic.span.file, diagnostic.span.begin).line;
    all.push_back(fmt::format("{}:{}", kind_name(diagnostic.kind), line));
  }
  return all;
}

using Findings = std::vector<std::string>;

/// The meaning of a file without mistakes.
inline model::Model model_of(std::string text) {
  Compilation result = compile("model.score", std::move(text));
  for (const Diagnostic& diagnostic : result.diagnostics.all()) MESSAGE(diagnostic.message);
  REQUIRE(result.model.has_value());
  return std::move(*result.model);
}

inline std::string meaning(std::string text) { return model::canonical_text(model_of(text)); }

/// A line of canonical text without the words that it begins with.
inline std::string line_after(const std::string& text, const std::string& begin) {
  const std::size_t place = text.find(begin) + begin.size();
  return text.substr(place, text.find('\n', place) - place);
}

/// The one condition of `when CONDITION +1`, as canonical text spells its test; a single selection
/// of events stands in it.
inline std::string test_of(const std::string& condition, const std::string& declarations = "") {
  const std::string text = meaning(declarations + "when " + condition + " +1\n");
  std::string test = line_after(text, "condition 1: ");
  const std::string events = "events 1";
  if (test.starts_with(events)) test.replace(0, events.size(), line_after(text, "events 1: "));
  return test;
}

}  // namespace leadscore
