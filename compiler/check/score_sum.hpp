// Sums and differences of scores, parts and numbers, exactly (language.md §7).
#pragma once

#include "compiler/check/scope.hpp"

#include <cstdint>
#include <map>
#include <optional>

namespace leadscore::checking {

/// Thousandths of points in sums that may be long.
__extension__ using WidePoints = __int128;

/// How often each part, or the score (no part), is added; by id, the score first.
using ScoreTerms = std::map<std::optional<model::PartId>, std::int64_t>;

class ScoreSum {
 public:
  ScoreSum(Context& context, const Scope& scope) : context_(&context), scope_(&scope) {}

  ScoreTerms terms;
  WidePoints constant = 0;

  /// Adds what stands there, `sign` (1 or -1) times; false if something is no score and no number,
  /// or may not be asked here, which is reported.
  [[nodiscard]] bool add(ast::ExpressionId id, int sign);
  [[nodiscard]] bool add(const ast::Name& name, int sign);

  void subtract(const ScoreSum& other);

 private:
  [[nodiscard]] bool add_score(std::optional<model::PartId> part, int sign, Span span);
  void report(Span span);

  Context* context_;
  const Scope* scope_;
};

}  // namespace leadscore::checking
