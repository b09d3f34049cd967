// A lead with random values and events for any program.
#pragma once

#include "base/interner.hpp"
#include "base/time.hpp"
#include "bytecode/program.hpp"
#include "runtime/columns/lead_batch.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace leadscore::runtime {

constexpr TimeMs kRandomLeadNow = 1'767'225'600'000;  // 2026-01-01

/// A value of that type, from few enough that tests meet it now and then. `below(n)` is a random
/// number from 0 up to, not including, n; `texts` are those of the program.
template <class Below>
FieldValue random_value(bytecode::FieldType type, const Interner& texts, Below below) {
  const auto any_text = [&]() -> std::string_view {
    if (texts.size() == 0 || below(4) == 0) return "Something Else";
    return texts.text(TextId(static_cast<std::uint32_t>(below(texts.size()))));
  };
  FieldValue value{.is_known = true};
  switch (type) {
    case bytecode::FieldType::kText:
    case bytecode::FieldType::kOneOf:
      value.text = any_text();
      break;
    case bytecode::FieldType::kListOfText:
      for (std::size_t count = below(4); count > 0; --count) value.items.push_back(any_text());
      break;
    case bytecode::FieldType::kNumber:
      value.number = static_cast<double>(below(5)) - 1;
      break;
    case bytecode::FieldType::kYesNo:
      value.yes = below(2) == 1;
      break;
    case bytecode::FieldType::kTime:
      value.time = kRandomLeadNow + (static_cast<TimeMs>(below(7)) - 3) * kMsPerDay;
      break;
    case bytecode::FieldType::kAny:
      break;
  }
  return value;
}

/// Values for all fields; about a third are unknown.
template <class Below>
std::vector<FieldValue> random_values(const bytecode::Program& program, Below below) {
  std::vector<FieldValue> values;
  for (const bytecode::Field& field : program.fields) {
    values.push_back(below(3) == 0 ? FieldValue() : random_value(field.type, program.texts, below));
  }
  return values;
}

/// An event with the attributes of its kind, by their places; none given: all unknown.
struct RandomEvent {
  Event event;
  std::vector<FieldValue> attributes;
};
using RandomEvents = std::vector<RandomEvent>;

template <class Below>
RandomEvents random_events(const bytecode::Program& program, Below below) {
  RandomEvents events(below(6));
  for (auto& [event, attributes] : events) {
    const std::size_t kind = below(program.kinds.size() + 1);
    if (kind < program.kinds.size())
      event.kind = bytecode::KindId(static_cast<std::uint32_t>(kind));
    if (below(4) != 0)
      event.subject = random_value(bytecode::FieldType::kText, program.texts, below).text;
    if (below(4) != 0) {
      event.time = kRandomLeadNow + (static_cast<TimeMs>(below(7)) - 5) * kMsPerDay;
    }
    if (!event.kind.is_valid() || below(4) == 0) continue;
    for (const bytecode::AttributeId attribute : program.kinds[event.kind].attributes) {
      const bytecode::FieldType type = program.attributes[attribute].type;
      attributes.push_back(below(3) == 0 ? FieldValue() : random_value(type, program.texts, below));
    }
  }
  return events;
}

/// Begins a lead with these values, by FieldId, and events.
inline void add_lead(LeadBatch& batch, const std::vector<FieldValue>& values,
                     const RandomEvents& events) {
  batch.begin_lead("1", 1);
  for (std::uint32_t field = 0; field < values.size(); ++field) {
    batch.set_field(bytecode::FieldId(field), values[field]);
  }
  for (const auto& [event, attributes] : events) batch.add_event(event, attributes);
}

}  // namespace leadscore::runtime
