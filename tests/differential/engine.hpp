// The engine as a caller uses it: text of a model in, JSON text of a lead in, answer out.
#pragma once

#include "base/time.hpp"
#include "compiler/compile.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/explain.hpp"
#include "runtime/scorer.hpp"
#include "runtime/workspace.hpp"
#include "tests/reference/reference.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace leadscore::differential {

/// The errors of a compilation, a line each; empty if there are none.
[[nodiscard]] std::string errors_of(const Compilation& compilation);

/// One compiled model. It must have compiled.
class Engine {
 public:
  explicit Engine(const bytecode::Program& program)
      : program_(program), scorer_(program), batch_(program) {}

  /// What the engine says of a record, in the twin's words (without what each rule gives).
  [[nodiscard]] reference::Answer score(std::string_view json, TimeMs as_of);

  /// Why, for the lead that was scored last.
  [[nodiscard]] runtime::Explanation explain(TimeMs as_of);

  [[nodiscard]] std::string_view name_of(bytecode::FieldId field) const {
    return program_.texts.text(program_.fields[field].name);
  }

 private:
  const bytecode::Program& program_;
  runtime::Scorer scorer_;
  runtime::LeadBatch batch_;
  runtime::Workspace workspace_;
  runtime::ScoreBatch scores_;
};

}  // namespace leadscore::differential
