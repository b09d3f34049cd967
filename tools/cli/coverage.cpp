#include "tools/cli/coverage.hpp"

#include "compiler/lower/lower.hpp"
#include "runtime/scorer.hpp"
#include "tools/cli/test_lead.hpp"
#include "tools/cli/test_run.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>
#include <variant>

namespace leadscore::cli {
namespace {

using model::ConditionId;
using runtime::Truth;

/// What is asked of a condition that is as it was written: two promises at the end of the program,
/// which is known to break the first if it is true, the second if it is false.
struct Probe {
  bytecode::NeverId is_true;
  bytecode::NeverId is_false;
};

/// Finds what can be covered, puts probes into the model, and counts.
class Measurement {
 public:
  explicit Measurement(Compilation compilation)
      : compilation_(std::move(compilation)), model_(*compilation_.model) {}

  std::vector<CoveredFile> measure(std::optional<std::string_view> filter) {
    find_items();
    const bytecode::Program inside = lower_model();
    const std::optional<ConditionId> applies_to = std::exchange(model_.applies_to, std::nullopt);
    // Of a lead outside the model, only what says so is asked: by a program that is for all leads.
    std::optional<bytecode::Program> outside;
    if (applies_to) {
      outside = lower_model();
      mark_asked(*applies_to);
    }
    const runtime::Scorer scorer(inside);
    std::optional<runtime::Scorer> outside_scorer;
    if (outside) outside_scorer.emplace(*outside);
    for (const model::TestBlock& block : model_.test_blocks) {
      if (!is_wanted_test(model_, block, filter)) continue;
      if (!run(scorer, block, /*asks_all=*/true)) run(*outside_scorer, block, /*asks_all=*/false);
    }
    return finish();
  }

 private:
  /// An item, and what tells how it came out.
  struct Watched {
    CoveredItem item;
    FileId file;
    std::optional<ConditionId> condition;          // rule, condition, disqualification
    std::optional<std::size_t> contribution = {};  // row, choice
    std::size_t place = 0;                         // in the table or the `best of`
    std::optional<model::StageId> stage = {};
    std::optional<std::size_t> route = {};
    std::optional<std::size_t> alert = {};
  };

  [[nodiscard]] bytecode::Program lower_model() const {
    return lower(model_, compilation_.sources, {.own_file = compilation_.file});
  }

  Watched& watch(CoveredKind kind, Span span, Span words, std::vector<Outcome> outcomes) {
    Watched watched;
    watched.item.kind = kind;
    watched.item.line = compilation_.sources.line_of(span.file, span.begin);
    watched.item.begin = span.begin;
    watched.item.end = span.end;
    for (const char c : compilation_.sources.text(words)) {
      const bool is_blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
      std::string& shown = watched.item.words;
      if (!is_blank || (!shown.empty() && shown.back() != ' ')) shown += is_blank ? ' ' : c;
    }
    watched.item.outcomes = std::move(outcomes);
    watched.file = span.file;
    watched_.push_back(std::move(watched));
    return watched_.back();
  }

  void find_items() {
    find_contributions();
    find_outcomes();
    find_conditions();
    for (std::size_t at = 0; at < watched_.size(); ++at) {
      if (watched_[at].condition) add_probe(*watched_[at].condition);
    }
    if (model_.applies_to) add_probe(*model_.applies_to);
  }

  void find_contributions() {
    for (std::size_t at = 0; at < model_.contributions.size(); ++at) {
      const auto& source = model_.contributions[at].source;
      if (const auto* rule = std::get_if<model::RuleId>(&source)) {
        watch_rule(*rule);
      } else if (const auto* table = std::get_if<model::TableId>(&source)) {
        const std::vector<model::Row>& rows = model_.tables[*table].rows;
        for (std::size_t row = 0; row < rows.size(); ++row) {
          Watched& watched =
              watch(CoveredKind::kRow, rows[row].span, rows[row].span, {{.name = "taken"}});
          watched.contribution = at;
          watched.place = row;
        }
      } else {
        const auto& rules = model_.best_ofs[std::get<model::BestOfId>(source)].rules;
        for (std::size_t place = 0; place < rules.size(); ++place) watch_choice(at, place, rules);
      }
    }
  }

  void watch_rule(model::RuleId id) {
    const model::Rule& rule = model_.rules[id];
    watch(CoveredKind::kRule, rule.span, rule.span, {{.name = "fired"}, {.name = "not fired"}})
        .condition = rule.condition;
  }

  void watch_choice(std::size_t contribution, std::size_t place,
                    const std::vector<model::RuleId>& rules) {
    watch_rule(rules[place]);
    const Span span = model_.rules[rules[place]].span;
    Watched& watched = watch(CoveredKind::kChoice, span, span, {{.name = "counted"}});
    watched.contribution = contribution;
    watched.place = place;
  }

  Watched& watch_outcome(Span span) {
    return watch(CoveredKind::kOutcome, span, span, {{.name = "met"}, {.name = "not met"}});
  }

  void find_outcomes() {
    for (const model::Disqualification& one : model_.disqualifications) {
      watch_outcome(one.span).condition = one.condition;
    }
    for (const model::StageId id : model_.stages.ids()) {
      watch_outcome(model_.stages[id].span).stage = id;
    }
    for (std::size_t at = 0; at < model_.routes.size(); ++at) {
      watch_outcome(model_.routes[at].span).route = at;
    }
    for (std::size_t at = 0; at < model_.alerts.size(); ++at) {
      watch_outcome(model_.alerts[at].span).alert = at;
    }
  }

  /// Each test of a field, a number, events or scores where it was first written, `is not` as it
  /// stands; `not`, `and` and `or` only join them.
  void find_conditions() {
    const std::size_t count = model_.conditions.size();
    std::vector<std::optional<ConditionId>> shown(count);
    for (const ConditionId id : model_.conditions.ids()) {
      const model::Condition& condition = model_.conditions[id];
      if (std::holds_alternative<model::TestUse>(condition.node)) {
        shown[id.value] = id;
      } else if (const auto* negation = std::get_if<model::Not>(&condition.node)) {
        if (model_.conditions[negation->operand].span == condition.span &&
            shown[negation->operand.value]) {
          shown[negation->operand.value].reset();
          shown[id.value] = id;
        }
      }
    }
    for (const auto& id : shown) {
      if (!id) continue;
      std::vector<Outcome> outcomes{{.name = "true"}, {.name = "false"}};
      if (can_be_unknown(*id)) outcomes.push_back({.name = "unknown"});
      const Span span = model_.conditions[*id].span;
      watch(CoveredKind::kCondition, span, span, std::move(outcomes)).condition = *id;
    }
  }

  [[nodiscard]] const model::Test& test_of(ConditionId id) const {
    const auto& node = model_.conditions[id].node;
    if (const auto* negation = std::get_if<model::Not>(&node)) return test_of(negation->operand);
    return model_.tests[std::get<model::TestUse>(node).test];
  }

  /// Whether a lead can be made up for which it is unknown: fields with a default, yes/no and
  /// behaviour are known always.
  [[nodiscard]] bool can_be_unknown(ConditionId id) const {
    return std::visit([this](const auto& test) { return is_unknown_possible(test); }, test_of(id));
  }

  [[nodiscard]] bool can_be_unknown(
      const std::variant<model::FieldId, model::AttributeId>& of) const {
    const auto* field = std::get_if<model::FieldId>(&of);
    return field == nullptr || !model_.fields[*field].default_value;
  }
  [[nodiscard]] bool can_number_be_unknown(model::NumberId id) const {
    const model::Number& number = model_.numbers[id];
    if (const auto* of = std::get_if<model::NumberOf>(&number)) return can_be_unknown(of->subject);
    if (const auto* aggregate = std::get_if<model::Aggregate>(&number)) {
      return aggregate->kind != model::AggregateKind::kCount;
    }
    return !std::holds_alternative<model::Constant>(number);
  }
  [[nodiscard]] bool is_unknown_possible(const model::TextTest& test) const {
    const auto* field = std::get_if<model::FieldId>(&test.subject);
    return field == nullptr || can_be_unknown(model::Subject(*field));
  }
  [[nodiscard]] bool is_unknown_possible(const model::NumberTest& test) const {
    return can_number_be_unknown(test.number);
  }
  [[nodiscard]] bool is_unknown_possible(const model::NumberComparison& test) const {
    return can_number_be_unknown(test.left) || can_number_be_unknown(test.right);
  }
  [[nodiscard]] bool is_unknown_possible(const model::EqualityTest& test) const {
    const bool is_yes_no = model_.fields[test.left].type == model::Type::kYesNo;
    return !is_yes_no && (can_be_unknown(model::Subject(test.left)) ||
                          can_be_unknown(model::Subject(test.right)));
  }
  [[nodiscard]] bool is_unknown_possible(const model::TimeTest& test) const {
    return can_be_unknown(test.subject);
  }
  [[nodiscard]] bool is_unknown_possible(const model::ListTest& test) const {
    return can_be_unknown(test.subject);
  }
  template <class NeverUnknown>
  [[nodiscard]] bool is_unknown_possible(const NeverUnknown&) const {
    return false;
  }

  void add_probe(ConditionId condition) {
    if (probes_.contains(condition)) return;
    const Span nowhere{compilation_.file, 0, 0};
    const ConditionId opposite =
        model_.conditions.add({.node = model::Not{condition}, .span = nowhere});
    const auto add = [&](ConditionId asked) {
      model_.nevers.push_back({.condition = asked, .span = nowhere, .condition_span = nowhere});
      return bytecode::NeverId(static_cast<std::uint32_t>(model_.nevers.size() - 1));
    };
    probes_.emplace(condition, Probe{add(condition), add(opposite)});
  }

  /// All conditions in this one; each is looked at once.
  void mark_asked(ConditionId condition) {
    asked_outside_.resize(model_.conditions.size());
    std::vector<ConditionId> waiting{condition};
    while (!waiting.empty()) {
      const ConditionId id = waiting.back();
      waiting.pop_back();
      if (asked_outside_[id.value]) continue;
      asked_outside_[id.value] = true;
      const auto& node = model_.conditions[id].node;
      if (const auto* negation = std::get_if<model::Not>(&node)) {
        waiting.push_back(negation->operand);
      } else if (const auto* all = std::get_if<model::And>(&node)) {
        waiting.insert(waiting.end(), all->operands.begin(), all->operands.end());
      } else if (const auto* any = std::get_if<model::Or>(&node)) {
        waiting.insert(waiting.end(), any->operands.begin(), any->operands.end());
      }
    }
  }

  /// False: the model is not for the lead of this test.
  bool run(const runtime::Scorer& scorer, const model::TestBlock& block, bool asks_all) {
    const runtime::LeadBatch batch = make_test_lead(model_, block, scorer.program());
    runtime::ScoreBatch scores;
    scores.reset(scorer.program(), 1);
    scorer.score_lead(batch, 0, block.as_of, workspace_, scores, 0);
    if (!scores.applies(0)) return false;
    for (Watched& watched : watched_) {
      const bool is_asked =
          asks_all || (watched.item.kind == CoveredKind::kCondition && watched.condition &&
                       asked_outside_[watched.condition->value]);
      if (is_asked) count(watched, scores);
    }
    return true;
  }

  void count(Watched& watched, const runtime::ScoreBatch& scores) const {
    std::vector<Outcome>& outcomes = watched.item.outcomes;
    if (watched.contribution) {
      if (workspace_.given[*watched.contribution].chosen == watched.place) ++outcomes[0].count;
      return;
    }
    const Truth truth = truth_of(watched, scores);
    if (truth == Truth::kTrue) ++outcomes[0].count;
    // Rules and outcomes do not tell false from unknown.
    const bool tells_unknown = watched.item.kind == CoveredKind::kCondition;
    if (truth == Truth::kFalse || (truth == Truth::kUnknown && !tells_unknown)) {
      ++outcomes[1].count;
    }
    if (truth == Truth::kUnknown && outcomes.size() > 2) ++outcomes[2].count;
  }

  [[nodiscard]] Truth truth_of(const Watched& watched, const runtime::ScoreBatch& scores) const {
    if (watched.stage) {
      return runtime::truth_of(scores.is_met(0, bytecode::StageId(watched.stage->value)));
    }
    if (watched.route) {
      return runtime::truth_of(scores.route(0) == static_cast<std::int32_t>(*watched.route));
    }
    if (watched.alert) {
      const bytecode::AlertId alert(static_cast<std::uint32_t>(*watched.alert));
      return runtime::truth_of(scores.is_raised(0, alert));
    }
    const Probe& probe = probes_.at(*watched.condition);
    if (scores.is_broken(0, probe.is_true)) return Truth::kTrue;
    return scores.is_broken(0, probe.is_false) ? Truth::kFalse : Truth::kUnknown;
  }

  std::vector<CoveredFile> finish() {
    std::stable_sort(watched_.begin(), watched_.end(),
                     [](const Watched& left, const Watched& right) {
                       return left.item.begin < right.item.begin;
                     });
    std::map<FileId, CoveredFile> files;
    files[compilation_.file];
    const std::vector<FileId>& library = compilation_.tree.library_files;
    for (Watched& watched : watched_) {
      if (std::ranges::find(library, watched.file) != library.end()) continue;
      files[watched.file].items.push_back(std::move(watched.item));
    }
    std::vector<CoveredFile> all;
    for (auto& [id, file] : files) {
      file.path = compilation_.sources.name(id);
      file.text = compilation_.sources.text(id);
      all.push_back(std::move(file));
    }
    return all;
  }

  Compilation compilation_;
  model::Model& model_;
  std::vector<Watched> watched_;
  std::unordered_map<ConditionId, Probe> probes_;
  std::vector<bool> asked_outside_;  // by ConditionId
  runtime::Workspace workspace_;
};

}  // namespace

std::size_t CoveredItem::seen() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(outcomes, [](const Outcome& outcome) { return outcome.count > 0; }));
}

double CoverageCount::percent() const {
  if (all == 0) return 100;
  return 100.0 * static_cast<double>(seen) / static_cast<double>(all);
}

std::vector<CoveredFile> measure_coverage(Compilation compilation,
                                          std::optional<std::string_view> filter) {
  return Measurement(std::move(compilation)).measure(filter);
}

}  // namespace leadscore::cli
