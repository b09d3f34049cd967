#include "compiler/check/parts.hpp"

#include "compiler/check/decays.hpp"
#include "compiler/check/score_tests.hpp"

#include <string>
#include <variant>

namespace leadscore::checking {
namespace {

/// Gathers what is said of one part, or of the score, in several places.
class BoundsCheck {
 public:
  BoundsCheck(Context& context, std::string name) : context_(context), name_(std::move(name)) {}

  void add(const ast::Bounds& bounds) {
    const bool is_new = !up_to_.span.file.is_valid() && !down_to_.span.file.is_valid();
    add(bounds.up_to, "up to", up_to_);
    add(bounds.down_to, "down to", down_to_);
    // `down to 5 up to 3` was reported as in the wrong order.
    was_reported_ =
        was_reported_ || (is_new && up_to_.span.file.is_valid() && down_to_.span.file.is_valid() &&
                          up_to_.span.begin > down_to_.span.begin);
  }

  void add(const ast::Decay& decay) {
    if (decay_.span.file.is_valid()) {
      report_twice(decay.span, context_.text(decay.span), decay_.span);
      return;
    }
    decay_.decay = meant(decay);
    decay_.span = decay.span;
  }

  [[nodiscard]] model::Bounds bounds() {
    if (up_to_.thousandths && down_to_.thousandths && *up_to_.thousandths < *down_to_.thousandths &&
        !was_reported_) {
      report_order();
    }
    return {up_to_.thousandths, down_to_.thousandths};
  }

  [[nodiscard]] PartDecay decay() const { return decay_; }

 private:
  struct Bound {
    std::optional<std::int64_t> thousandths;
    Span span;
  };

  void add(const Rare<ast::NumberLiteral>& number, std::string_view words, Bound& bound) {
    if (!number) return;
    if (bound.span.file.is_valid()) {
      report_twice(number->span, words, bound.span);
      return;
    }
    bound = {read_points(context_, *number), number->span};
  }

  void report_twice(Span span, std::string_view words, Span first) {
    Diagnostic& diagnostic =
        context_.diagnostics.report<DiagnosticKind::kBoundTwice>(span, words, name_);
    diagnostic.labels.push_back({first, "it was said here"});
    diagnostic.help.emplace_back(
        "bounds and decay are said once, whatever the number of blocks: keep one of the two");
  }

  void report_order() {
    Diagnostic& diagnostic = context_.diagnostics.report<DiagnosticKind::kBoundsOrder>(
        up_to_.span, context_.text(down_to_.span), context_.text(up_to_.span));
    diagnostic.labels.push_back({down_to_.span, "the lowest that it may be"});
    diagnostic.help.emplace_back(
        "`up to` is the most and `down to` is the least, such as `up to 100 down to 0`");
  }

  Context& context_;
  std::string name_;
  Bound up_to_;
  Bound down_to_;
  bool was_reported_ = false;
  PartDecay decay_;
};

/// What the rules of a part give.
struct Given {
  bool is_any = false;
  bool is_taken = false;  // some points are taken

  void add(std::int64_t points_thousandths) {
    is_any = true;
    is_taken = is_taken || points_thousandths < 0;
  }
};

void add(const model::Model& model, const model::Contribution& contribution, Given& given) {
  if (const auto* rule = std::get_if<model::RuleId>(&contribution.source)) {
    given.add(model.rules[*rule].points_thousandths);
  } else if (const auto* table = std::get_if<model::TableId>(&contribution.source)) {
    for (const model::Row& row : model.tables[*table].rows) given.add(row.points_thousandths);
  } else {
    const auto best = std::get<model::BestOfId>(contribution.source);
    for (const model::RuleId one : model.best_ofs[best].rules) {
      given.add(model.rules[one].points_thousandths);
    }
  }
}

}  // namespace

void warn_of_bounds_of_zero(Context& context) {
  const model::Model& model = context.builder.model;
  std::vector<Given> given(context.names.parts.size());
  for (const model::Contribution& contribution : model.contributions) {
    if (contribution.part) add(model, contribution, given[contribution.part->value]);
  }
  for (const ast::StatementId id : context.file.meant) {
    const auto* part = std::get_if<ast::PartStatement>(&context.file.statements[id].node);
    if (part == nullptr || !part->bounds.up_to || part->bounds.up_to->value != 0) continue;
    const auto* declaration = context.names.find(part->name.text, resolve::NameKind::kPart);
    if (declaration == nullptr) continue;
    const Given& of_part = given[declaration->index];
    if (!of_part.is_any || of_part.is_taken) continue;
    context.diagnostics
        .report<DiagnosticKind::kBoundOfZero>(part->bounds.up_to->span,
                                              context.text(part->name.text))
        .help.emplace_back(
            "`up to` is the most that a part gives: write the number that is meant, or leave it "
            "out");
  }
}

std::vector<PartDecay> add_parts(Context& context) {
  std::vector<BoundsCheck> checks;
  for (const ast::Name& part : context.names.parts) {
    checks.emplace_back(context, fmt::format("`{}`", context.text(part.text)));
  }
  BoundsCheck score(context, "the score");
  for (const ast::StatementId id : context.file.meant) {
    const ast::StatementNode& node = context.file.statements[id].node;
    if (const auto* bounds = std::get_if<ast::ScoreBoundsStatement>(&node)) {
      score.add(bounds->bounds);
    } else if (const auto* part = std::get_if<ast::PartStatement>(&node)) {
      const auto* declaration = context.names.find(part->name.text, resolve::NameKind::kPart);
      if (declaration == nullptr) continue;
      checks[declaration->index].add(part->bounds);
      if (part->decay) checks[declaration->index].add(*part->decay);
    }
  }
  std::vector<PartDecay> decays;
  for (std::size_t i = 0; i < checks.size(); ++i) {
    const ast::Name& name = context.names.parts[i];
    const TextId text = context.builder.text(context.text(name.text));
    context.builder.model.parts.add({text, checks[i].bounds(), name.span});
    decays.push_back(checks[i].decay());
  }
  context.builder.model.score_bounds = score.bounds();
  return decays;
}

}  // namespace leadscore::checking
