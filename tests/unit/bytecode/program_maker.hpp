// Makes small programs by hand, for tests of what reads them.
#pragma once

#include "bytecode/program.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::bytecode {

/// Conditions are registers, as make_... and load() return them. Rules come first, then close(),
/// then disqualifications, then stages.
class ProgramMaker {
 public:
  ProgramMaker() { program_.hash = "0123456789abcdef0123456789abcdef"; }

  TextId text(std::string_view words) { return program_.texts.intern(words); }
  std::vector<TextId> texts(const std::vector<std::string>& words) {
    std::vector<TextId> ids;
    for (const std::string& word : words) ids.push_back(text(word));
    return ids;
  }

  FieldId field(std::string_view name, FieldType type) {
    return program_.fields.add({.name = text(name), .key = text(name), .type = type});
  }
  KindId kind(std::string_view name, std::string_view subject) {
    return program_.kinds.add({.name = text(name), .subject_name = text(subject)});
  }
  KindId path_kind(std::string_view name, std::string_view subject) {
    return program_.kinds.add({.name = text(name), .subject_name = text(subject), .is_path = true});
  }
  PartId part(std::string_view name) { return program_.parts.add({.name = text(name)}); }

  std::uint32_t load(Signal signal) {
    return write_to(Opcode::kLoadSignal, program_.signals.add(std::move(signal)).value);
  }
  std::uint32_t make_not(std::uint32_t inner) { return write_to(Opcode::kNot, inner); }
  std::uint32_t make_and(std::uint32_t left, std::uint32_t right) {
    return write_to(Opcode::kAnd, left, right);
  }
  std::uint32_t make_or(std::uint32_t left, std::uint32_t right) {
    return write_to(Opcode::kOr, left, right);
  }

  RuleId give(std::uint32_t condition, std::int64_t points_thousandths, PartId part = {}) {
    const RuleId rule = program_.rules.add({.points_thousandths = points_thousandths,
                                            .part = part,
                                            .condition_register = condition,
                                            .wording = next_wording()});
    write(Opcode::kGive, rule.value, condition);
    return rule;
  }
  void close() {
    for (const PartId part : program_.parts.ids()) write(Opcode::kClosePart, part.value);
    write(Opcode::kCloseScore);
  }
  std::uint32_t part_in(PartId part, ScoreRange range) {
    return write_to(Opcode::kPartIn, part.value, add_range(std::move(range)));
  }
  std::uint32_t score_in(ScoreRange range) {
    return write_to(Opcode::kScoreIn, add_range(std::move(range)));
  }
  void disqualify(std::uint32_t condition) {
    const auto index = static_cast<std::uint32_t>(program_.disqualifications.size());
    program_.disqualifications.push_back(
        {.condition_register = condition, .wording = next_wording()});
    write(Opcode::kDisqualify, index, condition);
  }
  StageId stage(std::string_view name, std::int64_t at_thousandths,
                std::optional<std::uint32_t> condition = {}) {
    std::uint32_t reached = score_in({{.low = at_thousandths}});
    if (condition) reached = make_and(reached, *condition);
    const StageId stage = program_.stages.add({.name = text(name),
                                               .at_thousandths = at_thousandths,
                                               .condition_register = condition,
                                               .wording = next_wording()});
    write(Opcode::kReachStage, stage.value, reached);
    return stage;
  }
  std::uint32_t stage_met(StageId stage) { return write_to(Opcode::kStageMet, stage.value); }

  /// The program; the maker may go on from here.
  Program& program() { return program_; }

 private:
  void write(Opcode opcode, std::uint32_t a = 0, std::uint32_t b = 0, std::uint32_t c = 0) {
    program_.code.push_back({.opcode = opcode, .a = a, .b = b, .c = c});
  }
  std::uint32_t write_to(Opcode opcode, std::uint32_t b = 0, std::uint32_t c = 0) {
    write(opcode, program_.register_count, b, c);
    return program_.register_count++;
  }
  std::uint32_t add_range(ScoreRange range) {
    program_.score_ranges.push_back(std::move(range));
    return static_cast<std::uint32_t>(program_.score_ranges.size() - 1);
  }
  Wording next_wording() { return {.line = ++line_, .condition = text("as written")}; }

  Program program_;
  std::uint32_t line_ = 0;
};

/// One of everything: each type of field, each signal, parts, a disqualification and two stages.
inline Program program_with_everything() {
  ProgramMaker maker;
  const FieldId title = maker.field("job_title", FieldType::kText);
  const FieldId employees = maker.field("employees", FieldType::kNumber);
  const FieldId unsubscribed = maker.field("unsubscribed", FieldType::kYesNo);
  const FieldId created_at = maker.field("created_at", FieldType::kTime);
  const FieldId interests = maker.field("interests", FieldType::kListOfText);
  const FieldId plan = maker.field("plan", FieldType::kOneOf);
  const FieldId phone = maker.field("phone", FieldType::kAny);
  Field& plan_row = maker.program().fields[plan];
  plan_row.known_values = maker.texts({"Free", "Team"});
  plan_row.default_value = maker.text("Free");
  Field& title_row = maker.program().fields[title];
  title_row.key = maker.text("Job Title");
  title_row.unknown_as = {maker.text("Select"), 0.0, false};
  const KindId visited = maker.path_kind("visited", "page");
  const KindId opened = maker.kind("opened", "message");
  maker.program().kinds[opened].from = maker.texts({"email_open"});
  const PartId fit = maker.part("fit");
  const PartId engagement = maker.part("engagement");
  maker.program().name = maker.text("Everything");

  const std::uint32_t is_chief =
      maker.load(TextSignal{.field = title, .literals = maker.texts({"ceo", "cto"})});
  const std::uint32_t is_large = maker.load(NumberSignal{
      .field = employees, .intervals = {{.low = 50, .high = 100}, {.low = 1'000, .high = 1e9}}});
  const std::uint32_t both = maker.make_and(is_chief, is_large);
  maker.give(both, 20'000, fit);
  const std::uint32_t likes_ai = maker.load(
      ListSignal{.field = interests, .needs_all = true, .literals = maker.texts({"ai", "ml"})});
  const std::uint32_t pays = maker.load(
      TextSignal{.field = plan, .op = TextOperator::kMatches, .literals = maker.texts({"t*m"})});
  maker.give(maker.make_or(likes_ai, maker.make_not(pays)), 2'500, fit);
  maker.give(maker.load(EventSignal{.kind = visited,
                                    .patterns = maker.texts({"/blog/*", "/pricing"}),
                                    .window = Window{.first = 0, .last = 604'800'000},
                                    .least = 2}),
             15'000, engagement);
  maker.give(maker.load(EventSignal{.kind = opened, .least = 0, .most = 3}), -5'000, engagement);
  maker.give(maker.load(EventSignal{}), 1'000);
  maker.give(maker.load(KnownSignal{.field = phone}), 500);
  maker.give(maker.load(TimeSignal{.field = created_at,
                                   .window = Window{.is_relative = false, .first = 0}}),
             1'000);
  maker.close();
  maker.disqualify(maker.load(YesSignal{.field = unsubscribed}));
  const StageId nurture = maker.stage("nurture", 10'000, maker.part_in(fit, {{.low = 20'000}}));
  maker.stage("mql", 30'000, maker.stage_met(nurture));
  return std::move(maker.program());
}

}  // namespace leadscore::bytecode
