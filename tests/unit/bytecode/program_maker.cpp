#include "tests/unit/bytecode/program_maker.hpp"

#include "base/time.hpp"

namespace leadscore::bytecode {
namespace {

/// What the parts of the program with everything share.
struct Everything {
  ProgramMaker maker;
  FieldId title, employees, unsubscribed, created_at, interests, plan, phone, city;
  KindId visited, watched, opened;
  AttributeId seconds, host, is_muted, at, tags;
  NumberId staff, watched_seconds;
  SelectionId pages, films, mails, anything;
};

void add_records(Everything& all) {
  ProgramMaker& maker = all.maker;
  all.title = maker.field("job_title", FieldType::kText);
  all.employees = maker.field("employees", FieldType::kNumber);
  all.unsubscribed = maker.field("unsubscribed", FieldType::kYesNo);
  all.created_at = maker.field("created_at", FieldType::kTime);
  all.interests = maker.field("interests", FieldType::kListOfText);
  all.plan = maker.field("plan", FieldType::kOneOf);
  all.phone = maker.field("phone", FieldType::kAny);
  all.city = maker.field("company.city", FieldType::kText);
  Field& plan = maker.program().fields[all.plan];
  plan.known_values = maker.texts({"Free", "Team"});
  plan.default_value = maker.text("Free");
  Field& title = maker.program().fields[all.title];
  title.key = maker.text("Job Title");
  title.unknown_as = {maker.text("Select"), 0.0, false, maker.texts({"x", "y"})};
  all.visited = maker.path_kind("visited", "page");
  all.watched = maker.kind("watched", "video");
  all.opened = maker.kind("opened", "message");
  maker.program().kinds[all.opened].from = maker.texts({"email_open"});
  all.seconds = maker.attribute(all.watched, "seconds", FieldType::kNumber);
  all.is_muted = maker.attribute(all.watched, "is_muted", FieldType::kYesNo);
  all.at = maker.attribute(all.watched, "released", FieldType::kTime);
  all.tags = maker.attribute(all.watched, "tags", FieldType::kListOfText);
  all.host = maker.attribute(all.visited, "host", FieldType::kText, AddressPart::kHost);
  maker.program().attributes[all.seconds].unknown_as = {-1.0};
}

void add_selections(Everything& all) {
  ProgramMaker& maker = all.maker;
  all.staff = maker.number(all.employees);
  all.watched_seconds = maker.number(AttributeNumber{.attribute = all.seconds});
  all.pages =
      maker.selection({.kind = all.visited,
                       .patterns = maker.set({"/blog/*", "/pricing"}),
                       .where = {maker.where(TextSignal{.subject = {.of = all.host},
                                                        .op = TextOperator::kEndsWith,
                                                        .literals = maker.set({"acme.com"})})},
                       .window = Window{.first = 0, .last = 7 * kMsPerDay}});
  all.films = maker.selection(
      {.kind = all.watched,
       .where = {
           maker.where(NumberSignal{.number = all.watched_seconds,
                                    .set = maker.number_set({{.low = 60, .high = 1e9}})}),
           maker.where(YesSignal{.subject = all.is_muted}, true),
           maker.where(KnownSignal{.subject = all.at}),
           maker.where(
               TimeSignal{.subject = all.at, .window = Window{.is_relative = false, .first = 0}}),
           maker.where(ListSignal{.subject = all.tags, .literals = maker.set({"demo"})}, true)}});
  all.mails = maker.selection({.kind = all.opened});
  all.anything = maker.selection({.window = Window{.first = 0, .last = 30 * kMsPerDay}});
}

/// A register that is true if any signal is.
std::uint32_t any_of(ProgramMaker& maker, const std::vector<Signal>& signals) {
  std::uint32_t result = maker.load(signals.front());
  for (std::size_t index = 1; index < signals.size(); ++index) {
    result = maker.make_or(result, maker.load(signals[index]));
  }
  return result;
}

void add_attribute_rules(Everything& all, PartId fit) {
  ProgramMaker& maker = all.maker;
  const std::uint32_t is_chief =
      maker.load(TextSignal{.subject = {.of = all.title}, .literals = maker.set({"ceo", "cto"})});
  const std::uint32_t is_large = maker.load(NumberSignal{
      .number = all.staff,
      .set = maker.number_set({{.low = 50, .high = 100}, {.low = 1'000, .high = 1e9}})});
  maker.give(maker.make_and(is_chief, is_large), 20'000, fit);
  const std::uint32_t likes_ai = maker.load(
      ListSignal{.subject = all.interests, .needs_all = true, .literals = maker.set({"ai", "ml"})});
  const std::uint32_t pays = maker.load(TextSignal{
      .subject = {.of = all.plan}, .op = TextOperator::kMatches, .literals = maker.set({"t*m"})});
  maker.give(maker.make_or(likes_ai, maker.make_not(pays)), 2'500, fit);
  const NumberId films = maker.number(Aggregate{.selection = all.films});
  const NumberId total = maker.number(
      Aggregate{.kind = AggregateKind::kTotal, .selection = all.films, .attribute = all.seconds});
  const NumberId ratio = maker.number(
      Arithmetic{.op = ArithmeticOperator::kDivide, .left = total, .right = all.staff});
  const NumberId negative = maker.number(Negation{.operand = ratio});
  const NumberId limit = maker.number(Constant{.value = -1.5});
  const std::uint32_t mixed = any_of(
      maker,
      {KnownSignal{.subject = all.phone}, KnownSignal{.subject = all.title, .is_domain = true},
       KnownSignal{.subject = ratio},
       TimeSignal{.subject = all.created_at, .window = Window{.is_relative = false, .first = 0}},
       EqualitySignal{.left = all.title, .right = all.city},
       NumberComparisonSignal{.left = negative, .op = NumberOperator::kLess, .right = limit},
       NumberComparisonSignal{.left = films, .op = NumberOperator::kIs, .right = all.staff},
       TextSignal{.subject = {.of = all.title, .is_domain = true},
                  .op = TextOperator::kMatchesRegex,
                  .literals = maker.set({"^ac(me|ne)"})}});
  maker.give(mixed, 1'000);
}

void add_event_rules(Everything& all, PartId engagement) {
  ProgramMaker& maker = all.maker;
  maker.give({.points_thousandths = 15'000,
              .condition_register = maker.load(EventSignal{.selection = all.pages, .least = 2}),
              .each = Each::kDay,
              .up_to_thousandths = 45'000,
              .decay = Decay{.percent_hundredths = 5'000, .period_ms = 30 * kMsPerDay},
              .counted = all.pages,
              .wording = {}},
             engagement);
  maker.give({.points_thousandths = 3'000,
              .condition_register = maker.load(
                  EventSignal{.selection = all.films, .measure = EventMeasure::kDifferentSubjects}),
              .decay = Decay{.is_fade = true, .period_ms = 90 * kMsPerDay},
              .counted = all.films,
              .wording = {}},
             engagement);
  maker.give(maker.load(EventSignal{.selection = all.mails, .least = 0, .most = 3}), -5'000,
             engagement);
  maker.give(maker.load(EventSignal{
                 .selection = all.anything, .measure = EventMeasure::kDays, .least = 3}),
             1'000);
  maker.give(maker.load(SequenceSignal{.first = all.pages,
                                       .second = all.mails,
                                       .within_ms = kMsPerDay,
                                       .is_not_followed = true}),
             750);
}

void add_choices(Everything& all, PartId fit) {
  ProgramMaker& maker = all.maker;
  const auto add_row_signal = [&](Signal signal) { return maker.where(signal).signal; };
  maker.give(
      Table{.rows = {{.signal = add_row_signal(NumberSignal{
                          .number = all.staff, .set = maker.number_set({{.low = 1, .high = 9}})}),
                      .points_thousandths = -5'000,
                      .wording = {}},
                     {.signal = add_row_signal(KnownSignal{.subject = all.employees}),
                      .is_negated = true,
                      .points_thousandths = 100,
                      .wording = {}},
                     {.points_thousandths = 250, .wording = {}}},
            .wording = {}},
      fit);
  const auto mentions = [&](const std::string& word) {
    return maker.load(TextSignal{.subject = {.of = all.title},
                                 .op = TextOperator::kMentions,
                                 .literals = maker.set({word})});
  };
  const std::uint32_t is_vp = mentions("vp");
  const std::uint32_t is_director = mentions("director");
  maker.give_best(
      {{.points_thousandths = 15'000, .condition_register = is_vp, .wording = {}},
       {.points_thousandths = 10'000, .condition_register = is_director, .wording = {}}},
      fit);
}

void add_outcomes(Everything& all, PartId fit, PartId engagement) {
  ProgramMaker& maker = all.maker;
  const GradeId grade = maker.grade({.part = fit,
                                     .steps = {{.name = maker.text("A"), .at_thousandths = 40'000},
                                               {.name = maker.text("B"), .at_thousandths = 20'000}},
                                     .otherwise = maker.text("C")});
  maker.disqualify(maker.load(YesSignal{.subject = all.unsubscribed}));
  maker.disqualify(
      maker.sum_in({{.part = fit}, {.part = engagement, .times = -2}}, {{.low = 1'000'000}}));
  const StageId nurture = maker.stage("nurture", 10'000, maker.part_in(fit, {{.low = 20'000}}));
  const StageId mql = maker.stage("mql", 30'000, maker.stage_met(nurture));
  maker.route("desk", maker.make_and(maker.stage_met(mql), maker.grade_in(grade, {0, 2})));
  maker.route("others", maker.load_true());
  maker.alert("hot", maker.changed({.kind = ChangeKind::kRose,
                                    .amount_thousandths = 20'000,
                                    .within_ms = 7 * kMsPerDay}));
  maker.alert("gone",
              maker.make_or(maker.disqualified(), maker.changed({.part = fit,
                                                                 .kind = ChangeKind::kMoved,
                                                                 .amount_thousandths = 500,
                                                                 .within_ms = kMsPerDay})),
              true);
  maker.never(maker.score_in({{.high = -1}}));
}

}  // namespace

Program program_with_everything() {
  Everything all;
  ProgramMaker& maker = all.maker;
  maker.program().name = maker.text("Everything");
  add_records(all);
  add_selections(all);
  const PartId fit = maker.part("fit");
  const PartId engagement =
      maker.part("engagement", {.up_to_thousandths = 100'000, .down_to_thousandths = 0});
  maker.program().score_bounds.up_to_thousandths = 200'000;
  maker.apply(maker.make_not(maker.load(TextSignal{.subject = {.of = all.title},
                                                   .op = TextOperator::kIsExactly,
                                                   .literals = maker.set({"Student"})})));
  add_attribute_rules(all, fit);
  add_event_rules(all, engagement);
  add_choices(all, fit);
  maker.close();
  add_outcomes(all, fit, engagement);
  return std::move(maker.program());
}

}  // namespace leadscore::bytecode
