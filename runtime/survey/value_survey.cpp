#include "runtime/survey/value_survey.hpp"

#include "base/text/fold.hpp"
#include "runtime/records/raw_value.hpp"
#include "runtime/survey/nothing_words.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace leadscore::runtime {
namespace {

using Kind = RawValue::Kind;

/// A number with more digits than a double holds is no quantity.
constexpr std::size_t kMostDigits = 15;
/// Items of a text between `;` are names, not sentences.
constexpr std::size_t kMostItemBytes = 40;

constexpr TimeMs kYear1900Ms = -2'208'988'800'000;
constexpr TimeMs kYear2000Ms = 946'684'800'000;
constexpr TimeMs kYear2100Ms = 4'102'444'800'000;

bool is_digit(char character) { return character >= '0' && character <= '9'; }

bool is_text_of_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, is_digit);
}

/// `007`, `+491701234`, `12345678901234567`: digits of which nobody takes the sum.
bool is_code(const RawValue& value, std::string_view spelling) {
  const auto digits = static_cast<std::size_t>(std::ranges::count_if(spelling, is_digit));
  if (digits > kMostDigits && spelling.find_first_of(".eE") == spelling.npos) return true;
  if (value.kind != Kind::kText) return false;
  const bool has_zero_first = spelling.size() > 1 && spelling[0] == '0' && is_digit(spelling[1]);
  return has_zero_first || spelling.starts_with('+');
}

/// `20260131`, read as that day; of eight digits that are none, read_time() makes seconds.
bool is_date_of_eight_digits(std::string_view text, TimeMs time) {
  if (text.size() != 8 || !is_text_of_digits(text)) return false;
  if (time < kYear1900Ms || time >= kYear2100Ms) return false;
  std::string day = format_date(time);
  std::erase(day, '-');
  return day == text;
}

/// `31.12.2026`, `12/31/26`, `1-2-2026`: a date as records of this language do not write it.
bool is_foreign_date(std::string_view text) {
  if (text.size() > 20) return false;
  std::size_t at = 0;
  const auto digits = [&](std::size_t most) {
    const std::size_t begin = at;
    while (at < text.size() && at - begin < most && is_digit(text[at])) ++at;
    return at > begin;
  };
  if (!digits(2) || at >= text.size()) return false;
  const char separator = text[at];
  if (separator != '.' && separator != '/' && separator != '-') return false;
  ++at;
  if (!digits(2) || at >= text.size() || text[at] != separator) return false;
  ++at;
  return digits(4) && (at == text.size() || text[at] == ' ');
}

bool is_address(std::string_view text) {
  return text.starts_with('/') || text.starts_with("http://") || text.starts_with("https://");
}

template <class Precedes>
void take_extreme(std::optional<Extreme>& extreme, double number, Precedes precedes) {
  if (!extreme) {
    extreme = Extreme{.value = number, .count = 1, .next = {}};
  } else if (number == extreme->value) {
    ++extreme->count;
  } else if (precedes(number, extreme->value)) {
    extreme = Extreme{.value = number, .count = 1, .next = extreme->value};
  } else if (!extreme->next || precedes(number, *extreme->next)) {
    extreme->next = number;
  }
}

}  // namespace

void DistinctValues::add(std::string_view spelling, std::uint64_t number) {
  if (spelling.size() > kMostBytes) {
    has_all_ = false;
    return;
  }
  std::string folded = text::fold(spelling);
  if (const auto found = by_folded_.find(folded); found != by_folded_.end()) {
    ++found->second.count;
    return;
  }
  if (by_folded_.size() >= kMostValues || memory_->values_left == 0) {
    has_all_ = false;
    return;
  }
  --memory_->values_left;
  by_folded_.emplace(std::move(folded), SeenValue{std::string(spelling), 1, number});
}

std::vector<SeenValue> DistinctValues::sorted() const {
  std::vector<SeenValue> all;
  for (const auto& [folded, value] : by_folded_) all.push_back(value);
  std::ranges::sort(all, [](const SeenValue& left, const SeenValue& right) {
    return left.count != right.count ? left.count > right.count : left.first < right.first;
  });
  return all;
}

void NumberSample::add(double number) {
  if (seen_++ % every_ != 0) return;
  kept_.push_back(number);
  if (kept_.size() < kMost) return;
  for (std::size_t at = 0; at < kMost / 2; ++at) kept_[at] = kept_[2 * at];
  kept_.resize(kMost / 2);
  every_ *= 2;
}

std::vector<double> NumberSample::sorted() const {
  std::vector<double> all = kept_;
  std::ranges::sort(all);
  return all;
}

void ValueSurvey::add(const RawValue& value) {
  if (!is_given(value)) return;
  ++counts_.given;
  if (value.kind == Kind::kArray) {
    add_array(value);
    return;
  }
  arena_.clear();
  const auto spelled = read_as_text(value, arena_);
  if (!spelled) {
    ++counts_.objects;
    return;
  }
  const std::string_view spelling = text::trim(*spelled);
  if (value.kind == Kind::kText && spelling.size() <= DistinctValues::kMostBytes &&
      is_nothing_word(text::fold(spelling))) {
    ++counts_.nothing;
    nothings_.add(spelling, counts_.nothing);
    return;
  }
  add_spelled(value, spelling);
}

void ValueSurvey::add_spelled(const RawValue& value, std::string_view spelling) {
  counts_.most_characters = std::max<std::uint64_t>(counts_.most_characters, spelling.size());
  values_.add(spelling, number());
  const bool is_number = add_number(value, spelling);
  add_yes_no(value, spelling);
  add_time(value, spelling, is_number);
  if (value.kind != Kind::kText) return;
  if (is_foreign_date(spelling)) ++counts_.foreign_dates;
  if (is_address(spelling)) ++counts_.addresses;
  add_split(spelling);
}

bool ValueSurvey::add_number(const RawValue& value, std::string_view spelling) {
  const auto number = read_as_number(value);
  if (!number) {
    if (first_no_number_.empty()) first_no_number_ = show(value);
    return false;
  }
  ++counts_.numbers;
  if (is_code(value, spelling)) ++counts_.codes;
  take_extreme(least_, *number, std::less<>());
  take_extreme(most_, *number, std::greater<>());
  sample_.add(*number);
  return true;
}

void ValueSurvey::add_yes_no(const RawValue& value, std::string_view spelling) {
  const auto yes = read_as_yes_no(value);
  if (!yes) return;
  ++counts_.yes_no;
  if (*yes) ++counts_.yes;
  if (value.kind != Kind::kYesNo && is_text_of_digits(spelling)) ++counts_.zero_or_one;
}

void ValueSurvey::add_time(const RawValue& value, std::string_view spelling, bool is_number) {
  const auto time = read_as_time(value);
  if (!time) {
    if (first_no_time_.empty()) first_no_time_ = show(value);
    return;
  }
  if (!is_number) {
    ++counts_.times;
  } else if (value.kind == Kind::kText && is_date_of_eight_digits(spelling, *time)) {
    ++counts_.eight_digits;
  } else if (*time >= kYear2000Ms && *time < kYear2100Ms) {
    ++counts_.unix_times;
  } else {
    return;
  }
  if (!earliest_ || *time < *earliest_) earliest_ = *time;
  if (!latest_ || *time > *latest_) latest_ = *time;
}

/// Only a text of several short items that are all there is one.
void ValueSurvey::add_split(std::string_view spelling) {
  if (spelling.find(';') == spelling.npos) {
    // One item alone is one of a list only where there are lists.
    const bool has_lists = counts_.split + counts_.arrays > 0;
    if (has_lists && spelling.size() <= kMostItemBytes) add_item(spelling);
    return;
  }
  std::vector<std::string_view> items;
  for (std::string_view rest = spelling;;) {
    const std::size_t end = rest.find(';');
    const std::string_view item = text::trim(rest.substr(0, end));
    if (item.empty() || item.size() > kMostItemBytes) return;
    items.push_back(item);
    if (end == rest.npos) break;
    rest.remove_prefix(end + 1);
  }
  ++counts_.split;
  for (const std::string_view item : items) add_item(item);
}

void ValueSurvey::add_array(const RawValue& value) {
  simdjson::dom::array array;
  if (value.element.get(array) != simdjson::SUCCESS) return;
  for (const simdjson::dom::element element : array) {
    const Kind kind = RawValue(element).kind;
    if (kind != Kind::kArray && kind != Kind::kObject) continue;
    ++counts_.objects;
    return;
  }
  ++counts_.arrays;
  for (const simdjson::dom::element element : array) {
    const RawValue item(element);
    arena_.clear();
    if (const auto spelled = read_as_text(item, arena_); spelled && is_given(item)) {
      add_item(text::trim(*spelled));
    }
  }
}

void ValueSurvey::add_item(std::string_view item) {
  if (item.size() <= kMostItemBytes && is_nothing_word(text::fold(item))) {
    nothing_items_.add(item, counts_.items);
    return;
  }
  ++counts_.items;
  items_.add(item, counts_.items);
}

}  // namespace leadscore::runtime
