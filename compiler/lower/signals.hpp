// The signals of a program, and what they look at: sets of literals, selections of events, numbers.
#pragma once

#include "bytecode/program.hpp"
#include "compiler/lower/lower.hpp"
#include "compiler/lower/merge.hpp"
#include "compiler/lower/row_hash.hpp"
#include "compiler/lower/tables.hpp"
#include "compiler/model/model.hpp"

#include <optional>
#include <vector>

namespace leadscore {

/// Adds to a program. What it refers to outlives it.
class SignalMaker {
 public:
  /// Adds all selections and numbers that are asked for, and the signals of the selections'
  /// `where`.
  SignalMaker(const model::Model& model, const Reach& reach, const RecordTables& records,
              TextCopier& texts, LowerOptions options, bytecode::Program& program);

  /// The signal of a test, which must not be of scores, grades, stages or disqualification.
  [[nodiscard]] bytecode::SignalId make(const model::Test& test);
  [[nodiscard]] bytecode::SignalId make(const NumberSetTest& test);

  /// The signal of one row of a table, which must be no `otherwise`, and whether it fits if that is
  /// false.
  struct RowSignal {
    bytecode::SignalId signal;
    bool is_negated = false;
  };
  [[nodiscard]] RowSignal make(const model::Table& table, const model::Row& row);

  [[nodiscard]] bytecode::SelectionId selection(model::SelectionId id) const {
    return selections_[id.value];
  }

  // What each test becomes, by std::visit.
  [[nodiscard]] bytecode::Signal operator()(const model::TextTest& test);
  [[nodiscard]] bytecode::Signal operator()(const model::NumberTest& test);
  [[nodiscard]] bytecode::Signal operator()(const model::NumberComparison& test);
  [[nodiscard]] bytecode::Signal operator()(const model::EqualityTest& test);
  [[nodiscard]] bytecode::Signal operator()(const model::YesTest& test);
  [[nodiscard]] bytecode::Signal operator()(const model::KnownTest& test);
  [[nodiscard]] bytecode::Signal operator()(const model::TimeTest& test);
  [[nodiscard]] bytecode::Signal operator()(const model::ListTest& test);
  [[nodiscard]] bytecode::Signal operator()(const model::EventTest& test);
  [[nodiscard]] bytecode::Signal operator()(const model::SequenceTest& test);
  [[nodiscard]] bytecode::Signal operator()(const model::ScoreTest& test);
  [[nodiscard]] bytecode::Signal operator()(const model::ScoreChangeTest& test);
  [[nodiscard]] bytecode::Signal operator()(const model::GradeTest& test);
  [[nodiscard]] bytecode::Signal operator()(const model::StageTest& test);
  [[nodiscard]] bytecode::Signal operator()(const model::DisqualifiedTest& test);

 private:
  [[nodiscard]] bytecode::SignalId add(const bytecode::Signal& signal);
  [[nodiscard]] bytecode::TextSetId text_set(const std::vector<TextId>& literals);
  [[nodiscard]] bytecode::TextSetId pattern_set(bytecode::TextSet texts);
  [[nodiscard]] bytecode::NumberSetId number_set(const bytecode::NumberSet& set);

  void add_selection(model::SelectionId id);
  void add_number(model::NumberId id);
  [[nodiscard]] bool is_attribute_number(model::NumberId id) const;
  [[nodiscard]] bytecode::Number lower(const model::NumberOf& number) const;
  [[nodiscard]] bytecode::Number lower(const model::Constant& number) const;
  [[nodiscard]] bytecode::Number lower(const model::Arithmetic& number) const;
  [[nodiscard]] bytecode::Number lower(const model::Negation& number) const;
  [[nodiscard]] bytecode::Number lower(const model::Aggregate& number) const;

  [[nodiscard]] bytecode::Subject lower(const model::Subject& subject) const;
  [[nodiscard]] bytecode::TextSubject lower(const model::TextSubject& subject) const;
  [[nodiscard]] bytecode::KnownSignal is_known(const model::TextSubject& subject) const;
  [[nodiscard]] bytecode::KnownSignal is_known(model::NumberId number) const;
  [[nodiscard]] bytecode::TextSignal globs(const model::TextSubject& subject,
                                           const std::vector<TextId>& patterns);

  const model::Model& model_;
  const RecordTables& records_;
  LowerOptions options_;
  bytecode::Program& program_;
  TextCopier& texts_;
  std::vector<bytecode::SelectionId> selections_;  // by the model's ids
  std::vector<bytecode::NumberId> numbers_;
  // What is in the program already.
  DistinctRows<bytecode::TextSetId, bytecode::TextSet> text_set_ids_;
  DistinctRows<bytecode::NumberSetId, bytecode::NumberSet> number_set_ids_;
  DistinctRows<bytecode::SignalId, bytecode::Signal> signal_ids_;
};

}  // namespace leadscore
