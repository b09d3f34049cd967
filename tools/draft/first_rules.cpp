#include "tools/draft/first_rules.hpp"

#include "runtime/output/wording.hpp"
#include "tools/draft/event_rules.hpp"
#include "tools/draft/literals.hpp"
#include "tools/draft/names.hpp"
#include "tools/draft/notes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace leadscore::draft {
namespace {

using model::Type;
using runtime::SeenValue;

/// Words in the names of fields that sales ask for, and of those that tell one lead from another,
/// or what became of it: no rule should begin with these.
constexpr std::array<std::string_view, 18> kGoodWords{
    "industry", "job",     "title",     "role",     "seniority",  "employees",
    "revenue",  "company", "size",      "country",  "region",     "plan",
    "source",   "sector",  "education", "interest", "department", "balance"};
constexpr std::array<std::string_view, 25> kPoorWords{
    "id",      "name",  "email", "phone", "mobile", "address",   "url", "zip",  "postcode",
    "code",    "key",   "note",  "notes", "token",  "uuid",      "ip",  "year", "day",
    "outcome", "label", "class", "y",     "target", "converted", "won"};

template <std::size_t size>
bool has_word(std::string_view name, const std::array<std::string_view, size>& words) {
  for (std::string_view rest = name;;) {
    const std::size_t end = rest.find_first_of("_.");
    if (std::ranges::find(words, rest.substr(0, end)) != words.end()) return true;
    if (end == rest.npos) return false;
    rest.remove_prefix(end + 1);
  }
}

/// How well a field suits, by its name and by how many leads have it; 0: not at all.
double suits(const Field& field, std::uint64_t records) {
  const std::uint64_t said = field.survey->values.said();
  if (said == 0 || field.type.misfits > 0 || has_word(field.name, kPoorWords)) return 0;
  const double share =
      records == 0 ? 1 : std::min(1.0, static_cast<double>(said) / static_cast<double>(records));
  return share * (has_word(field.name, kGoodWords) ? 2 : 1);
}

/// A value that a rule can ask for.
std::optional<std::string> literal_of(const SeenValue& value) {
  constexpr std::size_t kMostBytes = 40;
  if (value.spelling.empty() || value.spelling.size() > kMostBytes) return std::nullopt;
  if (value.spelling.find_first_of("\r\n\t") != std::string::npos) return std::nullopt;
  return text_literal(value.spelling);
}

/// A value that hardly any lead has, or nearly every one, tells little.
constexpr double kLeastShare = 0.005;
constexpr double kMostShare = 0.8;

/// How well a test that so many of the leads meet tells one lead from another.
double tells(double share) { return 1 - std::fabs(share - 0.35); }

struct Candidate {
  const Field* field = nullptr;
  double worth = 0;
};

template <class Worth>
std::vector<Candidate> ranked(const Draft& draft, Worth worth) {
  std::vector<Candidate> all;
  for (const Field& field : draft.fields) {
    if (const double its = worth(field); its > 0) all.push_back({&field, its});
  }
  std::ranges::stable_sort(all, std::greater<>(), &Candidate::worth);
  return all;
}

class Choice {
 public:
  explicit Choice(const Draft& draft)
      : draft_(draft), records_(draft.survey->messages > 0 ? 0 : draft.survey->leads) {}

  FirstRules make() {
    add_text_rules();
    add_table();
    add_yes_no();
    rules_.engagement = make_event_rules(draft_.kinds);
    rules_.has_decay = std::ranges::any_of(
        draft_.kinds, [](const Kind& kind) { return kind.survey->with_time > 0; });
    rules_.has_silence =
        rules_.has_decay && std::ranges::any_of(rules_.engagement, [](const Rule& rule) {
          return rule.event.has_value();
        });
    if (count_givers() < 2) add_known();
    set_stage();
    set_names();
    return std::move(rules_);
  }

 private:
  /// A text suits best where its most frequent value is that of some leads, not of nearly all.
  [[nodiscard]] double worth_of_text(const Field& field) const {
    const bool is_list = field.type.type == Type::kListOfText;
    if (field.type.type != Type::kText && field.type.type != Type::kOneOf && !is_list) return 0;
    const auto values = values_of(field);
    if (values.size() < 2 || values.front().count < 2 || !literal_of(values.front())) return 0;
    const double share = static_cast<double>(values.front().count) /
                         static_cast<double>(field.survey->values.said());
    if (share > kMostShare || share < kLeastShare) return 0;
    return suits(field, records_) * tells(share);
  }

  void add_text_rules() {
    const auto all = ranked(draft_, [this](const Field& field) { return worth_of_text(field); });
    for (std::size_t at = 0; at < std::min<std::size_t>(all.size(), 2); ++at) {
      add_text_rule(*all[at].field, at == 0 ? 15 : 10);
    }
  }

  void add_text_rule(const Field& field, int points) {
    const auto values = values_of(field);
    const std::string first = *literal_of(values[0]);
    const auto second = literal_of(values[1]);
    const bool is_list = field.type.type == Type::kListOfText;
    const std::uint64_t both = values[0].count + values[1].count;
    // Two values in the second rule, unless that were nearly everybody.
    const bool takes_two = points == 10 && second && !is_list && values[1].count >= 2 &&
                           5 * both <= 3 * field.survey->values.said();
    Rule rule{.points = points};
    if (is_list) {
      rule.condition = fmt::format("{} includes {}", field.name, first);
      rule.field = fmt::format("{}: [{}]", field.name, first);
    } else {
      rule.condition = takes_two ? fmt::format("{} in [{}, {}]", field.name, first, *second)
                                 : fmt::format("{} is {}", field.name, first);
      rule.field = fmt::format("{}: {}", field.name, first);
    }
    rule.note = runtime::counted(takes_two ? both : values[0].count, "lead");
    rules_.fit.push_back(std::move(rule));
  }

  void add_table() {
    const auto all = ranked(draft_, [this](const Field& field) {
      return field.type.type == Type::kNumber && table_of(field) ? suits(field, records_) : 0;
    });
    if (!all.empty()) rules_.table = table_of(*all.front().field);
  }

  /// A number rounded to two digits: `1506` becomes `1500`.
  static double rounded(double number) {
    if (number == 0) return 0;
    const double scale = std::pow(10.0, std::floor(std::log10(std::fabs(number))) - 1);
    if (scale >= 1) return std::round(number / scale) * scale;
    // Small numbers are scaled up, so that no digits of a binary fraction are left behind.
    const double up = std::round(1 / scale);
    return std::round(number * up) / up;
  }

  static std::optional<NumberTable> table_of(const Field& field) {
    const auto numbers = numbers_of(field);
    if (numbers.size() < 4) return std::nullopt;
    const double low = rounded(numbers[numbers.size() / 4]);
    const double high = rounded(numbers[3 * numbers.size() / 4]);
    const double small = numbers.front();
    const auto low_literal = number_literal(low);
    const auto high_literal = number_literal(high);
    const auto small_literal = number_literal(small);
    if (small >= low || low >= high || !low_literal || !high_literal || !small_literal) {
      return std::nullopt;
    }
    return NumberTable{field.name, *low_literal, *high_literal, *small_literal};
  }

  void add_yes_no() {
    const auto all = ranked(draft_, [this](const Field& field) {
      const auto& counts = field.survey->values.counts();
      if (field.type.type != Type::kYesNo || counts.yes == 0 || counts.yes == counts.yes_no) {
        return 0.0;
      }
      const double share =
          static_cast<double>(counts.yes) / static_cast<double>(field.survey->values.said());
      return std::min(1.0, suits(field, records_)) * tells(share);
    });
    if (all.empty()) return;
    const Field& field = *all.front().field;
    rules_.fit.push_back({.condition = field.name,
                          .points = 5,
                          .note = runtime::counted(field.survey->values.counts().yes, "lead"),
                          .field = field.name + ": yes"});
  }

  [[nodiscard]] std::size_t count_givers() const {
    return rules_.fit.size() + (rules_.table ? 1 : 0) +
           static_cast<std::size_t>(std::ranges::count_if(
               rules_.engagement, [](const Rule& rule) { return rule.points > 0; }));
  }

  /// Where little else can be said: points for what is given at all, so that no rule alone makes
  /// the stage.
  void add_known() {
    const auto add_best = [this](auto worth) {
      for (const Candidate& candidate : ranked(draft_, worth)) {
        if (count_givers() >= 2) return;
        add_known(*candidate.field);
      }
    };
    // What some leads lack tells more of those who have it.
    add_best([this](const Field& field) {
      const bool is_lacking = field.survey->values.said() < records_;
      return suits(field, records_) > 0 ? (is_lacking ? 2.0 : 1.0) : 0.0;
    });
    add_best([](const Field& field) { return field.type.misfits == 0 ? 1.0 : 0.0; });
  }

  void add_known(const Field& field) {
    const bool is_used = std::ranges::any_of(rules_.fit, [&](const Rule& rule) {
      return rule.field && rule.field->starts_with(field.name + ":");
    });
    if (is_used || (rules_.table && rules_.table->field == field.name)) return;
    const bool is_yes_no = field.type.type == Type::kYesNo;
    rules_.fit.push_back({.condition = field.name + (is_yes_no ? "" : " is known"),
                          .points = 10,
                          .field = fmt::format("{}: {}", field.name, any_value(field))});
  }

  static std::string any_value(const Field& field) {
    switch (field.type.type) {
      case Type::kOneOf:
        return text_literal(field.type.known_values.front()).value_or("\"x\"");
      case Type::kNumber:
        return "1";
      case Type::kTime:
        return "2025-12-01";
      case Type::kListOfText:
        return "[\"x\"]";
      case Type::kYesNo:
        return "yes";
      case Type::kText:
      case Type::kAny:
        break;
    }
    return "\"x\"";
  }

  /// More than one rule gives, and less than all together.
  void set_stage() {
    int largest = rules_.table ? kPointsAbove : 0;
    for (const auto* rules : {&rules_.fit, &rules_.engagement}) {
      for (const Rule& rule : *rules) largest = std::max(largest, rule.points);
    }
    const int most = rules_.most();
    const int wanted = std::max((most * 3 / 5 + 4) / 5 * 5, largest + 5);
    rules_.stage_at = std::min(wanted, most);
  }

  void set_names() {
    UsedNames used;
    for (const Field& field : draft_.fields) static_cast<void>(used.take(field.name));
    rules_.fit_name = used.take("fit");
    rules_.engagement_name = used.take("engagement");
    rules_.stage_name = used.take("mql");
  }

  const Draft& draft_;
  std::uint64_t records_;  // 0: not known
  FirstRules rules_;
};

}  // namespace

int FirstRules::most() const {
  int points = table ? kPointsAbove : 0;
  for (const auto* rules : {&fit, &engagement}) {
    for (const Rule& rule : *rules) points += std::max(rule.points, 0);
  }
  return points;
}

FirstRules make_rules(const Draft& draft) { return Choice(draft).make(); }

}  // namespace leadscore::draft
