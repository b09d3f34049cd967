#include "runtime/signals/field_signals.hpp"

#include "runtime/signals/event_matcher.hpp"
#include "runtime/signals/fold_into.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace leadscore::runtime {
namespace {

/// The group of a field, a new one if need be.
template <class Group>
Group& group_of(std::vector<Group>& groups, std::vector<std::size_t>& places,
                bytecode::FieldId field) {
  std::size_t& place = places[field.value];
  if (place == 0) {
    groups.push_back(Group{.field = field, .tests = {}});
    place = groups.size();
  }
  return groups[place - 1];
}

bool lies_in_one(const std::vector<bytecode::NumberInterval>& intervals, double number) {
  const auto above = std::upper_bound(
      intervals.begin(), intervals.end(), number,
      [](double value, const bytecode::NumberInterval& interval) { return value < interval.low; });
  return above != intervals.begin() && number <= std::prev(above)->high;
}

/// What a signal on one plain value says of a lead.
struct PlainTest {
  const LeadBatch& batch;
  std::size_t lead;
  TimeMs as_of;

  Truth operator()(const bytecode::NumberSignal& signal) const {
    if (!batch.is_known(signal.field, lead)) return Truth::kUnknown;
    return truth_of(lies_in_one(signal.intervals, batch.number(signal.field, lead)));
  }
  Truth operator()(const bytecode::YesSignal& signal) const {
    return truth_of(batch.is_known(signal.field, lead) && batch.yes(signal.field, lead));
  }
  Truth operator()(const bytecode::KnownSignal& signal) const {
    return truth_of(batch.is_known(signal.field, lead));
  }
  Truth operator()(const bytecode::TimeSignal& signal) const {
    if (!batch.is_known(signal.field, lead)) return Truth::kUnknown;
    return truth_of(lies_in(signal.window, batch.time(signal.field, lead), as_of));
  }
  // These are in groups.
  Truth operator()(const bytecode::TextSignal&) const { return Truth::kUnknown; }
  Truth operator()(const bytecode::ListSignal&) const { return Truth::kUnknown; }
  Truth operator()(const bytecode::EventSignal&) const { return Truth::kUnknown; }
};

/// Folds and sorts the items of a list.
void read_items(const LeadBatch& batch, std::size_t lead, bytecode::FieldId field,
                Workspace& workspace) {
  const std::size_t count = batch.item_count(field, lead);
  if (workspace.items.size() < count) workspace.items.resize(count);
  workspace.sorted_items.clear();
  for (std::size_t index = 0; index < count; ++index) {
    fold_into(batch.item(field, lead, index), workspace.items[index]);
    workspace.sorted_items.emplace_back(workspace.items[index]);
  }
  std::sort(workspace.sorted_items.begin(), workspace.sorted_items.end());
}

}  // namespace

FieldSignals::FieldSignals(const bytecode::Program& program) : program_(program) {
  std::vector<std::size_t> text_places(program.fields.size());
  std::vector<std::size_t> list_places(program.fields.size());
  for (const bytecode::SignalId id : program.signals.ids()) {
    const bytecode::Signal& signal = program.signals[id];
    if (const auto* text = std::get_if<bytecode::TextSignal>(&signal)) {
      group_of(texts_, text_places, text->field)
          .tests.push_back({.signal = id, .matcher = TextMatcher(*text, program.texts)});
    } else if (const auto* list = std::get_if<bytecode::ListSignal>(&signal)) {
      group_of(lists_, list_places, list->field)
          .tests.push_back({.signal = id,
                            .needs_all = list->needs_all,
                            .literals = sorted_texts(list->literals, program.texts)});
    } else if (!std::holds_alternative<bytecode::EventSignal>(signal)) {
      plain_.push_back(id);
    }
  }
}

void FieldSignals::evaluate(const LeadBatch& batch, std::size_t lead, TimeMs as_of,
                            Workspace& workspace) const {
  const PlainTest test{.batch = batch, .lead = lead, .as_of = as_of};
  for (const bytecode::SignalId id : plain_) {
    workspace.signals[id.value] = std::visit(test, program_.signals[id]);
  }
  evaluate_texts(batch, lead, workspace);
  evaluate_lists(batch, lead, workspace);
}

void FieldSignals::evaluate_texts(const LeadBatch& batch, std::size_t lead,
                                  Workspace& workspace) const {
  for (const TextGroup& group : texts_) {
    const bool is_known = batch.is_known(group.field, lead);
    if (is_known) fold_into(batch.text(group.field, lead), workspace.text);
    for (const TextTest& test : group.tests) {
      workspace.signals[test.signal.value] =
          is_known ? truth_of(test.matcher.matches(workspace.text)) : Truth::kUnknown;
    }
  }
}

void FieldSignals::evaluate_lists(const LeadBatch& batch, std::size_t lead,
                                  Workspace& workspace) const {
  for (const ListGroup& group : lists_) {
    const bool is_known = batch.is_known(group.field, lead);
    if (is_known) read_items(batch, lead, group.field, workspace);
    const auto is_item = [&workspace](std::string_view literal) {
      return holds(workspace.sorted_items, literal);
    };
    for (const ListTest& test : group.tests) {
      Truth& truth = workspace.signals[test.signal.value];
      if (!is_known) {
        truth = Truth::kUnknown;
      } else if (test.needs_all) {
        truth = truth_of(std::all_of(test.literals.begin(), test.literals.end(), is_item));
      } else {
        truth = truth_of(std::any_of(test.literals.begin(), test.literals.end(), is_item));
      }
    }
  }
}

}  // namespace leadscore::runtime
