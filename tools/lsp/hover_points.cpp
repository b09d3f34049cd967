#include "tools/lsp/hover_points.hpp"

#include "base/decimal.hpp"

#include <fmt/format.h>

#include <variant>

namespace leadscore::lsp {
namespace {

std::string_view words_of(ast::EachKind each) {
  switch (each) {
    case ast::EachKind::kOnce:
      return "once";
    case ast::EachKind::kEvent:
      return "for every event";
    case ast::EachKind::kDay:
      return "for every day with an event";
  }
  return {};
}

class PointsHover {
 public:
  PointsHover(const Document& document, std::uint32_t offset)
      : compiled_(*document.compiled), offset_(offset) {
    // Proofs of an earlier text are not about the rules of this one.
    const bool is_current = document.study && document.study->compiled == document.compiled;
    if (is_current) prover_ = document.study->prover.get();
  }

  [[nodiscard]] std::optional<PointsThere> find() const {
    for (const ast::Statement& statement : compiled_.tree.statements) {
      if (!is_at(statement.span)) continue;
      if (const auto* rule = std::get_if<ast::RuleStatement>(&statement.node)) {
        if (is_at(rule->points.span)) return of_rule(*rule, statement.span);
      } else if (const auto* table = std::get_if<ast::TableStatement>(&statement.node)) {
        for (const ast::TableRow& row : table->rows) {
          if (is_at(row.points.span)) return of_row(row, statement.span);
        }
      }
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] bool is_at(Span span) const {
    return span.file == compiled_.file && span.begin <= offset_ && offset_ <= span.end;
  }

  [[nodiscard]] PointsThere of_rule(const ast::RuleStatement& rule, Span span) const {
    std::string text = fmt::format("**{}** {}", format_signed_points(rule.points.thousandths),
                                   words_of(rule.each.kind));
    if (rule.up_to) text += fmt::format(", up to {}", compiled_.sources.text(rule.up_to->span));
    if (rule.decay) text += fmt::format(", {}", compiled_.sources.text(rule.decay->span));
    if (prover_ != nullptr) {
      for (const model::RuleId id : compiled_.model->rules.ids()) {
        const model::Rule& meant = compiled_.model->rules[id];
        if (meant.span != span) continue;
        if (meant.decay && !rule.decay) text += "; the part's decay holds for it";
        text += fmt::format("\n\nThis rule gives {} points.", lsp::words_of(prover_->range(id)));
      }
    }
    return {std::move(text), rule.points.span};
  }

  [[nodiscard]] PointsThere of_row(const ast::TableRow& row, Span table) const {
    std::string text = fmt::format("**{}** where this row is the first that fits",
                                   format_signed_points(row.points.thousandths));
    if (prover_ != nullptr) {
      for (const model::TableId id : compiled_.model->tables.ids()) {
        if (compiled_.model->tables[id].span != table) continue;
        text += fmt::format("\n\nThis table gives {} points.", lsp::words_of(prover_->range(id)));
      }
    }
    return {std::move(text), row.points.span};
  }

  const Compilation& compiled_;
  std::uint32_t offset_;
  const prove::Prover* prover_ = nullptr;
};

}  // namespace

std::optional<PointsThere> describe_points_at(const Document& document, std::uint32_t offset) {
  return PointsHover(document, offset).find();
}

}  // namespace leadscore::lsp
