// The engine as a caller uses it: text of a model in, JSON text of a lead in, answer out.
#pragma once

#include "base/time.hpp"
#include "compiler/compile.hpp"
#include "runtime/batch/batch_scorer.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/explain.hpp"
#include "runtime/jit/block_compiler.hpp"
#include "runtime/scorer.hpp"
#include "runtime/workspace.hpp"
#include "tests/reference/reference.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::differential {

/// The errors of a compilation, a line each; empty if there are none.
[[nodiscard]] std::string errors_of(const Compilation& compilation);

/// One program and what it takes to score with it.
class Engine {
 public:
  /// The program was verified and outlives this.
  explicit Engine(const bytecode::Program& program)
      : program_(program),
        scorer_(program),
        batch_scorer_(scorer_),
        dictionaries_(std::make_shared<runtime::LeadDictionaries>(program)),
        single_(program) {}

  /// What the engine says of a lead of a batch, in the twin's words (without what each rule gives).
  [[nodiscard]] reference::Answer score(const runtime::LeadBatch& batch, std::size_t lead,
                                        TimeMs as_of);
  /// The same of a record.
  [[nodiscard]] reference::Answer score(std::string_view json, TimeMs as_of);

  /// Scores a batch by all engines. Where they differ, the first lead of which they do, by its
  /// place. Once as it stands, and once with its texts numbered, which they are then.
  [[nodiscard]] std::optional<std::string> compare_batch(runtime::LeadBatch& batch, TimeMs as_of);

  /// Why.
  [[nodiscard]] runtime::Explanation explain(const runtime::LeadBatch& batch, std::size_t lead,
                                             TimeMs as_of);
  /// Why, for the record that was scored last.
  [[nodiscard]] runtime::Explanation explain(TimeMs as_of) { return explain(single_, 0, as_of); }

  [[nodiscard]] std::string_view name_of(bytecode::FieldId field) const {
    return program_.texts.text(program_.fields[field].name);
  }

 private:
  [[nodiscard]] reference::Answer answer_of(const runtime::ScoreBatch& scores,
                                            std::size_t lead) const;
  [[nodiscard]] std::optional<std::string> compare_blocks(const runtime::LeadBatch& batch,
                                                          TimeMs as_of,
                                                          const runtime::ScoreBatch& rows);
  [[nodiscard]] std::optional<std::string> compare_scores(const runtime::ScoreBatch& blocks,
                                                          TimeMs as_of,
                                                          const runtime::ScoreBatch& rows) const;
  [[nodiscard]] const runtime::batch::BlockCode* native_code_for(const runtime::LeadBatch& batch);

  const bytecode::Program& program_;
  runtime::Scorer scorer_;
  runtime::BatchScorer batch_scorer_;
  runtime::BatchWorkspace batch_workspace_;
  std::optional<runtime::jit::NativeBlock> native_;  // made when it is first wanted
  std::shared_ptr<runtime::LeadDictionaries> dictionaries_;
  runtime::LeadBatch single_;  // of the record that was scored last
  runtime::ScoreBatch scores_;
  runtime::Workspace workspace_;
};

/// Reads records as the lines of one file, for several programs at once: a batch for each.
[[nodiscard]] std::vector<runtime::LeadBatch> read_as_lines(
    const std::vector<const bytecode::Program*>& programs,
    const std::vector<reference::Json>& records);

}  // namespace leadscore::differential
