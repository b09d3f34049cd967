// What is said of times that are written in another way: `in next 7 days`, `7 days ago`,
// `since 7 days ago`, `created_at < 7 days ago`.
#include "base/decimal.hpp"
#include "compiler/parse/spot.hpp"

#include <string>

namespace leadscore::syntax {

namespace {

constexpr std::string_view kHowLongAgo =
    "how long ago something was is said with `in the last 7 days` or `more than 7 days ago`";

/// `7 days`, perhaps with `ago`, of which the number or the unit stands at a place.
struct Age {
  std::string length;     // `7 days`; empty: there is none
  std::size_t begin = 0;  // of the number
  std::size_t end = 0;    // behind the unit, or `ago`
  bool is_ago = false;
};

/// `number` stands before `unit`, both in the statement.
Age age_of(const Spot& spot, std::string_view number, std::string_view unit) {
  if (number.empty() || !is_one_of(unit, kUnits) || !read_number_literal(number)) return {};
  const std::size_t end = spot.end_of(unit);
  const std::string_view behind =
      first_word(trim_left(spot.context.text.substr(end, spot.context.end - end)));
  const bool is_ago = behind == "ago";
  return {.length = fmt::format("{} {}", number, unit),
          .begin = spot.begin_of(number),
          .end = is_ago ? spot.end_of(behind) : end,
          .is_ago = is_ago};
}

/// `since 7 days ago`, `before 7 days ago`, `at least 7 days ago`. `head`: what is before the
/// number.
bool report_age_after_word(const Spot& spot, const Age& age, std::string_view head) {
  const std::string_view word = last_word(head);
  const std::string_view first = last_word(head.substr(0, head.size() - word.size()));
  const bool is_of_date = word == "since" || word == "after" || word == "before";
  const bool is_of_number = first == "at" && (word == "least" || word == "most") && age.is_ago;
  if (!is_of_date && !is_of_number) return false;
  const Span span = spot.span(spot.begin_of(is_of_date ? word : first), age.end);
  Diagnostic& diagnostic = spot.wrong_words(span);
  diagnostic.help.emplace_back(kHowLongAgo);
  const bool is_long_ago = word == "before" || word == "least";
  if (!is_long_ago) offer(diagnostic, span, fmt::format("in the last {}", age.length));
  if (is_long_ago || (word == "after" && !age.is_ago)) {
    offer(diagnostic, span, fmt::format("more than {} ago", age.length));
  }
  return true;
}

/// `created_at < 7 days ago`.
bool report_compared_age(const Spot& spot, const Age& age, std::string_view head) {
  const std::size_t begin = head.find_last_not_of("<>=") + 1;
  if (begin == head.size()) return false;
  const char sign = head[begin] == '=' && begin + 1 < head.size() ? head[begin + 1] : head[begin];
  const Span span = spot.span(spot.context.begin + begin, age.end);
  Diagnostic& diagnostic = spot.wrong_words(span);
  diagnostic.help.emplace_back(kHowLongAgo);
  if (sign == '<') offer(diagnostic, span, fmt::format("in the last {}", age.length));
  if (sign == '>') offer(diagnostic, span, fmt::format("more than {} ago", age.length));
  return true;
}

/// An age whose unit stands there.
bool report_age_of_unit(const Spot& spot) {
  const std::string_view number = last_word(spot.before);
  const Age age = age_of(spot, number, spot.thing);
  if (age.length.empty()) return false;
  const std::string_view head =
      trim_right(spot.before.substr(0, spot.before.size() - number.size()));
  return report_age_after_word(spot, age, head) || report_compared_age(spot, age, head);
}

/// `days since created_at`, where `created_at` is no event.
bool report_days_since_name(const Spot& spot) {
  if (last_word(spot.before) != "since" || first_word(spot.rest).empty()) return false;
  const std::string_view head = trim_right(spot.before.substr(0, spot.before.size() - 5));
  if (last_word(head) != "days" || !spot.may_be(Expected::kDate)) return false;
  constexpr std::string_view kDays[] = {"today", "now", "yesterday", "tomorrow"};
  const std::string_view behind = trim_left(spot.rest.substr(spot.thing.size()));
  const bool is_name = is_name_character(spot.thing.front()) && !is_reserved(spot.thing) &&
                       !is_one_of(spot.thing, kDays) && !behind.empty();
  if (!is_name || std::string_view("<>=").find(behind.front()) == std::string_view::npos) {
    return false;
  }
  spot.unexpected().help.push_back(fmt::format(
      "`days since` counts from events, such as `days since visited() > 30`; of a time it is "
      "asked `{} more than 30 days ago`",
      spot.thing));
  return true;
}

}  // namespace

bool report_habit_of_time(const Spot& spot) {
  return report_age_of_unit(spot) || report_days_since_name(spot);
}

bool report_age_than(const Spot& spot, std::size_t begin) {
  const bool is_old = spot.thing == "older" || spot.thing == "longer" || spot.thing == "earlier";
  const bool is_new = spot.thing == "newer" || spot.thing == "younger" || spot.thing == "later";
  if (!is_old && !is_new) return false;
  std::string_view rest = trim_left(spot.rest.substr(spot.thing.size()));
  const std::string_view than = first_word(rest);
  if (than != "than") return false;
  rest = trim_left(rest.substr(than.size()));
  const std::string_view number = first_word(rest);
  if (number.empty()) return false;
  const std::string_view behind = trim_left(rest.substr(number.size()));
  if (behind.starts_with('-') && number.size() == 4) {
    const Span words = spot.span(begin, spot.end_of(than));
    offer_safe(spot.wrong_words(words), words, is_old ? "before" : "after");
    return true;
  }
  const Age age = age_of(spot, number, first_word(behind));
  if (age.length.empty()) return false;
  const Span span = spot.span(begin, age.end);
  Diagnostic& diagnostic = spot.wrong_words(span);
  diagnostic.help.emplace_back(kHowLongAgo);
  offer_safe(diagnostic, span,
             is_old ? fmt::format("more than {} ago", age.length)
                    : fmt::format("in the last {}", age.length));
  return true;
}

bool report_age_over(const Spot& spot, std::string_view number, bool is_more) {
  const std::size_t end = spot.end_of(number);
  const Age age = age_of(
      spot, number, first_word(trim_left(spot.context.text.substr(end, spot.context.end - end))));
  if (age.length.empty()) return false;
  const Span span = spot.span(spot.at, age.end);
  Diagnostic& diagnostic = spot.wrong_words(span);
  diagnostic.help.emplace_back(kHowLongAgo);
  offer(diagnostic, span,
        is_more ? fmt::format("more than {} ago", age.length)
                : fmt::format("in the last {}", age.length),
        age.is_ago ? FixSafety::kSafe : FixSafety::kUnsafe);
  return true;
}

bool report_age_as_points(const Context& context, std::uint32_t at, std::string_view number) {
  const Spot spot(context, at, number);
  const Age age = age_of(spot, number, first_word(trim_left(spot.rest.substr(number.size()))));
  if (age.length.empty()) return false;
  const std::string_view next = last_word(spot.before);
  if (next == "next") {
    const std::string_view head = spot.before.substr(0, spot.before.size() - next.size());
    const std::string_view in = last_word(head);
    const std::string_view name = last_word(head.substr(0, trim_right(head).size() - in.size()));
    const bool is_window = in == "in" && !name.empty() && !is_reserved(name);
    const Span words = spot.span(spot.begin_of(is_window ? in : next), spot.before_end());
    Diagnostic& diagnostic = spot.wrong_words(words);
    if (is_window) offer_safe(diagnostic, words, "in the next");
    if (!is_window) diagnostic.help.emplace_back("write `NAME in the next 7 days`");
    return true;
  }
  const Span span = spot.span(age.begin, age.end);
  Diagnostic& diagnostic = spot.wrong_words(span);
  diagnostic.help.emplace_back(kHowLongAgo);
  offer(diagnostic, span, fmt::format("in the last {}", age.length));
  offer(diagnostic, span, fmt::format("more than {} ago", age.length));
  return true;
}

}  // namespace leadscore::syntax
