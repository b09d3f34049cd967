#include "tools/cli/mutants.hpp"

#include "base/decimal.hpp"
#include "base/time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <limits>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>

namespace leadscore::cli {
namespace {

constexpr std::int64_t kMaxPointsThousandths = 1'000'000'000;

/// A duration as a model writes it, or nothing if it is not a whole number of minutes.
std::optional<std::string> words_of(DurationMs duration) {
  constexpr std::array<std::pair<DurationMs, std::string_view>, 3> kUnits{
      {{DurationMs{24} * 3600 * 1000, "day"}, {3600 * 1000, "hour"}, {60 * 1000, "minute"}}};
  for (const auto& [unit, name] : kUnits) {
    if (duration % unit != 0 || duration == 0) continue;
    return fmt::format("{} {}{}", duration / unit, name, duration == unit ? "" : "s");
  }
  return std::nullopt;
}

std::string_view word_of(ast::TestOperator op) {
  switch (op) {
    case ast::TestOperator::kLess:
      return "<";
    case ast::TestOperator::kLessOrEqual:
      return "<=";
    case ast::TestOperator::kGreater:
      return ">";
    case ast::TestOperator::kGreaterOrEqual:
      return ">=";
    case ast::TestOperator::kIs:
      return "is";
    case ast::TestOperator::kIsExactly:
      return "is exactly";
    case ast::TestOperator::kIn:
      return "in";
    case ast::TestOperator::kContains:
      return "contains";
    case ast::TestOperator::kMentions:
      return "mentions";
    case ast::TestOperator::kStartsWith:
      return "starts with";
    case ast::TestOperator::kEndsWith:
      return "ends with";
    case ast::TestOperator::kMatches:
      return "matches";
    case ast::TestOperator::kMatchesRegex:
      return "matches regex";
    case ast::TestOperator::kIncludes:
      return "includes";
    case ast::TestOperator::kIncludesAnyOf:
      return "includes any of";
    case ast::TestOperator::kIncludesAllOf:
      return "includes all of";
    case ast::TestOperator::kBetween:
    case ast::TestOperator::kIsKnown:
    case ast::TestOperator::kIsUnknown:
      return {};
  }
  return {};
}

/// How a window of dates begins; empty for the other windows.
std::string_view word_of(ast::WindowKind kind) {
  switch (kind) {
    case ast::WindowKind::kBefore:
      return "before";
    case ast::WindowKind::kSince:
      return "since";
    case ast::WindowKind::kAfter:
      return "after";
    case ast::WindowKind::kOn:
      return "on";
    case ast::WindowKind::kBetweenDates:
      return "between";
    case ast::WindowKind::kInTheLast:
    case ast::WindowKind::kMoreThanAgo:
    case ast::WindowKind::kBetweenAgo:
    case ast::WindowKind::kInTheNext:
      return {};
  }
  return {};
}

/// The comparison that differs where both sides are equal.
std::string_view neighbour_of(ast::TestOperator op) {
  if (op == ast::TestOperator::kLess) return word_of(ast::TestOperator::kLessOrEqual);
  if (op == ast::TestOperator::kLessOrEqual) return word_of(ast::TestOperator::kLess);
  if (op == ast::TestOperator::kGreater) return word_of(ast::TestOperator::kGreaterOrEqual);
  if (op == ast::TestOperator::kGreaterOrEqual) return word_of(ast::TestOperator::kGreater);
  return {};
}

Span span_of(const ast::SubjectPattern& pattern) {
  return std::visit([](const auto& one) { return one.span; }, pattern);
}

class Finder {
 public:
  explicit Finder(const Compilation& compilation)
      : tree_(compilation.tree),
        file_(compilation.file),
        text_(compilation.sources.text(compilation.file)) {}

  std::vector<Mutant> find() {
    for (const ast::Statement& statement : tree_.statements) {
      if (statement.span.file != file_) continue;
      std::visit([this](const auto& node) { change(node); }, statement.node);
    }
    for (const ast::Expression& expression : tree_.expressions) {
      if (expression.span.file != file_) continue;
      std::visit([&](const auto& node) { change(node, expression.span); }, expression.node);
    }
    // Of one place in the order in which they were found: of points first the other sign.
    std::ranges::stable_sort(
        mutants_, {}, [](const Mutant& mutant) { return std::pair(mutant.begin, mutant.end); });
    std::set<std::tuple<std::uint32_t, std::uint32_t, std::string>> met;
    std::vector<Mutant> distinct;
    for (Mutant& mutant : mutants_) {
      const bool is_new = met.emplace(mutant.begin, mutant.end, mutant.replacement).second;
      if (is_new) distinct.push_back(std::move(mutant));
    }
    return distinct;
  }

 private:
  void add(std::uint32_t begin, std::uint32_t end, std::string replacement) {
    mutants_.push_back({begin, end, std::move(replacement)});
  }
  void add(Span span, std::string replacement) {
    if (span.end > span.begin) add(span.begin, span.end, std::move(replacement));
  }

  // ---- Statements ----

  template <class Unchanged>
  void change(const Unchanged&) {}

  void change(const ast::RuleStatement& rule) {
    change(rule.points);
    if (rule.up_to) drop_bound(*rule.up_to);
    add(rule.points.span, "+0");
    if (rule.decay) change(*rule.decay);
    if (rule.each.kind == ast::EachKind::kOnce) return;
    const bool is_each_day = rule.each.kind == ast::EachKind::kDay;
    add(rule.each.span, is_each_day ? "each" : "each day");
    add(blanks_before(rule.each.span.begin), rule.each.span.end, "");
  }

  void change(const ast::TableStatement& table) {
    for (const ast::TableRow& row : table.rows) {
      change(row.points);
      step(row.first);
      step(row.second);
      drop_items(row.values, [](const ast::SubjectPattern& value) { return span_of(value); });
    }
  }

  void change(const ast::PartStatement& part) {
    change(part.bounds);
    if (part.decay) change(*part.decay);
  }
  void change(const ast::ScoreBoundsStatement& statement) { change(statement.bounds); }
  void change(const ast::GradeStatement& grade) {
    for (const ast::GradeStatement::Step& one : grade.steps) step(one.at);
  }
  void change(const ast::StageStatement& stage) {
    if (stage.at) step(*stage.at);
  }
  void change(const ast::ListStatement& list) { change(list.items); }

  void change(const ast::Bounds& bounds) {
    if (bounds.up_to) drop_bound(*bounds.up_to);
    if (bounds.down_to) drop_bound(*bounds.down_to);
  }

  /// Twice and half as slow.
  void change(const ast::Decay& decay) {
    if (decay.kind == ast::DecayKind::kNever) return;
    for (const DurationMs period : {decay.period_ms * 2, decay.period_ms / 2}) {
      const auto words = words_of(period);
      if (!words) continue;
      add(decay.span, decay.kind == ast::DecayKind::kFades
                          ? "fades over " + *words
                          : fmt::format("decays {}% every {}",
                                        format_points(decay.percent_hundredths * 10), *words));
    }
  }

  void change(const ast::Points& points) {
    const std::int64_t value = points.thousandths;
    if (value == 0) return;
    add(points.span, format_signed_points(-value));
    const bool is_large = std::abs(value) > kMaxPointsThousandths / 2;
    add(points.span, format_signed_points(is_large ? value / 2 : value * 2));
  }

  void change(const ast::ListLiteral& list) {
    drop_items(list.items, [](const ast::Literal& item) { return ast::span_of(item); });
  }

  /// Each item with the comma and blanks behind it, the last with those before it.
  template <class Items, class SpanOf>
  void drop_items(const Items& items, SpanOf span_of_item) {
    if (items.size() < 2) return;
    for (std::size_t i = 0; i < items.size(); ++i) {
      const Span span = span_of_item(items[i]);
      if (i + 1 < items.size()) {
        add(span.begin, span_of_item(items[i + 1]).begin, "");
      } else {
        add(span_of_item(items[i - 1]).end, span.end, "");
      }
    }
  }

  /// A number one more and one less.
  void step(const ast::NumberLiteral& number) {
    if (number.span.end <= number.span.begin) return;
    if (number.thousandths) {
      constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max() - 1000;
      if (std::abs(*number.thousandths) > kMost) return;
      add(number.span, format_points(*number.thousandths + 1000));
      add(number.span, format_points(*number.thousandths - 1000));
    }
  }

  /// `, up to 10` behind points and ` up to 100` of a part.
  void drop_bound(const ast::NumberLiteral& bound) {
    const std::size_t words = std::max(rfind("up to", bound), rfind("down to", bound));
    if (words == kNowhere) return;
    std::uint32_t begin = blanks_before(static_cast<std::uint32_t>(words));
    if (begin > 0 && text_[begin - 1] == ',') begin = blanks_before(begin - 1);
    add(begin, bound.span.end, "");
  }

  /// Where the blanks begin that stand before `offset`.
  [[nodiscard]] std::uint32_t blanks_before(std::uint32_t offset) const {
    while (offset > 0 && std::isspace(static_cast<unsigned char>(text_[offset - 1])) != 0) --offset;
    return offset;
  }

  static constexpr std::size_t kNowhere = 0;

  /// Where the words last stand before the number; kNowhere if they do not stand close to it.
  [[nodiscard]] std::size_t rfind(std::string_view words, const ast::NumberLiteral& number) const {
    constexpr std::size_t kClose = 200;
    const std::size_t first = number.span.begin < kClose ? 0 : number.span.begin - kClose;
    const std::size_t found = text_.substr(first, number.span.begin - first).rfind(words);
    return found == std::string_view::npos ? kNowhere : first + found;
  }

  // ---- Conditions ----

  template <class Unchanged>
  void change(const Unchanged&, Span) {}

  void change(const ast::And& node, Span) { join_otherwise(node.operands, "and", "or"); }
  void change(const ast::Or& node, Span) { join_otherwise(node.operands, "or", "and"); }

  /// The other word everywhere between the operands.
  void join_otherwise(const std::vector<ast::ExpressionId>& operands, std::string_view word,
                      std::string_view other) {
    const std::uint32_t begin = tree_.expressions[operands.front()].span.end;
    std::string replacement;
    std::uint32_t at = begin;
    for (std::size_t i = 1; i < operands.size(); ++i) {
      const Span next = tree_.expressions[operands[i]].span;
      if (next.begin < at) return;
      const std::string_view gap = text_.substr(at, next.begin - at);
      const std::size_t found = gap.rfind(word);
      if (found == std::string_view::npos || gap.find('#') != std::string_view::npos) return;
      replacement += gap.substr(0, found);
      replacement += other;
      replacement += gap.substr(found + word.size());
      const bool is_last = i + 1 == operands.size();
      if (!is_last) replacement += text_.substr(next.begin, next.end - next.begin);
      at = is_last ? next.begin : next.end;
    }
    add(begin, at, std::move(replacement));
  }

  void change(const ast::Not& node, Span span) {
    add(span.begin, tree_.expressions[node.operand].span.begin, "");
  }

  void change(const ast::Test& test, Span) {
    if (test.is_negated && !word_of(test.op).empty()) {
      add(test.op_span, std::string(word_of(test.op)));
    }
    if (const std::string_view neighbour = neighbour_of(test.op); !neighbour.empty()) {
      add(test.op_span, std::string(neighbour));
    }
    for (const ast::Operand& operand : test.operands) {
      if (const auto* list = std::get_if<ast::ListLiteral>(&operand)) change(*list);
      const auto* literal = std::get_if<ast::Literal>(&operand);
      const auto* number = literal ? std::get_if<ast::NumberLiteral>(literal) : nullptr;
      if (number != nullptr) step(*number);
    }
  }

  void change(const ast::TimeTest& test, Span) { change(test.window); }

  void change(const ast::EventTest& test, Span) {
    drop_items(test.patterns, [](const ast::SubjectPattern& one) { return span_of(one); });
    if (test.quantity) change(*test.quantity);
    if (test.window) change(*test.window);
  }

  void change(const ast::Sequence& sequence, Span span) {
    const std::uint32_t begin = tree_.expressions[sequence.second].span.end;
    if (sequence.window) change(*sequence.window);
    std::uint32_t end = sequence.window ? sequence.window->span.begin : span.end;
    while (end > begin && text_[end - 1] == ' ') --end;
    for (const DurationMs within : {sequence.within_ms * 2, sequence.within_ms / 2}) {
      const auto words = words_of(within);
      if (words && end > begin) add(begin, end, " within " + *words);
    }
  }

  void change(const ast::ScoreChange& change) { step(change.amount); }

  /// Its first number.
  void change(const ast::Quantity& quantity) {
    const std::string_view written =
        text_.substr(quantity.span.begin, quantity.span.end - quantity.span.begin);
    const std::size_t first = written.find_first_of("0123456789");
    if (first == std::string_view::npos) return;
    const std::size_t end =
        std::min(written.find_first_not_of("0123456789_", first), written.size());
    const auto place = quantity.span.begin + static_cast<std::uint32_t>(first);
    const auto place_end = quantity.span.begin + static_cast<std::uint32_t>(end);
    add(place, place_end, fmt::format("{}", std::uint64_t{quantity.count} + 1));
    if (quantity.count > 0) add(place, place_end, fmt::format("{}", quantity.count - 1));
  }

  /// Durations twice and half as long, dates a day later and earlier.
  void change(const ast::Window& window) {
    if (const std::string_view word = word_of(window.kind); !word.empty()) {
      change_dates(window, word);
    } else {
      change_durations(window);
    }
  }

  void change_dates(const ast::Window& window, std::string_view word) {
    for (const DurationMs shift : {kDayMs, -kDayMs}) {
      const auto shifted = [&](DateLiteral date) {
        const TimeMs time = date.time + shift;
        return date.is_whole_day ? format_date(time) : format_time(time);
      };
      const auto write = [&](const std::string& first, const std::string& second) {
        const bool is_between = window.kind == ast::WindowKind::kBetweenDates;
        add(window.span, is_between ? fmt::format("{} {} and {}", word, first, second)
                                    : fmt::format("{} {}", word, first));
      };
      const auto as_said = [](DateLiteral date) {
        return date.is_whole_day ? format_date(date.time) : format_time(date.time);
      };
      write(shifted(window.first_date), as_said(window.second_date));
      if (window.kind == ast::WindowKind::kBetweenDates) {
        write(as_said(window.first_date), shifted(window.second_date));
      }
    }
  }

  void change_durations(const ast::Window& window) {
    for (const bool is_doubled : {true, false}) {
      const auto changed = [&](DurationMs duration) {
        return words_of(is_doubled ? duration * 2 : duration / 2);
      };
      const auto first = changed(window.first_duration_ms);
      if (!first) continue;
      if (window.kind == ast::WindowKind::kInTheLast) {
        add(window.span, "in the last " + *first);
      } else if (window.kind == ast::WindowKind::kInTheNext) {
        add(window.span, "in the next " + *first);
      } else if (window.kind == ast::WindowKind::kMoreThanAgo) {
        add(window.span, fmt::format("more than {} ago", *first));
      } else if (const auto second = changed(window.second_duration_ms);
                 second && window.kind == ast::WindowKind::kBetweenAgo) {
        add(window.span, fmt::format("between {} and {} ago", *first, *second));
      }
    }
  }

  static constexpr DurationMs kDayMs = DurationMs{24} * 3600 * 1000;

  const ast::File& tree_;
  FileId file_;
  std::string_view text_;
  std::vector<Mutant> mutants_;
};

}  // namespace

std::vector<Mutant> find_mutants(const Compilation& compilation) {
  return Finder(compilation).find();
}

}  // namespace leadscore::cli
