#include "compiler/lint/lint.hpp"

#include "compiler/lint/finder.hpp"
#include "compiler/prove/prove.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace leadscore::lint {

Diagnostics lint(const Compilation& compilation, const Severities& severities) {
  if (!compilation.model || compilation.diagnostics.has_errors()) return {};
  const model::Model& model = *compilation.model;
  std::optional<prove::Prover> prover;
  if (model.rules.size() <= prove::kMaxRulesToProve) prover.emplace(model);
  Diagnostics found;
  Diagnostics known;  // what is wrong with names was reported when they were resolved
  const resolve::Names names =
      resolve::collect_names(compilation.tree, compilation.texts, compilation.sources, known);
  const resolve::Kinds kinds = resolve::collect_kinds(compilation.tree, compilation.texts, known);
  std::unordered_set<model::ConditionId> contradictions;
  const Finder finder{.compilation = compilation,
                      .model = model,
                      .names = names,
                      .kinds = kinds,
                      .severities = severities,
                      .prover = prover ? &*prover : nullptr,
                      .found = found,
                      .contradictions = contradictions};
  look_at_conditions(finder);
  look_at_rules(finder);
  look_at_duplicates(finder);
  look_at_best_ofs(finder);
  look_at_stages(finder);
  look_at_texts(finder);
  look_at_pages(finder);
  look_at_behaviour(finder);
  look_at_pairs(finder);
  look_at_unknowns(finder);
  look_at_names(finder);
  look_at_whole(finder);
  look_at_outcomes(finder);
  look_at_effects(finder);
  found.sort();
  return found;
}

std::vector<Diagnostic> with_advice(const Compilation& compilation, const Severities& severities) {
  std::vector<Diagnostic> all = compilation.diagnostics.all();
  const Diagnostics advice = lint(compilation, severities);
  all.insert(all.end(), advice.all().begin(), advice.all().end());
  std::ranges::stable_sort(all, {}, [](const Diagnostic& diagnostic) {
    return std::pair(diagnostic.span.file.value, diagnostic.span.begin);
  });
  return all;
}

}  // namespace leadscore::lint
