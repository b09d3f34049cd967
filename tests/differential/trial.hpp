// One model and one lead, put to the engine and to the twin.
#pragma once

#include "base/time.hpp"
#include "compiler/compile.hpp"
#include "compiler/lower/lower.hpp"
#include "tests/differential/engine.hpp"
#include "tests/differential/generated_model.hpp"
#include "tests/reference/reference.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace leadscore::differential {

struct Trial {
  std::vector<GeneratedLine> lines;
  std::uint64_t layout_seed = 0;
  reference::Json lead;
  TimeMs as_of = 0;
};

[[nodiscard]] Compilation compile_lines(const Trial& trial);

/// What engine and twin say, if it is not the same.
[[nodiscard]] std::optional<std::string> difference(const reference::Answer& engine,
                                                    const reference::Answer& twin);

struct Comparison {
  reference::Answer twin;
  std::optional<std::string> difference;  // or what either threw
};

/// The engine of one model, and the same without simplification, which must change no answer.
class Engines {
 public:
  /// The compilation has a program and outlives this.
  explicit Engines(const Compilation& compilation);

  /// Puts the lead to both and to the twin.
  [[nodiscard]] Comparison compare(const model::Model& model, const Trial& trial);

  [[nodiscard]] Engine& engine() { return engine_; }

 private:
  bytecode::Program plain_program_;
  Engine engine_;
  Engine plain_;
};

/// The difference, compiled anew; none for a model that does not compile.
[[nodiscard]] std::optional<std::string> difference(const Trial& trial);

/// As few lines, fields and events as possible with which `fails` still holds; a trial that does
/// not compile does not count as failing.
[[nodiscard]] Trial shrink(Trial trial, const std::function<bool(const Trial&)>& fails);

/// The trial for a person: model, lead, moment.
[[nodiscard]] std::string describe(const Trial& trial);

}  // namespace leadscore::differential
