// Rule sets as `.score` text and as JSON.
#include "benchmarks/generator/rules.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <chrono>

namespace leadscore::benchmarks {
namespace {

using Kind = Condition::Kind;
using Json = nlohmann::ordered_json;

std::string score_of(const Condition& condition);

std::string joined(const Condition& condition, std::string_view word) {
  std::string out;
  for (const Condition& part : condition.parts) {
    if (!out.empty()) out += word;
    const bool is_other = part.kind == Kind::kAnd || part.kind == Kind::kOr;
    out += is_other ? "(" + score_of(part) + ")" : score_of(part);
  }
  return out;
}

std::string list_of(const std::vector<std::string>& values) {
  std::string out;
  for (const std::string& value : values) {
    out += fmt::format("{}\"{}\"", out.empty() ? "" : ", ", value);
  }
  return out;
}

std::string range_of(const Condition& range) {
  if (range.least == Condition::kNoBound) return fmt::format("{} <= {}", range.field, range.most);
  if (range.most == Condition::kNoBound) return fmt::format("{} >= {}", range.field, range.least);
  return fmt::format("{} between {} and {}", range.field, range.least, range.most);
}

std::string events_of(const Condition& events) {
  std::string out = events.event + "(";
  if (!events.subject.empty()) {
    out += fmt::format("\"{}{}\"", events.subject, events.is_prefix ? "*" : "");
  }
  out += ")";
  if (events.times > 1) out += fmt::format(" at least {} times", events.times);
  if (events.days > 0) out += fmt::format(" in the last {} days", events.days);
  return out;
}

std::string score_of(const Condition& condition) {
  switch (condition.kind) {
    case Kind::kIn:
      if (condition.values.size() == 1) {
        return fmt::format("{} is \"{}\"", condition.field, condition.values.front());
      }
      return fmt::format("{} in [{}]", condition.field, list_of(condition.values));
    case Kind::kRange:
      return range_of(condition);
    case Kind::kContains:
      return fmt::format("{} contains {}", condition.field, list_of(condition.values));
    case Kind::kEndsWith:
      return fmt::format("{} ends with {}", condition.field, list_of(condition.values));
    case Kind::kEvents:
      return events_of(condition);
    case Kind::kAnd:
      return joined(condition, " and ");
    case Kind::kOr:
      return joined(condition, " or ");
    case Kind::kNot:
      return "not " + score_of(condition.parts.front());
  }
  return {};
}

std::string time_text(std::int64_t seconds) {
  const std::chrono::sys_days day{std::chrono::days(seconds / kDay)};
  const std::chrono::year_month_day date(day);
  return fmt::format("{:04}-{:02}-{:02}T00:00:00Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

Json json_of_events(const Condition& events) {
  Json out = {
      {"test", "events"}, {"kind", events.event}, {"subject", nullptr}, {"prefix", nullptr}};
  if (!events.subject.empty()) out[events.is_prefix ? "prefix" : "subject"] = events.subject;
  out["least"] = events.times;
  out["since"] = nullptr;
  out["since_seconds"] = nullptr;
  out["days"] = nullptr;
  if (events.days > 0) {
    const std::int64_t since = kAsOf - events.days * kDay;
    out["since"] = time_text(since);
    out["since_seconds"] = since;
    out["days"] = events.days;
  }
  return out;
}

Json json_of(const Condition& condition) {
  const auto bound = [](std::int64_t value) {
    return value == Condition::kNoBound ? Json() : Json(value);
  };
  const auto of_parts = [&](std::string_view test) {
    Json parts = Json::array();
    for (const Condition& part : condition.parts) parts.push_back(json_of(part));
    return Json{{"test", test}, {"of", std::move(parts)}};
  };
  switch (condition.kind) {
    case Kind::kIn:
      return {{"test", "in"}, {"field", condition.field}, {"values", condition.values}};
    case Kind::kRange:
      return {{"test", "range"},
              {"field", condition.field},
              {"least", bound(condition.least)},
              {"most", bound(condition.most)}};
    case Kind::kContains:
      return {{"test", "contains"}, {"field", condition.field}, {"text", condition.values[0]}};
    case Kind::kEndsWith:
      return {{"test", "ends with"}, {"field", condition.field}, {"text", condition.values[0]}};
    case Kind::kEvents:
      return json_of_events(condition);
    case Kind::kAnd:
      return of_parts("and");
    case Kind::kOr:
      return of_parts("or");
    case Kind::kNot:
      return of_parts("not");
  }
  return {};
}

}  // namespace

std::string score_text(const World& world, const std::vector<Rule>& rules) {
  std::string out = fmt::format("model \"{} rules\"\n\nlead {{\n  email: text\n", rules.size());
  for (const TextField& field : world.texts) out += fmt::format("  {}: text\n", field.name);
  for (const NumberField& field : world.numbers) out += fmt::format("  {}: number\n", field.name);
  out += "}\n\n";
  for (const Rule& rule : rules) {
    out += fmt::format("when {} {:+}\n", score_of(rule.condition), rule.points);
  }
  return out;
}

std::string json_text(const World& world, const std::vector<Rule>& rules) {
  Json texts = Json::array({"email"});
  for (const TextField& field : world.texts) texts.push_back(field.name);
  Json numbers = Json::array();
  for (const NumberField& field : world.numbers) numbers.push_back(field.name);
  std::string out = fmt::format(
      "{{\"as_of\": \"{}\", \"as_of_seconds\": {},\n \"texts\": {},\n \"numbers\": {},\n "
      "\"rules\": [",
      kAsOfText, kAsOf, texts.dump(), numbers.dump());
  for (const Rule& rule : rules) {
    out += fmt::format("{}\n  {}", &rule == rules.data() ? "" : ",",
                       Json{{"points", rule.points}, {"if", json_of(rule.condition)}}.dump());
  }
  return out + "\n ]}\n";
}

}  // namespace leadscore::benchmarks
