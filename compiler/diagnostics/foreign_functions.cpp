#include "compiler/diagnostics/foreign_functions.hpp"

#include <string>

namespace leadscore {

namespace {

struct Function {
  std::string_view name;
  std::string_view instead;
};

constexpr std::string_view kCase =
    "texts are compared without regard to capitals and to blanks at their ends, so the field's "
    "name alone is enough: `job_title is \"cto\"`";
constexpr std::string_view kUnknown =
    "whether something is given is asked with `country is known` or "
    "`country is unknown`";
constexpr std::string_view kContains =
    "this is written `job_title contains \"CTO\"`; `mentions` looks for whole words";
constexpr std::string_view kJoin =
    "`and`, `or` and `not` stand between and before the tests: `vip and not unsubscribed`";
constexpr std::string_view kWhen = "a rule is written `when employees > 10 +5`";
constexpr std::string_view kCount =
    "events are counted with `count of visited(\"/pricing\") > 5`, or "
    "`visited(\"/pricing\") at least 5 times`";
constexpr std::string_view kTotal = "this is written `total amount of purchased() > 1000`";
constexpr std::string_view kAverage = "this is written `average amount of purchased() > 1000`";
constexpr std::string_view kHighest = "this is written `highest amount of purchased() > 1000`";
constexpr std::string_view kLowest = "this is written `lowest amount of purchased() > 1000`";
constexpr std::string_view kTime =
    "time is asked with `created_at in the last 7 days`, `visited() in the last 7 days` or `days "
    "since visited() > 30`";
constexpr std::string_view kRegex = "this is written `job_title matches regex \"c[tf]o\"`";
constexpr std::string_view kStarts = "this is written `job_title starts with \"VP\"`";
constexpr std::string_view kEnds = "this is written `email ends with \".edu\"`";

constexpr Function kFunctions[] = {
    {"lower", kCase},         {"lowercase", kCase},
    {"tolower", kCase},       {"upper", kCase},
    {"trim", kCase},          {"isblank", kUnknown},
    {"isempty", kUnknown},    {"isnull", kUnknown},
    {"is_null", kUnknown},    {"is_known", kUnknown},
    {"isknown", kUnknown},    {"ispickval", "this is written `plan is \"team\"`"},
    {"contains", kContains},  {"find", kContains},
    {"search", kContains},    {"includes", kContains},
    {"and", kJoin},           {"or", kJoin},
    {"not", kJoin},           {"if", kWhen},
    {"ifs", kWhen},           {"iif", kWhen},
    {"case", kWhen},          {"switch", kWhen},
    {"count", kCount},        {"countif", kCount},
    {"countifs", kCount},     {"sum", kTotal},
    {"sumif", kTotal},        {"total", kTotal},
    {"average", kAverage},    {"avg", kAverage},
    {"max", kHighest},        {"min", kLowest},
    {"today", kTime},         {"now", kTime},
    {"datediff", kTime},      {"days_since", kTime},
    {"dayssince", kTime},     {"regexmatch", kRegex},
    {"regex", kRegex},        {"startswith", kStarts},
    {"starts_with", kStarts}, {"endswith", kEnds},
    {"ends_with", kEnds}};

}  // namespace

std::string_view instead_of_function(std::string_view name) {
  const std::size_t dot = name.rfind('.');  // a method of a field
  std::string lower(dot == name.npos ? name : name.substr(dot + 1));
  for (char& character : lower) {
    if (character >= 'A' && character <= 'Z') character = static_cast<char>(character - 'A' + 'a');
  }
  for (const Function& function : kFunctions) {
    if (function.name == lower) return function.instead;
  }
  return {};
}

}  // namespace leadscore
