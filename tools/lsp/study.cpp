#include "tools/lsp/study.hpp"

#include "base/decimal.hpp"
#include "compiler/lower/lower.hpp"
#include "compiler/prove/points.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <utility>
#include <variant>

namespace leadscore::lsp {
namespace {

prove::Points points_of(const prove::Range& range) {
  return {range.least.value_or(prove::Points::kNoLeast),
          range.most.value_or(prove::Points::kNoMost)};
}

/// Adds up what can be given, from the first rule to the last.
class RunningScore {
 public:
  RunningScore(const model::Model& model, const prove::Prover& prover)
      : model_(model), prover_(prover), parts_(model.parts.size()), left_(model.parts.size()) {
    for (const model::Contribution& each : model.contributions) {
      if (each.part) ++left_[each.part->value];
    }
  }

  [[nodiscard]] bool has_more() const { return next_ < model_.contributions.size(); }

  /// Where the next rule, table or `best of` stands.
  [[nodiscard]] Span next_span() const {
    const auto& source = model_.contributions[next_].source;
    if (const auto* rule = std::get_if<model::RuleId>(&source)) return model_.rules[*rule].span;
    if (const auto* table = std::get_if<model::TableId>(&source)) return model_.tables[*table].span;
    return model_.best_ofs[std::get<model::BestOfId>(source)].span;
  }

  void take() {
    const model::Contribution& contribution = model_.contributions[next_++];
    const prove::Points given =
        points_of(std::visit([&](auto id) { return prover_.range(id); }, contribution.source));
    if (!contribution.part) {
      loose_ = sum(loose_, given);
      return;
    }
    prove::Points& part = parts_[contribution.part->value];
    part = sum(part, given);
    --left_[contribution.part->value];
  }

  /// The score if the file ended here: what is proved of whole parts, and of the whole score at its
  /// end.
  [[nodiscard]] prove::Range range() const {
    if (!has_more()) return prover_.score();
    prove::Points all = loose_;
    for (const model::PartId part : model_.parts.ids()) {
      const bool is_whole = left_[part.value] == 0;
      all = sum(all, is_whole ? points_of(prover_.range(part))
                              : within(parts_[part.value], model_.parts[part].bounds));
    }
    return range_of(within(all, model_.score_bounds));
  }

 private:
  const model::Model& model_;
  const prove::Prover& prover_;
  std::size_t next_ = 0;
  prove::Points loose_;
  std::vector<prove::Points> parts_;
  std::vector<std::size_t> left_;  // contributions of a part that are still to come
};

std::vector<PartBlock> part_blocks_of(const Compilation& compiled, const prove::Prover& prover) {
  const model::Model& model = *compiled.model;
  RunningScore score(model, prover);
  std::vector<PartBlock> blocks;
  for (const ast::StatementId id : compiled.tree.top_level) {
    const ast::Statement& statement = compiled.tree.statements[id];
    const auto* part = std::get_if<ast::PartStatement>(&statement.node);
    if (part == nullptr) continue;
    const std::string_view name = compiled.texts.text(part->name.text);
    // Up to the last rule of this block: those of files that are used stand where they are used.
    std::optional<Span> last;
    for (const ast::StatementId rule : part->rules) last = compiled.tree.statements[rule].span;
    for (bool is_behind = !last; score.has_more() && !is_behind;) {
      is_behind = score.next_span() == *last;
      score.take();
    }
    for (const model::PartId each : model.parts.ids()) {
      if (model.texts.text(model.parts[each].name) != name) continue;
      blocks.push_back({std::string(name), prover.range(each), score.range()});
    }
  }
  return blocks;
}

}  // namespace

std::shared_ptr<const Study> study(std::shared_ptr<const Compilation> compiled,
                                   const std::string& path, const Services& services) {
  if (!compiled->model) return nullptr;
  auto result = std::make_shared<Study>();
  const bytecode::Program program =
      lower(*compiled->model, compiled->sources, {.own_file = compiled->file});
  if (compiled->model->rules.size() <= prove::kMaxRulesToProve) {
    result->prover = std::make_unique<const prove::Prover>(*compiled->model);
    result->part_blocks = part_blocks_of(*compiled, *result->prover);
  }
  result->tests = services.run_tests(*compiled, program);
  result->firings = services.count_firings(program, path);
  result->compiled = std::move(compiled);
  return result;
}

std::string words_of(const prove::Range& range) {
  if (range.least && range.least == range.most) return format_points(*range.least);
  if (range.least && range.most) {
    return fmt::format("{} to {}", format_points(*range.least), format_points(*range.most));
  }
  if (range.least) return fmt::format("{} or more", format_points(*range.least));
  if (range.most) return fmt::format("{} or less", format_points(*range.most));
  return "any";
}

}  // namespace leadscore::lsp
