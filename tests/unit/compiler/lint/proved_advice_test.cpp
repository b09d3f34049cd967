// What lints say is proved of a model, held against leads of small random models, as the slow twin
// scores them: what adds nothing is taken away, what never holds is asked of all leads.
#include "compiler/compile.hpp"
#include "compiler/lint/lint.hpp"
#include "tests/reference/reference.hpp"
#include "tests/unit/compiler/prove/small_models.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace leadscore::lint {
namespace {

using prove::all_leads;
using prove::ConditionWriter;
using prove::kNow;
using reference::Answer;
using Kind = DiagnosticKind;

/// LEADSCORE_MODELS sets another number. Fewer than 60 do not meet every kind of advice three
/// times.
std::uint32_t model_count() {
  const char* count = std::getenv("LEADSCORE_MODELS");
  return count != nullptr ? static_cast<std::uint32_t>(std::strtoul(count, nullptr, 10)) : 60;
}

constexpr std::size_t kLeadStep = 11;  // has nothing in common with how many values fields have

const std::vector<reference::Json>& some_leads() {
  static const std::vector<reference::Json> leads = [] {
    std::vector<reference::Json> some;
    for (std::size_t i = 0; i < all_leads().size(); i += kLeadStep) some.push_back(all_leads()[i]);
    return some;
  }();
  return leads;
}

/// Models with more that repeats and contradicts itself than people write.
class ModelWriter {
 public:
  explicit ModelWriter(std::uint32_t seed) : writer_(seed) {}

  std::string model() {
    std::string text(ConditionWriter::kLead);
    text += fmt::format("define named: {}\n", writer_.condition(1));
    text += "best of {\n" + rule() + rule() + rule() + "}\n";
    for (int i = 0; i < 3; ++i) text += rule();
    text += pick({"score fit up to 10 {\n", "score fit {\n", "score fit down to 0 {\n"});
    text += "when y or y is no +10\n" + rule() + rule() + "}\n";
    text += pick({"", "", "score up to 30\n", "score down to 0\n"});
    for (const char* name : {"first", "second", "third"}) text += stage(name);
    if (writer_.below(3) == 0) text += "grade score: \"A\" at 20, otherwise \"B\"\n";
    for (const char* name : {"r1", "r2", "r3"}) {
      text += fmt::format("route \"{}\" when {}\n", name, outcome());
    }
    text += fmt::format("alert \"a1\" when {}\n", outcome());
    text += fmt::format("disqualify when {} and score < 0\n", writer_.condition(1));
    return text;
  }

 private:
  std::string pick(std::vector<std::string> of) { return of[writer_.below(of.size())]; }

  std::string joined() {
    if (writer_.below(5) == 0) return fmt::format("named and {}", writer_.test());
    if (writer_.below(3) != 0) return writer_.condition(2);
    return fmt::format("{} {} {}", writer_.test(), pick({"and", "or"}), writer_.test());
  }

  std::string rule() {
    return fmt::format("when {} {}\n", joined(), pick({"+5", "+10", "+10", "-5", "+1", "+2"}));
  }

  std::string stage(std::string_view name) {
    const std::string at = fmt::format(" at {}", 5 * (1 + writer_.below(5)));
    switch (writer_.below(4)) {
      case 0:
        return fmt::format("{} when {}\n", name, outcome());
      case 1:
        return fmt::format("{}{} when {}\n", name, at, writer_.test());
      default:
        return fmt::format("{}{}\n", name, at);
    }
  }

  std::string outcome() {
    const std::string score =
        fmt::format("score {} {}", pick({">=", "<", ">"}), 5 * writer_.below(8));
    switch (writer_.below(4)) {
      case 0:
        return score;
      case 1:
        return fmt::format("{} and {}", score, writer_.test());
      case 2:
        return fmt::format("{} and score {} {}", score, pick({">=", "<", "is"}),
                           5 * writer_.below(8));
      default:
        return writer_.condition(2);
    }
  }

  ConditionWriter writer_;
};

std::vector<Answer> answers_of(const std::string& text) {
  const Compilation compilation = compile("test.score", text);
  REQUIRE_MESSAGE(compilation.model, text);
  std::vector<Answer> answers;
  for (const reference::Json& lead : some_leads()) {
    answers.push_back(reference::evaluate(*compilation.model, lead, kNow));
  }
  return answers;
}

std::string replaced(std::string text, Span span, std::string_view by) {
  return text.replace(span.begin, span.end - span.begin, by);
}

std::string_view at(const std::string& text, Span span) {
  return std::string_view(text).substr(span.begin, span.end - span.begin);
}

bool has_same_outcomes(const Answer& left, const Answer& right) {
  return left.grades == right.grades && left.stages_met == right.stages_met &&
         left.stage == right.stage && left.is_disqualified == right.is_disqualified &&
         left.route == right.route && left.alerts == right.alerts;
}

bool has_same_points(const Answer& left, const Answer& right) {
  return has_same_outcomes(left, right) && left.score_thousandths == right.score_thousandths &&
         left.rule_points == right.rule_points;
}

bool all_agree(const std::vector<Answer>& left, const std::vector<Answer>& right,
               bool (*agree)(const Answer&, const Answer&)) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(), agree);
}

/// One model, its text, and what all leads got.
struct Checked {
  const std::string& text;
  const Compilation& compilation;
  const std::vector<Answer>& answers;

  [[nodiscard]] bool for_all(const std::function<bool(const Answer&)>& holds) const {
    return std::ranges::all_of(answers, holds);
  }

  /// The place of the rule, stage or route whose span this is.
  template <class Things>
  [[nodiscard]] static std::size_t place_of(const Things& things, Span span) {
    std::size_t place = 0;
    for (const auto& thing : things) {
      if (thing.span.begin <= span.begin && span.end <= thing.span.end) return place;
      ++place;
    }
    FAIL("nothing stands there");
    return 0;
  }

  /// The text with two alerts more, for two conditions.
  [[nodiscard]] std::vector<Answer> with_alerts(std::string_view first,
                                                std::string_view second) const {
    return answers_of(
        fmt::format("{}alert \"p\" when ({}) or (disqualified and not disqualified)\n"
                    "alert \"q\" when ({}) or (disqualified and not disqualified)\n",
                    text, first, second));
  }
};

/// In an `and` it is as if it were always true, in an `or` as if it were always false.
bool is_redundant(const Checked& checked, const Diagnostic& found) {
  const auto is_same_with = [&](std::string_view instead) {
    return all_agree(checked.answers, answers_of(replaced(checked.text, found.span, instead)),
                     has_same_points);
  };
  if (found.message.ends_with("it stands here twice")) {
    return is_same_with("(y or y is no)") || is_same_with("(y and y is no)");
  }
  const bool is_and = found.message.ends_with("meets it as well");
  return is_same_with(is_and ? "(y or y is no)" : "(y and y is no)");
}

bool is_contradicting(const Checked& checked, const Diagnostic& found) {
  const std::string both = fmt::format("({}) and ({})", at(checked.text, found.span),
                                       at(checked.text, found.labels.front().span));
  return std::ranges::none_of(checked.with_alerts(both, both),
                              [](const Answer& answer) { return answer.alerts[1]; });
}

bool is_duplicate(const Checked& checked, const Diagnostic& found) {
  const auto answers = checked.with_alerts(at(checked.text, found.span),
                                           at(checked.text, found.labels.front().span));
  return std::ranges::all_of(
      answers, [](const Answer& answer) { return answer.alerts[1] == answer.alerts[2]; });
}

bool is_true(const Checked& checked, const Diagnostic& found) {
  const model::Model& model = *checked.compilation.model;
  switch (found.kind) {
    case Kind::kRedundantCondition:
      return is_redundant(checked, found);
    case Kind::kContradictingConditions:
      return is_contradicting(checked, found);
    case Kind::kDuplicateRule:
      return is_duplicate(checked, found);
    case Kind::kRuleWithoutEffect:
      return all_agree(checked.answers, answers_of(replaced(checked.text, found.span, "")),
                       has_same_outcomes);
    case Kind::kNeverBest: {
      const std::size_t rule = Checked::place_of(model.rules, found.span);
      return checked.for_all([&](const Answer& answer) { return answer.rule_points[rule] == 0; });
    }
    case Kind::kStagesOutOfOrder: {
      const std::size_t stage = Checked::place_of(model.stages, found.span);
      return checked.for_all([&](const Answer& answer) { return answer.stage != stage; });
    }
    case Kind::kRouteNeverTaken: {
      const std::size_t route = Checked::place_of(model.routes, found.span);
      return checked.for_all([&](const Answer& answer) { return answer.route != route; });
    }
    case Kind::kOutcomeNeverHolds:
      return checked.for_all([&](const Answer& answer) {
        if (found.message.ends_with("alert")) return !answer.alerts[0];
        if (!found.message.ends_with("route")) return !answer.is_disqualified;
        return answer.route != Checked::place_of(model.routes, found.span);
      });
    case Kind::kRuleNeverHolds:
    case Kind::kRuleAlwaysHolds: {
      const std::size_t rule = Checked::place_of(model.rules, found.span);
      const bool is_always = found.kind == Kind::kRuleAlwaysHolds;
      return checked.for_all([&](const Answer& answer) {
        return (answer.rules[rule] == reference::Truth::kTrue) == is_always;
      });
    }
    case Kind::kUnreachableStage: {
      const std::size_t stage = Checked::place_of(model.stages, found.span);
      return checked.for_all([&](const Answer& answer) { return !answer.stages_met[stage]; });
    }
    default:
      return true;
  }
}

}  // namespace

TEST_CASE("What lints say is so for the leads of small models") {
  Severities severities;
  severities.set(Kind::kRuleWithoutEffect, Severity::kNote);
  std::map<Kind, int> seen;
  const std::uint32_t models = model_count();
  for (std::uint32_t seed = 0; seed < models; ++seed) {
    const std::string text = ModelWriter(seed).model();
    CAPTURE(text);
    const Compilation compilation = compile("test.score", text);
    REQUIRE(compilation.model);
    const std::vector<Answer> answers = answers_of(text);
    const Diagnostics advice = lint(compilation, severities);
    for (const Diagnostic& found : advice.all()) {
      CAPTURE(found.message);
      CAPTURE(at(text, found.span));
      CHECK(is_true({text, compilation, answers}, found));
      ++seen[found.kind];
    }
  }
  for (const Kind kind :
       {Kind::kRedundantCondition, Kind::kContradictingConditions, Kind::kDuplicateRule,
        Kind::kRuleWithoutEffect, Kind::kNeverBest, Kind::kStagesOutOfOrder, Kind::kRouteNeverTaken,
        Kind::kOutcomeNeverHolds}) {
    CAPTURE(kind_name(kind));
    CHECK(seen[kind] > 2);
  }
}

}  // namespace leadscore::lint
