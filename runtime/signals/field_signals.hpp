// The signals on fields, grouped by the field that they look at, so that each value is read and
// folded once for a lead.
#pragma once

#include "base/time.hpp"
#include "bytecode/program.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/signals/text_matcher.hpp"
#include "runtime/workspace.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace leadscore::runtime {

/// Immutable; refers to its program.
class FieldSignals {
 public:
  explicit FieldSignals(const bytecode::Program& program);

  /// Fills Workspace::signals for one lead, those on events apart. The vector has its size already.
  void evaluate(const LeadBatch& batch, std::size_t lead, TimeMs as_of, Workspace& workspace) const;

 private:
  struct TextTest {
    bytecode::SignalId signal;
    TextMatcher matcher;
  };
  struct TextGroup {
    bytecode::FieldId field;
    std::vector<TextTest> tests;
  };
  struct ListTest {
    bytecode::SignalId signal;
    bool needs_all = false;
    std::vector<std::string_view> literals;  // sorted
  };
  struct ListGroup {
    bytecode::FieldId field;
    std::vector<ListTest> tests;
  };

  void evaluate_texts(const LeadBatch& batch, std::size_t lead, Workspace& workspace) const;
  void evaluate_lists(const LeadBatch& batch, std::size_t lead, Workspace& workspace) const;

  const bytecode::Program& program_;
  std::vector<bytecode::SignalId> plain_;  // on numbers, yes/no, times, and whether one is known
  std::vector<TextGroup> texts_;
  std::vector<ListGroup> lists_;
};

}  // namespace leadscore::runtime
