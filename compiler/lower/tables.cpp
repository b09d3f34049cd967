#include "compiler/lower/tables.hpp"

#include "compiler/lower/intervals.hpp"
#include "compiler/lower/reach.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>
#include <variant>

namespace leadscore {
namespace {

bytecode::FieldType lower_type(model::Type type) {
  switch (type) {
    case model::Type::kText:
      return bytecode::FieldType::kText;
    case model::Type::kNumber:
      return bytecode::FieldType::kNumber;
    case model::Type::kYesNo:
      return bytecode::FieldType::kYesNo;
    case model::Type::kTime:
      return bytecode::FieldType::kTime;
    case model::Type::kListOfText:
      return bytecode::FieldType::kListOfText;
    case model::Type::kOneOf:
      return bytecode::FieldType::kOneOf;
    case model::Type::kAny:
      return bytecode::FieldType::kAny;
  }
  return bytecode::FieldType::kAny;
}

bytecode::TextOperator lower_operator(model::TextOperator op) {
  switch (op) {
    case model::TextOperator::kIs:
      return bytecode::TextOperator::kIs;
    case model::TextOperator::kContains:
      return bytecode::TextOperator::kContains;
    case model::TextOperator::kMentions:
      return bytecode::TextOperator::kMentions;
    case model::TextOperator::kStartsWith:
      return bytecode::TextOperator::kStartsWith;
    case model::TextOperator::kEndsWith:
      return bytecode::TextOperator::kEndsWith;
    case model::TextOperator::kMatches:
      return bytecode::TextOperator::kMatches;
  }
  return bytecode::TextOperator::kIs;
}

/// Makes the signal of each test; its fields and kinds are in the program already.
class SignalMaker {
 public:
  SignalMaker(const TextCopier& texts, const std::vector<bytecode::FieldId>& fields,
              const std::vector<bytecode::KindId>& kinds)
      : texts_(texts), fields_(fields), kinds_(kinds) {}

  using Made = std::optional<bytecode::Signal>;

  Made operator()(const model::TextTest& test) const {
    return bytecode::TextSignal{.field = field(test.field),
                                .op = lower_operator(test.op),
                                .literals = texts_.copy(test.literals)};
  }
  Made operator()(const model::NumberTest& test) const {
    return bytecode::NumberSignal{.field = field(test.field), .intervals = number_intervals(test)};
  }
  Made operator()(const model::YesTest& test) const {
    return bytecode::YesSignal{.field = field(test.field)};
  }
  Made operator()(const model::KnownTest& test) const {
    return bytecode::KnownSignal{.field = field(test.field)};
  }
  Made operator()(const model::TimeTest& test) const {
    return bytecode::TimeSignal{.field = field(test.field), .window = lower_window(test.window)};
  }
  Made operator()(const model::ListTest& test) const {
    return bytecode::ListSignal{.field = field(test.field),
                                .needs_all = test.needs_all,
                                .literals = texts_.copy(test.literals)};
  }
  Made operator()(const model::EventTest& test) const {
    bytecode::EventSignal signal;
    if (test.kind) signal.kind = kinds_[test.kind->value];
    signal.patterns = texts_.copy(test.patterns);
    if (test.window) signal.window = lower_window(*test.window);
    signal.least = test.least;
    signal.most = test.most.value_or(std::numeric_limits<std::uint32_t>::max());
    return signal;
  }
  // These become instructions.
  Made operator()(const model::ScoreTest&) const { return std::nullopt; }
  Made operator()(const model::StageTest&) const { return std::nullopt; }

 private:
  [[nodiscard]] bytecode::FieldId field(model::FieldId id) const { return fields_[id.value]; }

  const TextCopier& texts_;
  const std::vector<bytecode::FieldId>& fields_;
  const std::vector<bytecode::KindId>& kinds_;
};

bytecode::Field lower_field(const model::Field& field, const TextCopier& texts) {
  bytecode::Field lowered;
  lowered.name = texts.copy(field.name);
  lowered.key = texts.copy(field.key);
  lowered.type = lower_type(field.type);
  lowered.known_values = texts.copy(field.known_values);
  lowered.unknown_as.reserve(field.unknown_as.size());
  for (const model::Value& value : field.unknown_as) {
    lowered.unknown_as.push_back(texts.copy(value));
  }
  if (field.default_value) lowered.default_value = texts.copy(*field.default_value);
  return lowered;
}

bytecode::EventKind lower_kind(const model::EventKind& kind, const TextCopier& texts) {
  return {.name = texts.copy(kind.name),
          .subject_name = texts.copy(kind.subject_name),
          .is_path = kind.is_path,
          .from = texts.copy(kind.from)};
}

}  // namespace

std::optional<TextId> TextCopier::copy(const std::optional<TextId>& text) const {
  if (!text) return std::nullopt;
  return copy(*text);
}

std::vector<TextId> TextCopier::copy(const std::vector<TextId>& texts) const {
  std::vector<TextId> copies;
  copies.reserve(texts.size());
  for (const TextId text : texts) copies.push_back(copy(text));
  return copies;
}

bytecode::Value TextCopier::copy(const model::Value& value) const {
  if (const auto* text = std::get_if<TextId>(&value)) return copy(*text);
  if (const auto* texts = std::get_if<std::vector<TextId>>(&value)) return copy(*texts);
  return value;
}

LoweredTables lower_tables(const model::Model& model, bytecode::Program& program) {
  const TextCopier texts(model.texts, program.texts);
  const Reach reach = find_reach(model);

  std::vector<bytecode::FieldId> fields(model.fields.size());
  for (const model::FieldId id : model.fields.ids()) {
    if (reach.fields[id.value]) {
      fields[id.value] = program.fields.add(lower_field(model.fields[id], texts));
    }
  }
  std::vector<bytecode::KindId> kinds(model.kinds.size());
  for (const model::KindId id : model.kinds.ids()) {
    if (reach.kinds[id.value]) {
      kinds[id.value] = program.kinds.add(lower_kind(model.kinds[id], texts));
    }
  }
  for (const model::Part& part : model.parts) {
    program.parts.add(bytecode::Part{.name = texts.copy(part.name)});
  }

  LoweredTables tables;
  tables.signals.resize(model.tests.size());
  const SignalMaker make_signal(texts, fields, kinds);
  for (const model::TestId id : model.tests.ids()) {
    if (!reach.tests[id.value]) continue;
    if (auto signal = std::visit(make_signal, model.tests[id])) {
      tables.signals[id.value] = program.signals.add(std::move(*signal));
    }
  }
  return tables;
}

}  // namespace leadscore
