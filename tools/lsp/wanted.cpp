#include "tools/lsp/wanted.hpp"

#include "tools/lsp/subjects.hpp"

#include <algorithm>
#include <array>

namespace leadscore::lsp {
namespace {

using model::Type;
using syntax::Expected;
using syntax::LexemeKind;
using syntax::Place;
namespace names = name_set;

class Wish {
 public:
  Wish(std::string_view text, const Writing& writing, std::size_t count, const Mentions& mentions)
      : words_(text, writing, mentions), count_(count) {
    expected_ = count == 0 ? 0 : expected_after(text, writing.statement, count);
  }

  Wanted take() {
    if (count_ == 0) {
      add_begin();
      return wanted_;
    }
    if (add_by_last_word()) return wanted_;
    add_condition();
    add_test();
    add_value();
    add_behaviour();
    add_points();
    add_declaration();
    add_outcome();
    add_test_block();
    return wanted_;
  }

 private:
  [[nodiscard]] bool is(Expected what) const { return expects(expected_, what); }
  [[nodiscard]] std::string_view last(std::size_t back = 0) const {
    return back < count_ ? words_.word(count_ - 1 - back) : std::string_view();
  }
  [[nodiscard]] bool has(std::string_view word) const {
    for (std::size_t i = 0; i < count_; ++i) {
      if (words_.word(i) == word) return true;
    }
    return false;
  }
  [[nodiscard]] Place place() const { return words_.place(); }

  void want(Uses uses, NameSet names = 0) {
    wanted_.uses |= uses;
    wanted_.names |= names;
  }

  void add_begin() {
    switch (place()) {
      case Place::kFile:
        return want(use::kRule | use::kTable | use::kStatement);
      case Place::kPart:
        return want(use::kRule | use::kTable);
      case Place::kBestOf:
        return want(use::kRule);
      case Place::kTable:
        return add_row();
      case Place::kLead:
        return want(0, names::kNewFields);
      case Place::kAttributes:
        return;
      case Place::kTest:
        return want(use::kTestEntry, names::kEvents);
      case Place::kTestLead:
        return want(0, names::kGivenFields);
      case Place::kTestAttributes:
        wanted_.event = words_.event_of_block();
        return want(0, names::kGivenAttributes);
    }
  }

  void add_row() {
    wanted_.of = words_.subject_of_table();
    const Uses tests = tests_of(wanted_.of);
    want(use::kRow);
    if ((tests & use::kNumberTest) != 0) want(use::kNumberRow);
    if ((tests & (use::kTextTest | use::kChoiceTest)) != 0) {
      want(0, names::kValues | names::kLists);
    }
  }

  /// Where the word before says more than the grammar, which takes whatever name follows it.
  bool add_by_last_word() {
    const std::string_view word = last();
    const std::string_view before = last(1);
    const std::string_view before_that = last(2);
    const bool is_number = before == "count" || is_aggregate(before_that);
    if (word == "no" && is(Expected::kOpenParenthesis)) {
      want(use::kActivity, names::kEvents);
    } else if (word == "of" && before == "domain") {
      wanted_.type = Type::kText;
      want(0, names::kFields);
    } else if ((word == "of" && is_number) || word == "then" ||
               (word == "by" && before == "followed")) {
      want(use::kActivity, names::kEvents);
    } else if (word == "since" && before == "days") {
      want(use::kActivity, names::kEvents);
    } else if (is_aggregate(word) && count_ > 1 && !is(Expected::kName)) {
      wanted_.type = Type::kNumber;
      want(0, names::kAttributes);
    } else if (word == "by" && before == "points") {
      want(use::kNumber | use::kTextNumber, names::kFields);
    } else if (words_.kind(count_ - 1) == LexemeKind::kSign && expected_ != 0 &&
               is(Expected::kOpenParenthesis)) {
      wanted_.type = Type::kNumber;
      want(use::kNumber, names::kFields);
    } else {
      return false;
    }
    return true;
  }

  static bool is_aggregate(std::string_view word) {
    return word == "total" || word == "highest" || word == "lowest" || word == "average";
  }

  void add_condition() {
    if (!is(Expected::kCondition)) return;
    want(use::kCondition, names::kFields | names::kConditions | names::kEvents);
    if (words_.is_outcome()) want(use::kOutcome, names::kParts | names::kStages);
    if (words_.word(0) == "alert" || words_.word(0) == "define") want(use::kDisqualified);
  }

  void add_test() {
    if (!is(Expected::kTest)) return;
    const Subject subject = words_.subject_before(count_);
    Uses tests = tests_of(subject);
    if (subject.kind == Subject::Kind::kPart || subject.kind == Subject::Kind::kScore) {
      if (words_.has_grade(subject)) tests |= use::kGradeOf;
      if (words_.word(0) == "alert") tests |= use::kScoreChange;
    }
    want(tests);
  }

  void add_value() {
    if (!is(Expected::kValue)) return;
    const bool is_in_list = is(Expected::kCloseBracket);
    wanted_.of = words_.subject_of_value(count_);
    want(0, names::kValues);
    const Uses tests = tests_of(wanted_.of);
    if ((tests & use::kYesNoTest) != 0 && !is_in_list) want(use::kYesNo);
    const bool is_in_condition =
        place() == Place::kFile || place() == Place::kPart || place() == Place::kBestOf;
    if (is_in_list || !is_in_condition) return;
    if (takes_list(last())) {
      want(0, names::kLists);
    } else if (wanted_.of.kind != Subject::Kind::kAttribute && (tests & use::kNumberTest) != 0 &&
               tests != use::kAllTests) {
      wanted_.type = Type::kNumber;
      want(use::kNumber, names::kFields);
    }
  }

  /// Operators after which a list of texts or numbers may stand: all but `is` and comparisons.
  static bool takes_list(std::string_view word) {
    constexpr std::array<std::string_view, 9> kWords = {
        "in", "contains", "contain", "mentions", "mention", "with", "matches", "match", "of"};
    return std::ranges::find(kWords, word) != kWords.end();
  }

  /// Whether what stands there may be a condition as it is: a yes/no field, but no number.
  [[nodiscard]] bool may_stand_alone() const {
    if (!is(Expected::kTest)) return true;
    const Subject subject = words_.subject_before(count_);
    return subject.kind == Subject::Kind::kTruth || (tests_of(subject) & use::kYesNoTest) != 0;
  }

  void add_behaviour() {
    if (is(Expected::kPattern)) {
      wanted_.event = words_.event_of_open_parenthesis(count_);
      want(0, names::kSubjects | names::kLists);
    }
    if (is(Expected::kName) && (last() == "where" || (last() == "and" && has("where")))) {
      const auto event = words_.event_of_where(count_);
      if (event) wanted_.event = *event;
      if (event && *event) want(0, names::kAttributes);
    }
    if (is(Expected::kUnit)) want(use::kUnit);
    if (is(Expected::kAgo)) want(use::kAgo);
    const bool is_count = last(1) == "least" || last(1) == "most" || last(1) == "exactly";
    if (is(Expected::kTimes) && (is_count || place() == Place::kTest)) want(use::kTimes);
    if (may_stand_alone()) add_after_events();
  }

  void add_after_events() {
    const bool is_after_events =
        words_.kind(count_ - 1) == LexemeKind::kCloseParenthesis || last() == "activity";
    const bool takes_quantity = is(Expected::kQuantity) && is(Expected::kAnd);
    if (is_after_events && (is(Expected::kQuantity) || is(Expected::kWindow))) want(use::kWhere);
    if (is(Expected::kQuantity) && !is(Expected::kAnd)) want(use::kWithin);
    if (takes_quantity) want(use::kQuantity);
    if (is(Expected::kWindow)) want(use::kWindow | use::kEventWindow);
    if (takes_quantity && is(Expected::kWindow)) want(use::kSequence);
    if (is(Expected::kAnd) || is(Expected::kOr)) want(use::kJoin);
  }

  void add_points() {
    if (is(Expected::kBecause)) want(use::kBecause);
    const bool has_decay = has("decays") || has("fades");
    if (is(Expected::kRuleQuality)) {
      if (words_.has_events(count_)) {
        if (!has("each")) want(use::kEach);
        if (!has_decay) want(use::kDecay);
        if (!has_decay && place() == Place::kPart) want(use::kNeverDecays);
      }
      if (!has("up")) want(use::kUpTo);
    }
    if (is(Expected::kPartQuality)) {
      if (!has("up")) want(use::kUpTo);
      if (!has("down")) want(use::kDownTo);
      if (!has_decay) want(use::kDecay);
    }
    if (place() == Place::kTable && is(Expected::kText)) {
      wanted_.of = words_.subject_of_table();
      want(0, names::kValues | names::kLists);
    }
    const bool is_bound = place() == Place::kTable && count_ == 1;
    if (is_bound && words_.kind(0) == LexemeKind::kNumber) want(use::kRowRest);
  }

  void add_declaration() {
    const std::string_view first = words_.word(0);
    if (is(Expected::kType)) want(use::kType);
    if (is(Expected::kTypeDetail)) {
      if (!has("unknown")) want(use::kUnknownAs);
      if (place() == Place::kLead && !has("from") && !has("unknown")) want(use::kFrom);
    }
    if (is(Expected::kFrom)) want(use::kFrom);
    if (first == "event" && last() == ":") want(use::kPath);
    if (first == "use" && is(Expected::kName)) want(0, names::kModules);
    if (first == "model" && count_ == 2) want(use::kModelFor);
    if (first == "score" && count_ == 1) want(use::kUpTo | use::kDownTo, names::kParts);
    const bool is_bounded = first == "score" && last(1) == "to" && last(2) == "up";
    if (is_bounded && is(Expected::kEnd) && !has("down")) want(use::kDownTo);
  }

  void add_outcome() {
    if (place() != Place::kFile) return;
    const std::string_view first = words_.word(0);
    if (first == "grade") {
      if (count_ == 1) want(use::kOutcome, names::kParts);
      if (is(Expected::kGradeEntry)) want(use::kOtherwise);
      if (words_.kind(count_ - 1) == LexemeKind::kText && expected_ == 0) want(use::kStageAt);
      return;
    }
    if (is(Expected::kWhen) && count_ > 1) {
      want(use::kStageWhen);
      if (first == "route") want(use::kOtherwise);
    }
    const bool is_lone_name = count_ == 1 && is(Expected::kColon) && is(Expected::kEquals) &&
                              expected_ == (bit(Expected::kColon) | bit(Expected::kEquals));
    if (is_lone_name) want(use::kStageAt | use::kStageWhen);
  }

  void add_test_block() {
    if (is(Expected::kTestTime)) want(use::kTestTime);
    if (place() != Place::kTest) return;
    if (words_.kind(count_ - 1) == LexemeKind::kOpenParenthesis && is(Expected::kText)) {
      wanted_.event = words_.event_of_open_parenthesis(count_);
      want(0, names::kSubjects);
    }
    if (words_.word(0) != "expect") return;
    if (is(Expected::kExpectation)) want(use::kExpectation, names::kParts);
    if (is(Expected::kName)) want(0, names::kStages);
    if (count_ == 2 && is(Expected::kNumber)) add_expected_score();
    if (!is(Expected::kText)) return;
    if (last() == "route") want(0, names::kRoutes);
    if (last() == "alert") want(0, names::kAlerts);
    if (last() != "grade") return;
    wanted_.of = words_.subject_before(count_);
    want(0, names::kValues);
  }

  void add_expected_score() {
    const Subject::Kind kind = words_.subject_before(count_).kind;
    if (kind == Subject::Kind::kPart || kind == Subject::Kind::kScore) want(use::kExpectBetween);
  }

  static constexpr std::uint64_t bit(Expected what) {
    return std::uint64_t{1} << static_cast<unsigned>(what);
  }

  WordsSoFar words_;
  std::size_t count_ = 0;
  std::uint64_t expected_ = 0;
  Wanted wanted_;
};

}  // namespace

Wanted wanted_after(std::string_view text, const Writing& writing, std::size_t count,
                    const Mentions& mentions) {
  if (writing.is_nowhere) return {};
  return Wish(text, writing, count, mentions).take();
}

}  // namespace leadscore::lsp
