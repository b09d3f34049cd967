// The parts of verify(), in the order in which they run: each relies on those before it.
#pragma once

#include "base/result.hpp"
#include "bytecode/program.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace leadscore::bytecode {

/// What is wrong with one row or instruction; empty: nothing.
using Problem = std::string_view;

inline constexpr Problem kFine = {};
inline constexpr Problem kNoSuchText = "a text that does not exist";

/// The head, texts, fields, kinds and attributes.
[[nodiscard]] Result<void> verify_records(const Program& program);

/// Sets of literals, selections, numbers and signals.
[[nodiscard]] Result<void> verify_signals(const Program& program);

/// What gives points, and outcomes; registers are left to verify_code.
[[nodiscard]] Result<void> verify_points(const Program& program);

/// The instructions of a program whose tables are well-formed.
[[nodiscard]] Result<void> verify_code(const Program& program);

/// Whether a signal is one of the event at hand: of an attribute, or of an AttributeNumber. Its
/// ids exist.
[[nodiscard]] bool is_of_event(const Program& program, const Signal& signal);

/// Whether a table has a row with that id.
template <class Table, class IdType>
[[nodiscard]] bool has_row(const Table& table, IdType id) {
  return id.value < table.size();
}

/// Whether a table has a row with that id, or the id refers to nothing.
template <class Table, class IdType>
[[nodiscard]] bool has_row_or_none(const Table& table, IdType id) {
  return !id.is_valid() || has_row(table, id);
}

/// Runs `check` over the rows of one table; the error names the first that is wrong.
template <class Table, class Check>
[[nodiscard]] Result<void> verify_rows(std::string_view row_name, const Table& table, Check check) {
  std::size_t index = 0;
  for (const auto& row : table) {
    if (const Problem problem = check(row); !problem.empty()) {
      return Error{fmt::format("{} {} of the program is damaged: {}", row_name, index, problem)};
    }
    ++index;
  }
  return {};
}

}  // namespace leadscore::bytecode
