// The right side of a test: a value, a list in `[ ]`, or the name of a list.
#pragma once

#include "compiler/check/context.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::checking {

/// How many values a test takes.
enum class Takes {
  kOne,        // is, <, includes
  kList,       // in, includes any of
  kOneOrList,  // contains: with a list, any of them
};

/// The values of a right side. Where they come from a named list, `list_use` is where the test
/// names it, and errors are shown there.
struct RightSide {
  std::vector<const ast::Literal*> values;
  std::optional<Span> list_use = {};
  std::optional<std::uint32_t> list = {};  // its index in Names::lists
};

/// Reads the right side of `test`, its operand number `index`, about a subject of that name.
/// Nothing if it is not what the test takes, which is reported (or was, with the list).
[[nodiscard]] std::optional<RightSide> read_right_side(Context& context, const ast::Test& test,
                                                       std::size_t index, Takes takes,
                                                       const Subject& subject);

/// The field that a name stands for where a field may stand; nothing if it is none.
[[nodiscard]] const resolve::Field* field_named(const Context& context, const ast::Name& name);

/// Begins an error about one of the values: at the value, or, for one of a named list, at the
/// list's use with a label at the value.
template <DiagnosticKind kind, class... Arguments>
Diagnostic& report_value(Context& context, const RightSide& right, const ast::Literal& value,
                         const Arguments&... arguments) {
  const Span span = ast::span_of(value);
  Diagnostic& diagnostic =
      context.diagnostics.report<kind>(right.list_use.value_or(span), arguments...);
  if (right.list_use) diagnostic.labels.push_back({span, "this value of the list"});
  return diagnostic;
}

/// Reports a value that is of another type than the subject, with the spelling that fits where
/// there is one. The subject may be a score: then it has no field.
void report_wrong_value(Context& context, const Subject& subject, const RightSide& right,
                        const ast::Literal& value);

}  // namespace leadscore::checking
