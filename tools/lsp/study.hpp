// What is worked out of a document without mistakes beside its author's typing, in the second
// thread, because it takes longer than an answer may: proofs, tests that are run, how often rules
// fire.
#pragma once

#include "compiler/compile.hpp"
#include "compiler/prove/prove.hpp"
#include "tools/lsp/services.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace leadscore::lsp {

/// A `score NAME { }` of the document.
struct PartBlock {
  std::string name;
  prove::Range points;  // of the part, all its blocks together
  prove::Range so_far;  // of the score, up to the end of this block
};

/// Immutable once made.
struct Study {
  std::shared_ptr<const Compilation> compiled;  // with a model
  std::unique_ptr<const prove::Prover> prover;  // none: the model is too large to prove anything of
  std::vector<PartBlock> part_blocks;           // in the order of the document; none without prover
  std::vector<TestOutcome> tests;               // in the order of the document
  std::optional<Firings> firings;
};

/// `path` is the document's. Null if the compilation has no model.
[[nodiscard]] std::shared_ptr<const Study> study(std::shared_ptr<const Compilation> compiled,
                                                 const std::string& path, const Services& services);

/// `0 to 35`, `0`, `-10 or more`, `35 or less`, `any`.
[[nodiscard]] std::string words_of(const prove::Range& range);

}  // namespace leadscore::lsp
