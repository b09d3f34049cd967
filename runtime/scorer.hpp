// Leads in, scores out: the one face of every engine.
#pragma once

#include "base/time.hpp"
#include "bytecode/program.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/signals/lead_signals.hpp"
#include "runtime/vm/run.hpp"
#include "runtime/workspace.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace leadscore::runtime {

/// The scores of a batch, as columns. Points are thousandths. A lead outside the model has only 0s.
class ScoreBatch {
 public:
  static constexpr std::int32_t kNone = -1;

  /// Makes room for `leads` leads of `program`; all are outside, without score, stage and reason.
  void reset(const bytecode::Program& program, std::size_t leads);

  [[nodiscard]] std::size_t size() const { return scores.size(); }

  /// Whether the model is for that lead (`model ... for`).
  [[nodiscard]] bool applies(std::size_t lead) const { return inside[lead] != 0; }
  /// The furthest stage met (an index into Program::stages), else kNone.
  [[nodiscard]] std::int32_t stage(std::size_t lead) const;
  [[nodiscard]] bool is_met(std::size_t lead, bytecode::StageId stage) const;
  [[nodiscard]] std::int64_t part(std::size_t lead, bytecode::PartId part) const;
  /// A number of a step of that grade; the number of its steps stands for `otherwise`.
  [[nodiscard]] std::uint32_t grade(std::size_t lead, bytecode::GradeId grade) const;
  /// The route taken (an index into Program::routes), else kNone.
  [[nodiscard]] std::int32_t route(std::size_t lead) const { return routes[lead]; }
  [[nodiscard]] bool is_raised(std::size_t lead, bytecode::AlertId alert) const;
  [[nodiscard]] bool is_broken(std::size_t lead, bytecode::NeverId never) const;

  /// Where the answers for one lead go.
  [[nodiscard]] Answers row(std::size_t lead);
  /// The same, of a lead that is outside until something else is put there.
  [[nodiscard]] Answers cleared_row(std::size_t lead);

  bool operator==(const ScoreBatch&) const = default;

  std::vector<std::uint8_t> inside;  // 0 or 1
  std::vector<std::int64_t> scores;
  std::vector<std::int64_t> parts;         // lead by lead, each part_count long
  std::vector<std::uint32_t> grades;       // lead by lead, each grade_count long
  std::vector<std::uint8_t> stages_met;    // lead by lead, each stage_count long
  std::vector<std::uint8_t> disqualified;  // 0 or 1
  std::vector<std::int32_t> routes;
  std::vector<std::uint8_t> alerts;  // lead by lead, each alert_count long
  std::vector<std::uint8_t> nevers;  // lead by lead, each never_count long
  std::size_t part_count = 0;
  std::size_t grade_count = 0;
  std::size_t stage_count = 0;
  std::size_t alert_count = 0;
  std::size_t never_count = 0;
};

/// Scores leads with one program. Immutable: many threads may share it, each with its own
/// workspace.
class Scorer {
 public:
  /// `program` was verified and outlives the scorer.
  explicit Scorer(const bytecode::Program& program);

  /// Scores every lead of `batch` (made for this program) as of `as_of` (Unix ms). `workspace` is
  /// this thread's scratch memory and may be used again. Every lead gets an answer. Whether an
  /// alert has fired (§7): score the same batch as of the last run too, into another ScoreBatch;
  /// one that is raised now and was not then has. The attributes are the same by nature of the
  /// batch.
  void score(const LeadBatch& batch, TimeMs as_of, Workspace& workspace, ScoreBatch& scores) const;

  /// Scores one lead into a row of `scores`, which was reset and has that row. Signals and
  /// registers stay in the workspace, for explanations.
  void score_lead(const LeadBatch& batch, std::size_t lead, TimeMs as_of, Workspace& workspace,
                  ScoreBatch& scores, std::size_t row) const;

  [[nodiscard]] const bytecode::Program& program() const { return program_; }
  [[nodiscard]] const FieldSignals& field_signals() const { return signals_.fields(); }
  [[nodiscard]] const EventSignals& event_signals() const { return signals_.events(); }
  [[nodiscard]] const Decays& decays() const { return prepared_.decays; }
  [[nodiscard]] const TextMatchers& matchers() const { return matchers_; }
  [[nodiscard]] const Prepared& prepared() const { return prepared_; }

 private:
  void evaluate_signals(const LeadBatch& batch, std::size_t lead, TimeMs as_of,
                        Workspace& workspace) const;
  void score_earlier(const LeadBatch& batch, std::size_t lead, TimeMs as_of,
                     Workspace& workspace) const;

  const bytecode::Program& program_;
  TextMatchers matchers_;
  LeadSignals signals_;
  Prepared prepared_;
};

}  // namespace leadscore::runtime
