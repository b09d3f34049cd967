// What every lint has at hand. The lints stand in files by what they look at, each with one
// function that takes a Finder; lint.cpp calls them in turn.
#pragma once

#include "compiler/compile.hpp"
#include "compiler/lint/lint.hpp"
#include "compiler/prove/prove.hpp"
#include "compiler/resolve/kinds.hpp"
#include "compiler/resolve/names.hpp"

#include <cstdint>
#include <string_view>
#include <unordered_set>

namespace leadscore::lint {

/// One model, and what was found in it so far.
struct Finder {
  const Compilation& compilation;
  const model::Model& model;
  const resolve::Names& names;
  const resolve::Kinds& kinds;
  const Severities& severities;
  const prove::Prover* prover;  // none: the model is too large to prove anything of
  Diagnostics& found;
  // Those that never hold as two of their tests exclude each other, which was said already.
  std::unordered_set<model::ConditionId>& contradictions;

  [[nodiscard]] bool is_on(DiagnosticKind kind) const {
    return severities.of(kind) != Severity::kOff;
  }

  /// Whether the place is in the file that is checked. How something is written is looked at there
  /// only: files that it uses are checked by themselves, with their own comments and settings.
  [[nodiscard]] bool is_own(Span span) const { return span.file == compilation.file; }

  /// Whether events of that kind are about pages.
  [[nodiscard]] bool is_of_pages(const ast::EventTest& test) const {
    const std::uint32_t* kind = test.kind ? kinds.find(test.kind->text) : nullptr;
    return kind != nullptr && kinds.all[*kind]->is_path;
  }

  /// What the file says, and one of its texts.
  [[nodiscard]] const ast::File& tree() const { return compilation.tree; }
  [[nodiscard]] std::string_view text(TextId id) const { return compilation.texts.text(id); }
  [[nodiscard]] std::string_view text(Span span) const { return compilation.sources.text(span); }
};

/// Tests of one `and` that exclude each other; tests of an `and` or an `or` that add nothing.
/// Comes first: what never holds because of a contradiction is not reported again.
void look_at_conditions(const Finder& finder);

/// Rules that none or all meet, rules without points.
void look_at_rules(const Finder& finder);

/// Rules that ask the same.
void look_at_duplicates(const Finder& finder);

/// Rules that another one in their `best of` always stands in for.
void look_at_best_ofs(const Finder& finder);

/// Stages that none or all reach, that nobody stops at, that one rule makes.
void look_at_stages(const Finder& finder);

/// Texts that are looked for: inside of common words, with spaces that do not count.
void look_at_texts(const Finder& finder);

/// Pages that are written otherwise than they are compared.
void look_at_pages(const Finder& finder);

/// Behaviour: points that never go away, points without a bound.
void look_at_behaviour(const Finder& finder);

/// Two rules about one act: a click is an opening too.
void look_at_pairs(const Finder& finder);

/// Negated tests of fields that may be unknown.
void look_at_unknowns(const Finder& finder);

/// Lists and named conditions that nothing uses.
void look_at_names(const Finder& finder);

/// Stages that no test expects, and models that are too large to follow.
void look_at_whole(const Finder& finder);

/// Disqualifications, routes and alerts that never come about.
void look_at_outcomes(const Finder& finder);

/// Rules whose points make no difference, and models in which nothing takes points away.
void look_at_effects(const Finder& finder);

}  // namespace leadscore::lint
