#include "tests/unit/compiler/lower/random_model.hpp"

#include "base/time.hpp"
#include "tests/unit/compiler/lower/model_maker.hpp"

#include <rapidcheck.h>

#include <cstdint>
#include <vector>

namespace leadscore::model {
namespace {

std::size_t below(std::size_t count) { return *rc::gen::inRange<std::size_t>(0, count); }

Window random_window() {
  const auto days = static_cast<std::int64_t>(1 + below(3));
  switch (below(4)) {
    case 0:
      return {.kind = WindowKind::kInTheLast, .first = days * kMsPerDay};
    case 1:
      return {.kind = WindowKind::kMoreThanAgo, .first = days * kMsPerDay};
    case 2:
      return {.kind = WindowKind::kBetweenAgo,
              .first = days * kMsPerDay,
              .second = (days + 2) * kMsPerDay};
    default:
      return {.kind = WindowKind::kSince, .first = 1'767'225'600'000 - days * kMsPerDay};
  }
}

/// Makes tests, conditions of them, then rules and outcomes.
class RandomModel {
 public:
  explicit RandomModel(bool may_ask_known) : may_ask_known_(may_ask_known) {}

  Model make() {
    maker_.kind("opened", "message");
    for (std::size_t count = 2 + below(5); count > 0; --count) add_test();
    for (std::size_t count = below(8); count > 0; --count) add_condition();
    maker_.part("fit");
    maker_.part("engagement");
    for (std::size_t count = below(6); count > 0; --count) add_rule();
    if (below(3) == 0) maker_.disqualify(any_condition());
    for (std::size_t count = below(3); count > 0; --count) add_stage();
    return std::move(maker_.model());
  }

 private:
  ConditionId any_condition() { return conditions_[below(conditions_.size())]; }

  FieldId new_field(Type type) { return maker_.field("f" + std::to_string(field_count_++), type); }

  /// A field of that type, which other tests ask too now and then.
  FieldId any_field(Type type) {
    for (const FieldId id : maker_.model().fields.ids()) {
      if (maker_.model().fields[id].type == type && below(2) == 0) return id;
    }
    return new_field(type);
  }

  void add_test() { conditions_.push_back(maker_.test(random_test())); }

  Test random_test() {
    switch (below(may_ask_known_ ? 7 : 6)) {
      case 0:
        return TextTest{.subject = any_field(Type::kText),
                        .op = static_cast<TextOperator>(below(7)),
                        .literals = maker_.texts({"cto", "something else"})};
      case 1:
        return NumberTest{.number = maker_.number_of(any_field(Type::kNumber)),
                          .op = static_cast<NumberOperator>(below(6)),
                          .literals = {0, static_cast<double>(below(4))}};
      case 2:
        return YesTest{.subject = any_field(Type::kYesNo)};
      case 3:
        return TimeTest{.subject = any_field(Type::kTime), .window = random_window()};
      case 4:
        return ListTest{.subject = any_field(Type::kListOfText),
                        .needs_all = below(2) == 0,
                        .literals = maker_.texts({"cto"})};
      case 5:
        return random_event_test();
      default:
        return KnownTest{.subject = any_field(below(2) == 0 ? Type::kAny : Type::kNumber)};
    }
  }

  EventTest random_event_test() {
    Selection selection;
    if (below(2) == 0) {
      selection.kind = KindId(0);
      if (below(2) == 0) selection.patterns = maker_.texts({"c*"});
    }
    if (below(2) == 0) selection.window = random_window();
    EventTest test;
    test.selection = maker_.selection(selection);
    test.least = static_cast<std::uint32_t>(below(3));
    if (below(2) == 0) test.most = test.least + static_cast<std::uint32_t>(below(3));
    return test;
  }

  void add_condition() {
    switch (below(3)) {
      case 0:
        conditions_.push_back(maker_.negation(any_condition()));
        break;
      case 1:
        conditions_.push_back(maker_.all({any_condition(), any_condition()}));
        break;
      default:
        conditions_.push_back(maker_.any({any_condition(), any_condition(), any_condition()}));
    }
  }

  void add_rule() {
    const auto points = *rc::gen::inRange<std::int64_t>(-50'000, 50'000);
    const std::size_t part = below(3);
    if (part == 2) {
      maker_.rule(any_condition(), points);
    } else {
      maker_.rule(any_condition(), points, PartId(static_cast<std::uint32_t>(part)));
    }
  }

  void add_stage() {
    std::vector<ConditionId> operands = {any_condition()};
    if (!maker_.model().stages.empty() && below(2) == 0) {
      operands.push_back(maker_.test(StageTest{.stage = StageId(0)}));
    }
    ScoreTest score;
    score.terms = {ScoreTerm{}};
    if (below(2) == 0) score.terms = {ScoreTerm{.part = PartId(0)}};
    score.op = static_cast<ScoreOperator>(below(6));
    score.literals = {-1'000, 20'000};
    operands.push_back(maker_.test(score));
    maker_.stage("stage", 10'000, maker_.any(operands));
  }

  ModelMaker maker_;
  bool may_ask_known_;
  std::vector<ConditionId> conditions_;  // that rules may use
  std::size_t field_count_ = 0;
};

}  // namespace

Model random_model(bool may_ask_known) { return RandomModel(may_ask_known).make(); }

}  // namespace leadscore::model
