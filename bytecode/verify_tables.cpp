#include "bytecode/verify_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leadscore::bytecode {
namespace {

/// What is wrong with one row; empty: nothing.
using Problem = std::string_view;

constexpr Problem kFine = {};
constexpr Problem kNoSuchText = "a text that does not exist";

constexpr Problem kNoSuchMoment = "a moment that is out of range";

/// Far beyond every date of the language, and near enough that sums of a few do not overflow.
constexpr std::int64_t kMostMs = std::int64_t{1} << 60;

bool is_within_bounds(const Window& window) {
  const bool has_first = window.first != std::numeric_limits<std::int64_t>::min();
  const bool has_last = window.last != std::numeric_limits<std::int64_t>::max();
  return (!has_first || (window.first >= -kMostMs && window.first <= kMostMs)) &&
         (!has_last || (window.last >= -kMostMs && window.last <= kMostMs));
}

/// Checks rows one by one. Each check answers with what is wrong.
class TableVerifier {
 public:
  explicit TableVerifier(const Program& program) : program_(program) {}

  [[nodiscard]] Problem check_field(const Field& field) const;
  [[nodiscard]] Problem check_kind(const EventKind& kind) const;
  [[nodiscard]] Problem check_rule(const Rule& rule) const;
  [[nodiscard]] Problem check_part(const Part& part) const;
  [[nodiscard]] Problem check_stage(const Stage& stage) const;
  [[nodiscard]] Problem check_disqualification(const Disqualification& disqualification) const;
  [[nodiscard]] Problem check_head() const;

  [[nodiscard]] Problem check_signal(const TextSignal& signal) const;
  [[nodiscard]] Problem check_signal(const NumberSignal& signal) const;
  [[nodiscard]] Problem check_signal(const YesSignal& signal) const;
  [[nodiscard]] Problem check_signal(const KnownSignal& signal) const;
  [[nodiscard]] Problem check_signal(const TimeSignal& signal) const;
  [[nodiscard]] Problem check_signal(const ListSignal& signal) const;
  [[nodiscard]] Problem check_signal(const EventSignal& signal) const;

 private:
  [[nodiscard]] bool has(TextId text) const { return text.value < program_.texts.size(); }
  [[nodiscard]] bool has(const std::vector<TextId>& texts) const {
    return std::all_of(texts.begin(), texts.end(), [this](TextId text) { return has(text); });
  }
  [[nodiscard]] bool has(const Value& value) const;
  [[nodiscard]] Problem check_wording(const Wording& wording) const;
  [[nodiscard]] Problem check_asked(FieldId field, FieldType type) const;

  const Program& program_;
};

bool TableVerifier::has(const Value& value) const {
  if (const auto* text = std::get_if<TextId>(&value)) return has(*text);
  if (const auto* texts = std::get_if<std::vector<TextId>>(&value)) return has(*texts);
  return true;
}

bool is_of_type(const Value& value, FieldType type) {
  switch (type) {
    case FieldType::kText:
    case FieldType::kOneOf:
      return std::holds_alternative<TextId>(value);
    case FieldType::kNumber:
      return std::holds_alternative<double>(value) && std::isfinite(std::get<double>(value));
    case FieldType::kYesNo:
      return std::holds_alternative<bool>(value);
    case FieldType::kTime:
      return std::holds_alternative<TimeMs>(value);
    case FieldType::kListOfText:
      return std::holds_alternative<std::vector<TextId>>(value);
    case FieldType::kAny:
      return false;
  }
  return false;
}

Problem TableVerifier::check_field(const Field& field) const {
  if (!has(field.name) || !has(field.key) || !has(field.known_values)) return kNoSuchText;
  if (field.type > FieldType::kAny) return "a type that does not exist";
  if (field.type != FieldType::kOneOf && !field.known_values.empty()) {
    return "known values of a field that is not one of them";
  }
  for (const Value& value : field.unknown_as) {
    if (!has(value)) return kNoSuchText;
  }
  if (!field.default_value) return kFine;
  if (!is_of_type(*field.default_value, field.type)) return "a default of another type";
  return has(*field.default_value) ? kFine : kNoSuchText;
}

Problem TableVerifier::check_kind(const EventKind& kind) const {
  return has(kind.name) && has(kind.subject_name) && has(kind.from) ? kFine : kNoSuchText;
}

Problem TableVerifier::check_wording(const Wording& wording) const {
  if (!has(wording.condition)) return kNoSuchText;
  return !wording.because || has(*wording.because) ? kFine : kNoSuchText;
}

Problem TableVerifier::check_rule(const Rule& rule) const {
  if (rule.part.is_valid() && rule.part.value >= program_.parts.size()) {
    return "a part that does not exist";
  }
  return check_wording(rule.wording);
}

Problem TableVerifier::check_part(const Part& part) const {
  return has(part.name) ? kFine : kNoSuchText;
}

Problem TableVerifier::check_stage(const Stage& stage) const {
  return has(stage.name) ? check_wording(stage.wording) : kNoSuchText;
}

Problem TableVerifier::check_disqualification(const Disqualification& disqualification) const {
  return check_wording(disqualification.wording);
}

Problem TableVerifier::check_head() const {
  if (program_.name && !has(*program_.name)) return kNoSuchText;
  const std::string& hash = program_.hash;
  const bool is_hexadecimal = hash.find_first_not_of("0123456789abcdef") == std::string::npos;
  return hash.size() == 32 && is_hexadecimal ? kFine : "a hash that is not 32 hexadecimal digits";
}

Problem TableVerifier::check_asked(FieldId field, FieldType type) const {
  if (field.value >= program_.fields.size()) return "a field that does not exist";
  FieldType actual = program_.fields[field].type;
  if (actual == FieldType::kOneOf) actual = FieldType::kText;
  return actual == type ? kFine : "a field of a type that it cannot ask";
}

Problem TableVerifier::check_signal(const TextSignal& signal) const {
  if (signal.op > TextOperator::kMatches) return "a test that does not exist";
  if (!has(signal.literals)) return kNoSuchText;
  return check_asked(signal.field, FieldType::kText);
}

Problem TableVerifier::check_signal(const NumberSignal& signal) const {
  const NumberInterval* before = nullptr;
  for (const NumberInterval& interval : signal.intervals) {
    if (!(interval.low <= interval.high)) return "an interval that is empty";
    if (before != nullptr && !(before->high < interval.low)) {
      return "intervals that are not sorted and disjoint";
    }
    before = &interval;
  }
  return check_asked(signal.field, FieldType::kNumber);
}

Problem TableVerifier::check_signal(const YesSignal& signal) const {
  return check_asked(signal.field, FieldType::kYesNo);
}

Problem TableVerifier::check_signal(const KnownSignal& signal) const {
  return signal.field.value < program_.fields.size() ? kFine : "a field that does not exist";
}

Problem TableVerifier::check_signal(const TimeSignal& signal) const {
  if (!is_within_bounds(signal.window)) return kNoSuchMoment;
  return check_asked(signal.field, FieldType::kTime);
}

Problem TableVerifier::check_signal(const ListSignal& signal) const {
  if (!has(signal.literals)) return kNoSuchText;
  return check_asked(signal.field, FieldType::kListOfText);
}

Problem TableVerifier::check_signal(const EventSignal& signal) const {
  if (signal.kind.is_valid() && signal.kind.value >= program_.kinds.size()) {
    return "a kind of event that does not exist";
  }
  if (!signal.kind.is_valid() && !signal.patterns.empty()) return "patterns for events of any kind";
  if (!has(signal.patterns)) return kNoSuchText;
  if (signal.window && !is_within_bounds(*signal.window)) return kNoSuchMoment;
  return signal.least <= signal.most ? kFine : "a count that is impossible";
}

Problem check_score_range(const ScoreRange& range) {
  const ScoreInterval* before = nullptr;
  for (const ScoreInterval& interval : range) {
    if (interval.low > interval.high) return "an interval that is empty";
    if (before != nullptr && before->high >= interval.low) {
      return "intervals that are not sorted and disjoint";
    }
    before = &interval;
  }
  return kFine;
}

/// Runs `check` over the rows of one table; the error names the first that is wrong.
template <class Table, class Check>
Result<void> verify_rows(std::string_view row_name, const Table& table, Check check) {
  std::size_t index = 0;
  for (const auto& row : table) {
    if (const Problem problem = check(row); !problem.empty()) {
      return Error{fmt::format("{} {} of the program is damaged: {}", row_name, index, problem)};
    }
    ++index;
  }
  return {};
}

}  // namespace

Result<void> verify_tables(const Program& program) {
  const TableVerifier verifier(program);
  if (const Problem problem = verifier.check_head(); !problem.empty()) {
    return Error{fmt::format("the program is damaged: {}", problem)};
  }
  Result<void> results[] = {
      verify_rows("field", program.fields,
                  [&](const Field& field) { return verifier.check_field(field); }),
      verify_rows("kind", program.kinds,
                  [&](const EventKind& kind) { return verifier.check_kind(kind); }),
      verify_rows("signal", program.signals,
                  [&](const Signal& signal) {
                    return std::visit([&](const auto& one) { return verifier.check_signal(one); },
                                      signal);
                  }),
      verify_rows("part", program.parts,
                  [&](const Part& part) { return verifier.check_part(part); }),
      verify_rows("rule", program.rules,
                  [&](const Rule& rule) { return verifier.check_rule(rule); }),
      verify_rows("stage", program.stages,
                  [&](const Stage& stage) { return verifier.check_stage(stage); }),
      verify_rows("disqualification", program.disqualifications,
                  [&](const Disqualification& disqualification) {
                    return verifier.check_disqualification(disqualification);
                  }),
      verify_rows("score range", program.score_ranges, check_score_range),
  };
  for (Result<void>& result : results) {
    if (!result) return std::move(result);
  }
  return {};
}

}  // namespace leadscore::bytecode
