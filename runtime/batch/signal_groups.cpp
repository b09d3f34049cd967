#include "runtime/batch/signal_groups.hpp"

#include <map>
#include <optional>
#include <utility>
#include <variant>

namespace leadscore::runtime::batch {
namespace {

using bytecode::AttributeId;
using bytecode::FieldId;
using bytecode::FieldType;

/// What a signal looks at: a kind of group and, of most, a field.
struct Place {
  GroupKind kind = GroupKind::kByLead;
  FieldId field = {};

  auto operator<=>(const Place&) const = default;
};

constexpr Place kByLeadPlace{.kind = GroupKind::kByLead, .field = {}};

/// Nothing: a test of an event at hand.
class PlaceOf {
 public:
  explicit PlaceOf(const bytecode::Program& program) : program_(program) {}

  using Found = std::optional<Place>;

  Found operator()(const bytecode::TextSignal& signal) const {
    return of_subject(signal.subject.is_domain ? GroupKind::kDomain : GroupKind::kText,
                      signal.subject.of);
  }
  Found operator()(const bytecode::NumberSignal& signal) const { return of_number(signal.number); }
  Found operator()(const bytecode::NumberComparisonSignal&) const { return kByLeadPlace; }
  Found operator()(const bytecode::EqualitySignal&) const { return kByLeadPlace; }
  Found operator()(const bytecode::YesSignal& signal) const {
    return of_subject(GroupKind::kYes, signal.subject);
  }
  Found operator()(const bytecode::KnownSignal& signal) const {
    if (const auto* field = std::get_if<FieldId>(&signal.subject)) {
      return Place{signal.is_domain ? GroupKind::kDomainKnown : GroupKind::kKnown, *field};
    }
    if (std::holds_alternative<AttributeId>(signal.subject)) return std::nullopt;
    const auto number = std::get<bytecode::NumberId>(signal.subject);
    if (is_of_event(number)) return std::nullopt;
    return kByLeadPlace;
  }
  Found operator()(const bytecode::TimeSignal& signal) const {
    return of_subject(GroupKind::kTime, signal.subject);
  }
  Found operator()(const bytecode::ListSignal& signal) const {
    if (std::holds_alternative<AttributeId>(signal.subject)) return std::nullopt;
    return kByLeadPlace;
  }
  Found operator()(const bytecode::EventSignal& signal) const {
    if (!is_plain_count(program_, signal)) return kByLeadPlace;
    return Place{GroupKind::kEvents, {}};
  }
  Found operator()(const bytecode::SequenceSignal&) const { return kByLeadPlace; }

 private:
  static Found of_subject(GroupKind kind, const bytecode::Subject& subject) {
    const auto* field = std::get_if<FieldId>(&subject);
    if (field == nullptr) return std::nullopt;
    return Place{kind, *field};
  }

  [[nodiscard]] bool is_of_event(bytecode::NumberId number) const {
    return std::holds_alternative<bytecode::AttributeNumber>(program_.numbers[number]);
  }

  [[nodiscard]] Found of_number(bytecode::NumberId number) const {
    if (is_of_event(number)) return std::nullopt;
    const auto* field = std::get_if<bytecode::FieldNumber>(&program_.numbers[number]);
    if (field == nullptr) return kByLeadPlace;
    return Place{GroupKind::kNumber, field->field};
  }

  const bytecode::Program& program_;
};

}  // namespace

bool is_plain_count(const bytecode::Program& program, const bytecode::EventSignal& signal) {
  return signal.measure == bytecode::EventMeasure::kTimes &&
         program.selections[signal.selection].where.empty();
}

void group_signals(const bytecode::Program& program, std::vector<SignalGroup>& groups,
                   std::vector<std::uint32_t>& group_of_signal) {
  std::map<Place, std::uint32_t> numbers;
  group_of_signal.assign(program.signals.size(), Plan::kNone);
  for (const bytecode::SignalId id : program.signals.ids()) {
    const std::optional<Place> place = std::visit(PlaceOf(program), program.signals[id]);
    if (!place) continue;
    const auto [known, is_new] =
        numbers.try_emplace(*place, static_cast<std::uint32_t>(groups.size()));
    if (is_new) groups.push_back({.kind = place->kind, .field = place->field});
    groups[known->second].signals.push_back(id);
    group_of_signal[id.value] = known->second;
  }
}

}  // namespace leadscore::runtime::batch
