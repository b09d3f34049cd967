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

/// The program as it was compiled, or written to an image and read from it.
enum class Load { kCompiled, kFromImage };

struct Trial {
  std::vector<GeneratedLine> lines;
  std::uint64_t layout_seed = 0;
  reference::Json lead;
  TimeMs as_of = 0;
  Load load = Load::kCompiled;
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
  explicit Engines(const Compilation& compilation, Load load = Load::kCompiled);

  /// Puts the trial's lead to both and to the twin.
  [[nodiscard]] Comparison compare(const Trial& trial);

  /// Reads leads as the lines of one file.
  void read(const std::vector<reference::Json>& leads);
  /// The same with the lead of a trial, which is the one of that line (0 is the first).
  [[nodiscard]] Comparison compare(const Trial& trial, std::size_t line);
  [[nodiscard]] runtime::Explanation explain(std::size_t line, TimeMs as_of);
  /// Where the engine for batches does not say of all these leads what the one for a lead says.
  [[nodiscard]] std::optional<std::string> compare_batches(TimeMs as_of);
  /// The same of leads read and scored one by one.
  [[nodiscard]] std::optional<std::string> compare_alone(const std::vector<reference::Json>& leads,
                                                         TimeMs as_of);

  [[nodiscard]] Engine& engine() { return engine_; }

 private:
  using Scoring = std::function<reference::Answer(Engine& engine, std::size_t number)>;
  [[nodiscard]] Comparison compare_as(const Trial& trial, const Scoring& score);

  const model::Model& model_;
  std::optional<bytecode::Program> from_image_;
  bytecode::Program plain_program_;
  const bytecode::Program& program_;
  Engine engine_;
  Engine plain_;
  std::vector<runtime::LeadBatch> batches_;  // of either
};

/// The difference, compiled anew; none for a model that does not compile.
[[nodiscard]] std::optional<std::string> difference(const Trial& trial);

/// As few lines, fields and events as possible with which `fails` still holds; a trial that does
/// not compile does not count as failing.
[[nodiscard]] Trial shrink(Trial trial, const std::function<bool(const Trial&)>& fails);

/// The trial for a person: model, lead, moment.
[[nodiscard]] std::string describe(const Trial& trial);

}  // namespace leadscore::differential
