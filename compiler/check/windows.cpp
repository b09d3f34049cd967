#include "compiler/check/windows.hpp"

#include "base/time.hpp"
#include "compiler/check/wrong_test.hpp"
#include "compiler/resolve/suggest.hpp"

namespace leadscore::checking {
namespace {

model::WindowKind meaning(ast::WindowKind kind) {
  switch (kind) {
    case ast::WindowKind::kInTheLast:
      return model::WindowKind::kInTheLast;
    case ast::WindowKind::kMoreThanAgo:
      return model::WindowKind::kMoreThanAgo;
    case ast::WindowKind::kBetweenAgo:
      return model::WindowKind::kBetweenAgo;
    case ast::WindowKind::kInTheNext:
      return model::WindowKind::kInTheNext;
    case ast::WindowKind::kBefore:
      return model::WindowKind::kBefore;
    case ast::WindowKind::kSince:
      return model::WindowKind::kSince;
    case ast::WindowKind::kAfter:
      return model::WindowKind::kAfter;
    case ast::WindowKind::kOn:
      return model::WindowKind::kOn;
    case ast::WindowKind::kBetweenDates:
      return model::WindowKind::kBetweenDates;
  }
  return model::WindowKind::kInTheLast;
}

std::string spell(const DateLiteral& date) {
  return date.is_whole_day ? format_date(date.time) : format_time(date.time);
}

void report_order(Context& context, Span window, const std::string& first,
                  const std::string& second, std::string_view end) {
  const std::string instead = fmt::format("between {} and {}{}", second, first, end);
  Diagnostic& diagnostic =
      context.diagnostics.report<DiagnosticKind::kBoundsOrder>(window, first, second);
  if (first == second) {
    diagnostic.help.emplace_back("the two bounds must differ");
    return;
  }
  diagnostic.help.emplace_back("the smaller bound comes first");
  resolve::suggest(diagnostic, window, instead);
}

bool check_order(Context& context, const ast::Window& window) {
  if (window.kind == ast::WindowKind::kBetweenAgo &&
      window.first_duration_ms >= window.second_duration_ms) {
    report_order(context, window.span, format_duration(window.first_duration_ms),
                 format_duration(window.second_duration_ms), " ago");
    return false;
  }
  // A date alone as the second bound is its whole day.
  const DurationMs rest = window.second_date.is_whole_day ? kMsPerDay - 1 : 0;
  if (window.kind == ast::WindowKind::kBetweenDates &&
      window.first_date.time > window.second_date.time + rest) {
    report_order(context, window.span, spell(window.first_date), spell(window.second_date), "");
    return false;
  }
  return true;
}

void report_bare_in(Context& context, const Subject& subject, const ast::Window& window) {
  Diagnostic& diagnostic =
      context.diagnostics.report<DiagnosticKind::kBareIn>(window.span, subject.name);
  const std::string duration = format_duration(window.first_duration_ms);
  for (const char* words : {"in the last", "in the next"}) {
    resolve::suggest(diagnostic, window.span, fmt::format("{} {}", words, duration));
  }
  diagnostic.help.emplace_back("`in the last` is the past, `in the next` what is to come");
}

}  // namespace

std::optional<model::Window> check_window(Context& context, const ast::Window& window) {
  if (!check_order(context, window)) return std::nullopt;
  model::Window result;
  result.kind = meaning(window.kind);
  switch (window.kind) {
    case ast::WindowKind::kBetweenAgo:
      result.second = window.second_duration_ms;
      [[fallthrough]];
    case ast::WindowKind::kInTheLast:
    case ast::WindowKind::kMoreThanAgo:
    case ast::WindowKind::kInTheNext:
      result.first = window.first_duration_ms;
      break;
    case ast::WindowKind::kOn:
      result.first = utc_day(window.first_date.time) * kMsPerDay;
      result.first_is_whole_day = true;
      break;
    case ast::WindowKind::kAfter:
      result.first = window.first_date.time;
      result.first_is_whole_day = window.first_date.is_whole_day;
      break;
    case ast::WindowKind::kBetweenDates:
      result.second = window.second_date.time;
      result.second_is_whole_day = window.second_date.is_whole_day;
      [[fallthrough]];
    case ast::WindowKind::kBefore:
    case ast::WindowKind::kSince:
      result.first = window.first_date.time;
      break;
  }
  return result;
}

std::optional<Asked> check_time_test(Context& context, const Subject& subject,
                                     const ast::Window& window) {
  if (subject.type != model::Type::kTime) {
    report_wrong_window(context, subject, window.span);
    return std::nullopt;
  }
  if (window.is_bare_in) {
    report_bare_in(context, subject, window);
    return std::nullopt;
  }
  const auto window_meant = check_window(context, window);
  if (!window_meant) return std::nullopt;
  return Asked{model::TimeTest{checking::meant(subject), *window_meant}, false};
}

}  // namespace leadscore::checking
