#include "compiler/check/known_values.hpp"

#include "base/text/fold.hpp"
#include "base/text/nearest.hpp"

#include <algorithm>

namespace leadscore::checking {
namespace {

/// `"free"`, `"team"`, ... and how many more.
std::string shown_values(const Context& context, const std::vector<ast::TextLiteral>& values) {
  constexpr std::size_t kShown = 10;
  std::string shown;
  for (std::size_t i = 0; i < std::min(values.size(), kShown); ++i) {
    if (i > 0) shown += ", ";
    shown += fmt::format("`{}`", context.text(values[i].span));
  }
  if (values.size() > kShown) shown += fmt::format(" and {} more", values.size() - kShown);
  return shown;
}

void report(Context& context, const Subject& subject, const RightSide& right,
            const ast::TextLiteral& value) {
  const ast::Type& type = declaration_of(subject)->type;
  const std::vector<ast::TextLiteral>& known = type.known_values;
  Diagnostic& diagnostic = report_value<DiagnosticKind::kNotAKnownValue>(
      context, right, value, subject.name, context.text(value.span));
  diagnostic.labels.push_back({type.span, "its known values"});
  if (context.diagnostics.was_cut()) return;
  std::vector<std::string_view> names;
  for (const ast::TextLiteral& name : known) names.push_back(context.text(name.text));
  if (const auto near = text::nearest(context.text(value.text), names)) {
    const auto place = std::ranges::find(names, *near) - names.begin();
    const std::string spelled(context.text(known[static_cast<std::size_t>(place)].span));
    diagnostic.fixes.push_back({value.span, spelled, fmt::format("did you mean `{}`?", spelled)});
  }
  diagnostic.help.push_back(
      fmt::format("`{}` is one of {}", subject.name, shown_values(context, known)));
}

const std::unordered_set<std::string>& folded_known_values(Context& context,
                                                           const ast::FieldDeclaration& field) {
  const auto [values, is_new] = context.known_values.try_emplace(&field);
  if (is_new) {
    for (const ast::TextLiteral& value : field.type.known_values) {
      values->second.insert(text::fold(context.text(value.text)));
    }
  }
  return values->second;
}

}  // namespace

bool check_known_values(Context& context, const Subject& subject, const RightSide& right) {
  // A named list may serve other fields too, so that its values need not all be known here.
  if (right.list_use) return true;
  const std::unordered_set<std::string>& known =
      folded_known_values(context, *declaration_of(subject));
  bool is_good = true;
  for (const ast::Literal* literal : right.values) {
    const auto& value = std::get<ast::TextLiteral>(*literal);
    if (known.contains(text::fold(context.text(value.text)))) continue;
    is_good = false;
    if (context.reported_values.insert(&value).second) report(context, subject, right, value);
  }
  return is_good;
}

}  // namespace leadscore::checking
