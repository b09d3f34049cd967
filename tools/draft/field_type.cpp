#include "tools/draft/field_type.hpp"

#include "base/text/fold.hpp"
#include "base/text/words.hpp"
#include "tools/draft/literals.hpp"
#include "tools/draft/names.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace leadscore::draft {
namespace {

using model::Type;
using runtime::SeenValue;
using runtime::ValueCounts;
using runtime::ValueSurvey;

/// Among so many values one that does not read is a slip, and one of each hundred.
constexpr std::uint64_t kManyValues = 40;
constexpr std::uint64_t kValuesForEachSlip = 100;

// A text has known values if there are few, each comes again and again, and no new one came lately.
constexpr std::size_t kMostKnownValues = 12;
constexpr std::size_t kMostKnownBytes = 60;  // of all together, so that they fit into a line
constexpr std::uint64_t kValuesForEachKnown = 10;

/// One text of so many must hold a `;` for it to stand between items.
constexpr std::uint64_t kMostTextsForEachSplit = 5;

bool are_all_or_nearly(std::uint64_t count, std::uint64_t all) {
  if (count == all || all < kManyValues) return count == all;
  return all - count <= std::max<std::uint64_t>(1, all / kValuesForEachSlip);
}

/// `created_at`, `Signup Date`, `timestamp`.
bool is_named_like_a_time(std::string_view key) {
  constexpr std::array<std::string_view, 8> kWords{"at",       "date", "time",    "timestamp",
                                                   "datetime", "day",  "created", "updated"};
  const std::string name = plain_name(key, Points::kSigns);
  for (std::string_view rest = name;;) {
    const std::size_t end = rest.find('_');
    if (std::ranges::find(kWords, rest.substr(0, end)) != kWords.end()) return true;
    if (end == rest.npos) return false;
    rest.remove_prefix(end + 1);
  }
}

bool is_list(const ValueSurvey& values) {
  const ValueCounts& counts = values.counts();
  if (counts.arrays > 0) return true;
  const bool is_often_split =
      counts.split >= 2 && counts.split * kMostTextsForEachSplit >= values.said();
  return is_often_split && values.items().has_all() && values.items().size() < counts.items;
}

bool is_yes_no(const ValueSurvey& values) {
  const ValueCounts& counts = values.counts();
  // Digits alone may as well count something.
  return counts.yes_no == values.said() && counts.zero_or_one < counts.yes_no;
}

std::uint64_t count_times(const ValueSurvey& values, std::string_view key) {
  const ValueCounts& counts = values.counts();
  std::uint64_t count = counts.times;
  const bool may_be_digits = counts.times > 0 || is_named_like_a_time(key);
  if (may_be_digits || counts.eight_digits == values.said()) count += counts.eight_digits;
  if (may_be_digits) count += counts.unix_times;
  return count;
}

bool has_known_values(const ValueSurvey& values, const std::vector<SeenValue>& all) {
  if (!values.values().has_all() || all.size() < 2 || all.size() > kMostKnownValues) return false;
  if (values.said() < kValuesForEachKnown * all.size()) return false;
  std::size_t bytes = 0;
  for (const SeenValue& value : all) bytes += value.spelling.size();
  if (bytes > kMostKnownBytes) return false;
  return std::ranges::all_of(all, [&](const SeenValue& value) {
    return value.count >= 2 && 2 * value.first <= values.said() &&
           value.spelling.find_first_of("\r\n") == std::string::npos &&
           text_literal(value.spelling);
  });
}

/// `NA` among `US`, `DE`, `FR` is Namibia, not nothing.
bool are_codes_of_two_letters(const ValueSurvey& values) {
  const auto all = values.values().sorted();
  return !all.empty() && std::ranges::all_of(all, [](const SeenValue& value) {
    return value.spelling.size() == 2;
  });
}

/// The least and the greatest number are no quantities where they stand apart: -1 where nothing
/// else is below zero, 999 where nothing comes near it.
std::vector<double> unknown_numbers(const ValueSurvey& values) {
  constexpr std::array kBelow{-1.0, -9.0, -99.0, -999.0, -9999.0, -99999.0};
  constexpr std::array kAbove{999.0, 9999.0, 99999.0, 999999.0, 9999999.0, 99999999.0, 999999999.0};
  std::vector<double> unknown;
  const auto& least = values.least();
  if (least && least->count >= 2 && least->next && *least->next >= 0 &&
      std::ranges::find(kBelow, least->value) != kBelow.end()) {
    unknown.push_back(least->value);
  }
  const auto& most = values.most();
  if (most && most->count >= 2 && most->next && 2 * *most->next < most->value &&
      std::ranges::find(kAbove, most->value) != kAbove.end()) {
    unknown.push_back(most->value);
  }
  return unknown;
}

void take_nothings(const ValueSurvey& values, FieldType& type) {
  const bool is_text = type.type == Type::kText || type.type == Type::kOneOf;
  const bool has_country_codes = is_text && are_codes_of_two_letters(values);
  const auto take = [&](const std::vector<SeenValue>& seen) {
    for (const SeenValue& one : seen) {
      if (has_country_codes && text::fold(one.spelling) == "na") continue;
      if (std::ranges::find(type.unknown_texts, one.spelling) == type.unknown_texts.end()) {
        type.unknown_texts.push_back(one.spelling);
      }
    }
  };
  take(values.nothings().sorted());
  if (type.type == Type::kListOfText) take(values.nothing_items().sorted());
}

FieldType with_misfits(Type type, std::uint64_t reading, std::uint64_t all,
                       const std::string& first) {
  FieldType inferred{.type = type};
  inferred.misfits = all - reading;
  if (inferred.misfits > 0) inferred.first_misfit = first;
  return inferred;
}

FieldType type_of_said(const ValueSurvey& values, std::string_view key) {
  const ValueCounts& counts = values.counts();
  const std::uint64_t said = values.said();
  if (said == 0) return {};
  if (is_list(values)) return with_misfits(Type::kListOfText, said - counts.objects, said, "");
  if (is_yes_no(values)) return {.type = Type::kYesNo};
  const std::uint64_t times = count_times(values, key);
  if (are_all_or_nearly(times, said)) {
    return with_misfits(Type::kTime, times, said, values.first_no_time());
  }
  if (counts.codes == 0 && are_all_or_nearly(counts.numbers, said)) {
    return with_misfits(Type::kNumber, counts.numbers, said, values.first_no_number());
  }
  FieldType type{.misfits = counts.objects};
  const auto all = values.values().sorted();
  if (counts.objects == 0 && has_known_values(values, all)) {
    type.type = Type::kOneOf;
    for (const SeenValue& value : all) type.known_values.push_back(value.spelling);
  }
  return type;
}

}  // namespace

std::optional<FieldType> infer_type(const ValueSurvey& values, std::string_view key) {
  const ValueCounts& counts = values.counts();
  if (counts.objects > 0 && 2 * counts.objects >= values.said()) return std::nullopt;
  FieldType type = type_of_said(values, key);
  take_nothings(values, type);
  if (type.type == Type::kNumber) type.unknown_numbers = unknown_numbers(values);
  if (type.type == Type::kOneOf) {
    // What is taken for nothing in other fields is a value here if it is none of the unknown ones.
    for (const SeenValue& one : values.nothings().sorted()) {
      const auto& unknown = type.unknown_texts;
      if (std::ranges::find(unknown, one.spelling) == unknown.end()) {
        type.known_values.push_back(one.spelling);
      }
    }
  }
  return type;
}

}  // namespace leadscore::draft
