// The signals on one field of a lead or on one attribute of an event: its value is read once and
// brought to each form (folded, a domain, in NFC) once.
#pragma once

#include "base/time.hpp"
#include "bytecode/program.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/signals/text_matcher.hpp"
#include "runtime/workspace.hpp"

#include <algorithm>
#include <iterator>
#include <memory>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

namespace leadscore::runtime {

/// Immutable once all tests are added; refers to its program.
class ValueTests {
 public:
  /// Adds a signal whose subject is this value; others are left alone.
  void add(bytecode::SignalId id, const bytecode::Program& program, const TextMatchers& matchers);

  [[nodiscard]] bool is_empty() const { return tests_.empty() && texts_.empty(); }

  /// Says what each signal is for a value: fills Workspace::signals, their places alone.
  void evaluate(const FieldValue& value, TimeMs as_of, Workspace& workspace) const;

 private:
  struct TextTest {
    bytecode::SignalId signal;
    bool is_domain = false;
    std::shared_ptr<const TextMatcher> matcher;  // none: whether there is a domain
  };
  struct ListTest {
    bool needs_all = false;
    std::shared_ptr<const TextMatcher> literals;
  };
  struct YesTest {};
  struct KnownTest {};
  struct Test {
    bytecode::SignalId signal;
    std::variant<YesTest, KnownTest, const bytecode::NumberSet*, bytecode::Window, ListTest> of;
  };

  void evaluate_texts(const FieldValue& value, Workspace& workspace) const;
  [[nodiscard]] static Truth list_truth(const ListTest& test, const Workspace& workspace);

  std::vector<Test> tests_;
  std::vector<TextTest> texts_;  // those that look at the text as it is last
  bool has_lists_ = false;
  bool asks_words_ = false;
};

/// Whether a value lies in one of the intervals, which are sorted and disjoint; both ends belong to
/// them.
template <class Interval, class Value>
[[nodiscard]] bool lies_in_one(const std::vector<Interval>& intervals, Value value) {
  const auto above =
      std::upper_bound(intervals.begin(), intervals.end(), value,
                       [](Value one, const Interval& interval) { return one < interval.low; });
  return above != intervals.begin() && value <= std::prev(above)->high;
}

/// The subject of a signal on a value: a field, or an attribute of the event at hand; numbers of
/// fields apart, which are worked out. Nothing of other signals.
[[nodiscard]] std::optional<bytecode::Subject> value_subject(const bytecode::Program& program,
                                                             const bytecode::Signal& signal);

}  // namespace leadscore::runtime
