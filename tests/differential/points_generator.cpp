#include "tests/differential/points_generator.hpp"

#include "tests/differential/literals.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace leadscore::differential {
namespace {

constexpr std::array kPartNames = {"fit", "engagement", "Übrig"};

struct SpelledDecay {
  std::string_view spelling;
  DurationMs period;
};
constexpr std::array kDecays = {
    SpelledDecay{"decays 50% every 7 days", 7 * kMsPerDay},
    SpelledDecay{"decays 12.5% every 36 hours", 36 * kMsPerHour},
    SpelledDecay{"decays 1% every 1 hour", kMsPerHour},
    SpelledDecay{"decays 100% every 1 day", kMsPerDay},
    SpelledDecay{"decays 33.33% every 1 month", kMsPerMonth},
    SpelledDecay{"fades over 30 days", 30 * kMsPerDay},
    SpelledDecay{"fades over 1 week", kMsPerWeek},
    SpelledDecay{"fades over 1 day", kMsPerDay},
};

}  // namespace

PointsGenerator::Spelled PointsGenerator::points() {
  static const std::array<Spelled, 14> kPoints = {{{"+15", 15'000},
                                                   {"-10", -10'000},
                                                   {"+2.5", 2'500},
                                                   {"+0.001", 1},
                                                   {"-0.001", -1},
                                                   {"+1k", 1'000'000},
                                                   {"+1_000", 1'000'000},
                                                   {"+1000000", 1'000'000'000},
                                                   {"-1.125", -1'125},
                                                   {"+3", 3'000},
                                                   {"+5.0", 5'000},
                                                   {"+0", 0},
                                                   {"+0.333", 333},
                                                   {"+12.5", 12'500}}};
  return random_.pick(kPoints);
}

std::string PointsGenerator::decay() {
  const SpelledDecay& decay = random_.pick(kDecays);
  for (const int times : {1, 2, 3, 5}) model_.durations.push_back(times * decay.period);
  model_.durations.push_back(decay.period - kMsPerHour);  // the last hour of one that fades
  return std::string(decay.spelling);
}

GeneratedPart& PointsGenerator::part() {
  const std::string name = random_.pick(kPartNames);
  for (GeneratedPart& known : model_.parts) {
    if (known.name == name) return known;
  }
  GeneratedPart made{name};
  if (random_.chance(30)) {
    made.up_to_thousandths = random_.chance(50) ? 10'000 : 22'500;
    made.header += *made.up_to_thousandths == 10'000 ? " up to 10" : " up to 22.5";
  }
  if (random_.chance(30)) {
    made.down_to_thousandths = random_.chance(50) ? 0 : -5'000;
    made.header += *made.down_to_thousandths == 0 ? " down to 0" : " down to -5";
  }
  if (random_.chance(40)) {
    made.header += (made.header.empty() ? " " : ", ") + decay();
    made.decays = true;
  }
  model_.parts.push_back(made);
  return model_.parts.back();
}

void PointsGenerator::add(GeneratedLine line) {
  line.kind = LineKind::kContribution;
  if (random_.chance(50)) {
    const GeneratedPart& one = part();
    line.part = one.name;
    line.part_header = one.header;
    line.constructs.insert(one.decays ? "in a part that decays" : "in a part");
  }
  model_.lines.push_back(std::move(line));
}

// when CONDITION POINTS [each | each day] [, up to N] [, decays ...] [because "..."]
GeneratedLine PointsGenerator::rule(const Names& names) {
  const bool is_counting = random_.chance(45);
  const std::size_t size = random_.chance(60) ? 1 : 2 + random_.below(4);
  GeneratedCondition condition =
      is_counting ? conditions_.counting_condition(names) : conditions_.condition(names, size);
  const Spelled given = points();
  GeneratedLine line;
  line.constructs = std::move(condition.constructs);
  line.points_thousandths = given.thousandths;
  line.text =
      fmt::format("when {}{}{}", condition.text, random_.chance(10) ? "\n  " : " ", given.spelling);
  const std::string gap = random_.chance(10) ? "\n  " : " ";
  const auto clause = [&](const std::string& words, const std::string& construct, bool has_comma) {
    line.text += (has_comma ? "," : "") + gap + words;
    line.constructs.insert(construct);
  };
  bool is_first = true;
  if (is_counting && random_.chance(60)) {
    const std::string each = random_.chance(50) ? "each" : "each day";
    clause(each, each, false);
    is_first = false;
  }
  if (random_.chance(is_counting ? 40 : 5)) {
    static constexpr std::array kMost = {std::pair{"20", 20'000}, std::pair{"2.5", 2'500},
                                         std::pair{"0.001", 1}};
    const auto& most = random_.pick(kMost);
    clause(fmt::format("up to {}", most.first), "rule up to", !is_first);
    line.up_to_thousandths = most.second;
    is_first = false;
  }
  if (is_counting && random_.chance(60)) {
    line.decays = !random_.chance(20);
    const std::string words = line.decays ? decay() : "never decays";
    clause(words, words.substr(0, words.find(' ')), !is_first);
  }
  if (random_.chance(15))
    clause("because " + quote(random_.pick(kTexts), random_), "because", false);
  return line;
}

GeneratedLine PointsGenerator::best_of(const Names& names) {
  GeneratedLine line{LineKind::kContribution, "best of {"};
  line.constructs = {"best of"};
  const std::size_t count = 1 + random_.below(3);
  for (std::size_t at = 0; at < count; ++at) {
    GeneratedLine inner = rule(names);
    line.text += fmt::format("\n    {}", inner.text);
    inner.constructs.insert(at == 0 ? "best of: the first" : "best of: another than the first");
    line.choices.push_back(std::move(inner.constructs));
  }
  line.text += "\n  }";
  return line;
}

// ---- Tables -------------------------------------------------------------------------------------

void PointsGenerator::add_row(GeneratedLine& table, const std::string& match,
                              const std::string& construct) {
  table.text += fmt::format("\n    {} {}", match, points().spelling);
  if (random_.chance(10)) table.text += " because " + quote(random_.pick(kTexts), random_);
  table.choices.push_back({construct});
}

GeneratedLine PointsGenerator::number_table(const Names& names) {
  GeneratedLine line;
  line.constructs = {"points by a number"};
  GeneratedField* field = conditions_.find_field(FieldType::kNumber);
  std::string subject;
  if (field != nullptr && random_.chance(60)) {
    subject = field->name;
  } else {
    ConditionGenerator::GeneratedNumber worked_out = conditions_.number_subject(names);
    subject = worked_out.text;
    line.constructs = std::move(worked_out.constructs);
    line.constructs.insert("points by one that is worked out");
    field = nullptr;
  }
  line.text = fmt::format("points by {} {{", subject);
  int at = static_cast<int>(random_.below(4)) - 1;
  const auto near = [&](int number) {
    if (field != nullptr) {
      for (const double slip : {0.0, 0.5, -0.5}) field->numbers.push_back(number + slip);
    }
    return number;
  };
  if (random_.chance(60)) add_row(line, fmt::format("under {}", near(at)), "row: under");
  const std::size_t count = random_.below(4);
  for (std::size_t row = 0; row < count; ++row) {
    const int low = near(at);
    const int high = near(at + 1 + static_cast<int>(random_.below(10)));
    at = high + (random_.chance(75) ? 1 : 2);
    switch (random_.below(5)) {
      case 0:
        add_row(line, fmt::format("{}", low), "row: N");
        break;
      case 1:
        add_row(line, fmt::format("{} to under {}", low, high), "row: N to under M");
        at = high;
        break;
      default:
        add_row(line, fmt::format("{} to {}", low, high), "row: N to M");
        break;
    }
  }
  if (random_.chance(40))
    add_row(line, fmt::format("{} or more", near(at)), "row: N or more");
  else if (random_.chance(40) || line.choices.empty())
    add_row(line, fmt::format("over {}", near(at)), "row: over");
  if (random_.chance(30)) add_row(line, "unknown", "row: unknown, of numbers");
  if (random_.chance(30)) add_row(line, "otherwise", "row: otherwise, of numbers");
  line.text += "\n  }";
  return line;
}

GeneratedLine PointsGenerator::text_table(const std::string& subject, GeneratedField& field,
                                          const Names& names) {
  GeneratedLine line;
  const bool is_domain = subject != field.name;
  line.constructs = {is_domain ? "points by domain of" : "points by a text"};
  line.text = fmt::format("points by {} {{", subject);
  const std::size_t count = 1 + random_.below(3);
  for (std::size_t row = 0; row < count; ++row) {
    const GeneratedList* list = conditions_.find_list(names, false, false);
    if (list != nullptr && random_.chance(25)) {
      field.texts.insert(field.texts.end(), list->texts.begin(), list->texts.end());
      add_row(line, list->name, "row: a list");
      continue;
    }
    const std::string& text = random_.pick(is_domain ? kDomains : kTexts);
    field.texts.push_back(is_domain ? "me@" + text : text);
    std::string match = quote_pattern(text, random_);
    if (random_.chance(30)) {
      match += ", " + quote(random_.pick(kTexts), random_);
      add_row(line, match, "row: values");
    } else {
      add_row(line, match, "row: a value");
    }
  }
  if (random_.chance(30)) add_row(line, "unknown", "row: unknown, of texts");
  if (random_.chance(30)) add_row(line, "otherwise", "row: otherwise, of texts");
  line.text += "\n  }";
  return line;
}

GeneratedLine PointsGenerator::one_of_table(const GeneratedField& field) {
  GeneratedLine line;
  line.constructs = {"points by one of"};
  line.text = fmt::format("points by {} {{", field.name);
  add_row(line, quote(kPlans[0], random_), "row: a known value");
  add_row(line, quote(kPlans[1], random_) + ", " + quote(kPlans[2], random_), "row: known values");
  if (random_.chance(50)) add_row(line, "otherwise", "row: otherwise, of texts");
  line.text += "\n  }";
  return line;
}

GeneratedLine PointsGenerator::table(const Names& names) {
  const GeneratedField* plan = conditions_.find_field(FieldType::kOneOf);
  if (plan != nullptr && random_.chance(20)) return one_of_table(*plan);
  GeneratedField* email = conditions_.find_email();
  if (email != nullptr && random_.chance(30)) {
    return text_table("domain of email", *email, names);
  }
  GeneratedField* text = conditions_.find_field(FieldType::kText);
  if (text != nullptr && random_.chance(40)) return text_table(text->name, *text, names);
  return number_table(names);
}

void PointsGenerator::generate(const Names& names) {
  const std::size_t count = 4 + random_.below(8);
  for (std::size_t index = 0; index < count; ++index) {
    const std::size_t choice = random_.below(10);
    add(choice == 0 ? best_of(names) : choice <= 2 ? table(names) : rule(names));
  }
}

}  // namespace leadscore::differential
