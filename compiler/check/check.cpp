#include "compiler/check/check.hpp"

#include "compiler/check/context.hpp"
#include "compiler/check/declarations.hpp"
#include "compiler/check/grades.hpp"
#include "compiler/check/lists.hpp"
#include "compiler/check/outcomes.hpp"
#include "compiler/check/parts.hpp"
#include "compiler/check/rules.hpp"
#include "compiler/check/test_blocks.hpp"
#include "compiler/resolve/attributes.hpp"
#include "compiler/resolve/define_order.hpp"
#include "compiler/resolve/spelling.hpp"
#include "compiler/resolve/uses.hpp"

#include <algorithm>
#include <variant>

namespace leadscore {
namespace {

std::vector<bool> check_lists(const resolve::Names& names, const Interner& texts,
                              Diagnostics& diagnostics) {
  std::vector<bool> is_good;
  for (const ast::ListStatement* list : names.lists) {
    is_good.push_back(checking::check_list(texts, list->items, diagnostics));
  }
  return is_good;
}

void warn_if_empty(const model::Model& model, FileId file, Diagnostics& diagnostics) {
  const bool is_empty =
      model.contributions.empty() && model.stages.empty() && model.disqualifications.empty();
  if (!is_empty) return;
  Diagnostic& diagnostic = diagnostics.report<DiagnosticKind::kEmptyModel>(Span{file, 0, 0});
  diagnostic.help.emplace_back(
      "every lead gets 0 points; write a first rule, such as `when visited(\"/pricing\") +15`, and "
      "a stage, such as `mql at 40`");
}

}  // namespace

CheckedFile check(const ast::File& file, const Interner& texts, const SourceMap& sources,
                  Diagnostics& diagnostics) {
  const resolve::Names names = resolve::collect_names(file, texts, sources, diagnostics);
  const resolve::Kinds kinds = resolve::collect_kinds(file, texts, diagnostics);
  const resolve::Uses uses = resolve::collect_uses(file, names);
  const resolve::Fields fields =
      resolve::resolve_fields({texts, sources, names, kinds, uses.names}, diagnostics);
  const resolve::Attributes attributes =
      resolve::resolve_attributes({file, texts, names, kinds, uses.events}, diagnostics);
  resolve::check_spellings(file, names, fields, texts, diagnostics);
  resolve::check_spellings(attributes, texts, diagnostics);
  const resolve::DefineOrder order = resolve::order_defines(file, names, texts, diagnostics);

  const std::vector<bool> list_is_good = check_lists(names, texts, diagnostics);
  model::Builder builder;
  checking::Context context{file,  texts,      sources,      names,       fields,
                            kinds, attributes, list_is_good, diagnostics, builder};
  context.written_conditions.resize(file.expressions.size());
  context.folded_texts.resize(texts.size());
  builder.reserve(file.expressions.size());
  builder.model.rules.reserve(file.statements.size());
  builder.model.contributions.reserve(file.statements.size());
  checking::add_fields(context);
  checking::add_kinds(context);
  checking::add_attributes(context);
  const auto part_decays = checking::add_parts(context);
  checking::add_grades(context);
  const auto defines = checking::check_defines(context, order.order, order.is_circular);
  checking::add_contributions(context, defines, part_decays);
  checking::warn_of_bounds_of_zero(context);
  checking::add_outcomes(context, defines);
  checking::add_test_blocks(context);

  if (diagnostics.has_errors()) return {};
  warn_if_empty(builder.model, file.file, diagnostics);
  return {std::move(builder.model), std::move(context.written_conditions)};
}

}  // namespace leadscore
