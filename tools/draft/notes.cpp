#include "tools/draft/notes.hpp"

#include "base/number.hpp"
#include "base/text/path.hpp"
#include "base/text/shown.hpp"
#include "base/time.hpp"
#include "runtime/output/wording.hpp"
#include "tools/draft/literals.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace leadscore::draft {
namespace {

using model::Type;
using runtime::SeenValue;

constexpr std::size_t kMostNotedValues = 3;
constexpr std::size_t kMostNoteBytes = 48;  // of values: a declaration and its note are one line
constexpr std::size_t kMostShownCharacters = 24;

std::string percent(std::uint64_t count, std::uint64_t all) {
  const std::uint64_t whole = (100 * count + all / 2) / all;
  return whole == 0 ? "<1%" : fmt::format("{}%", whole);
}

/// With four digits, if it has a fraction.
std::string shown_number(double number) {
  const double whole = std::round(number);
  const double shown = std::fabs(number) >= 1'000
                           ? whole
                           : read_number(fmt::format("{:.4g}", number)).value_or(number);
  return number_literal(shown).value_or(format_number(number));
}

/// `"a" 40%, "b" 22%`; nothing where no value came again.
std::string note_of_values(const std::vector<SeenValue>& values, std::uint64_t all) {
  std::string note;
  for (std::size_t at = 0; at < std::min(values.size(), kMostNotedValues); ++at) {
    if (values[at].count < 2) break;
    const std::string one =
        fmt::format("\"{}\" {}", text::shown(values[at].spelling, kMostShownCharacters),
                    percent(values[at].count, all));
    if (!note.empty() && note.size() + one.size() > kMostNoteBytes) break;
    note += (note.empty() ? "" : ", ") + one;
  }
  return note;
}

std::string note_of_texts(const Field& field) {
  const auto& values = field.survey->values;
  const auto seen = values_of(field);
  const std::uint64_t all =
      field.type.type == Type::kListOfText ? values.counts().items : values.said();
  const std::string note = note_of_values(seen, std::max<std::uint64_t>(all, 1));
  if (2 * values.counts().foreign_dates > values.said()) {
    return "dates that do not read: write them as 2026-01-31";
  }
  return note.empty() && values.said() > 1 ? "each value is another one" : note;
}

std::string note_of_numbers(const Field& field) {
  const auto numbers = numbers_of(field);
  if (numbers.empty()) return {};
  if (numbers.front() == numbers.back()) return fmt::format("always {}", shown_number(numbers[0]));
  const auto& values = field.survey->values;
  const auto is_unknown = [&](double number) {
    return std::ranges::find(field.type.unknown_numbers, number) !=
           field.type.unknown_numbers.end();
  };
  const auto& least = *values.least();
  const auto& most = *values.most();
  const double low = is_unknown(least.value) ? *least.next : least.value;
  const double high = is_unknown(most.value) ? *most.next : most.value;
  return fmt::format("{} to {}, half of them {} to {}", shown_number(low), shown_number(high),
                     shown_number(numbers[numbers.size() / 4]),
                     shown_number(numbers[3 * numbers.size() / 4]));
}

std::string note_of_type(const Field& field) {
  const auto& values = field.survey->values;
  switch (field.type.type) {
    case Type::kNumber:
      return note_of_numbers(field);
    case Type::kYesNo:
      return fmt::format("yes {}", percent(values.counts().yes, values.said()));
    case Type::kTime:
      if (!values.earliest()) return {};
      if (utc_day(*values.earliest()) == utc_day(*values.latest())) {
        return format_date(*values.earliest());
      }
      return fmt::format("{} to {}", format_date(*values.earliest()),
                         format_date(*values.latest()));
    case Type::kText:
    case Type::kOneOf:
    case Type::kListOfText:
    case Type::kAny:
      return note_of_texts(field);
  }
  return {};
}

/// How many records have a value: also one that means nothing in other fields and something here.
std::uint64_t count_having(const Field& field) {
  const auto& unknown = field.type.unknown_texts;
  std::uint64_t count = field.survey->values.said();
  for (const SeenValue& seen : field.survey->values.nothings().sorted()) {
    if (std::ranges::find(unknown, seen.spelling) == unknown.end()) count += seen.count;
  }
  return count;
}

bool has_plain_spelling(std::string_view subject) {
  return !subject.empty() && subject.find_first_of("*?\\\"%#") == subject.npos &&
         std::ranges::all_of(subject, [](char c) { return static_cast<unsigned char>(c) >= ' '; });
}

}  // namespace

std::string note_of(const Field& field, std::uint64_t records) {
  const auto& values = field.survey->values;
  if (values.said() == 0) return "never given";
  std::string note = note_of_type(field);
  const auto add = [&](const std::string& more) { note += (note.empty() ? "" : "; ") + more; };
  const std::uint64_t having = count_having(field);
  if (having < records) {
    const std::string share = percent(having, records);
    add(share == "100%" ? "nearly all have it" : share + " have it");
  }
  if (field.type.misfits > 0) {
    add(fmt::format("{} will not read{}", runtime::counted(field.type.misfits, "value"),
                    field.type.first_misfit.empty()
                        ? ""
                        : fmt::format(", the first is \"{}\"",
                                      text::shown(field.type.first_misfit, kMostShownCharacters))));
  }
  return note;
}

std::string note_of(const Kind& kind) {
  std::string note = runtime::counted(kind.survey->count, "event");
  const auto subjects = subjects_of(kind);
  const std::string values = note_of_values(subjects, kind.survey->count);
  if (!values.empty()) note += ": " + values;
  if (kind.survey->with_time == 0) note += "; none has a time";
  return note;
}

std::vector<double> numbers_of(const Field& field) {
  auto numbers = field.survey->values.numbers().sorted();
  std::erase_if(numbers, [&](double number) {
    return std::ranges::find(field.type.unknown_numbers, number) !=
           field.type.unknown_numbers.end();
  });
  return numbers;
}

std::vector<SeenValue> subjects_of(const Kind& kind) {
  if (kind.subjects == nullptr) return {};
  std::vector<SeenValue> subjects;
  std::map<std::string, std::size_t> places;
  for (SeenValue& seen : kind.subjects->values.values().sorted()) {
    if (kind.is_path) seen.spelling = text::read_path(seen.spelling).path;
    if (!has_plain_spelling(seen.spelling)) continue;
    const auto [place, is_new] = places.try_emplace(seen.spelling, subjects.size());
    if (is_new) {
      subjects.push_back(std::move(seen));
    } else {
      subjects[place->second].count += seen.count;
    }
  }
  std::ranges::stable_sort(subjects, std::greater<>(), &SeenValue::count);
  return subjects;
}

std::vector<SeenValue> values_of(const Field& field) {
  const auto& values = field.survey->values;
  if (field.type.type == Type::kListOfText) return values.items().sorted();
  return values.values().sorted();
}

}  // namespace leadscore::draft
