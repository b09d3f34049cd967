// The one name space of a model (language.md §3): fields, named conditions, lists, parts and
// stages, of its file and of those that it uses; and its grades, which go by their parts.
#pragma once

#include "base/interner.hpp"
#include "base/source.hpp"
#include "compiler/ast/ast.hpp"
#include "compiler/diagnostics/diagnostic.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace leadscore::resolve {

enum class NameKind { kField, kCondition, kList, kPart, kStage };

/// "a named condition", as messages say it.
[[nodiscard]] std::string_view phrase(NameKind kind);

/// What a name stands for: `index` counts the declarations of its kind, in the order of what the
/// file means.
struct Declaration {
  NameKind kind = NameKind::kField;
  std::uint32_t index = 0;
  ast::Name name;         // where it was first written
  bool is_twice = false;  // declared again, which was reported
};

/// A `lead { }` as written, for fixes that add a line to it.
struct LeadBlock {
  const ast::LeadBlock* block = nullptr;
  Span span;
};

/// Everything that a file and those that it uses declare, less what is hidden (§4 `use`). Points
/// into the syntax tree.
struct Names {
  std::unordered_map<TextId, Declaration> by_name;
  std::vector<const ast::FieldDeclaration*> fields;
  std::vector<const ast::DefineStatement*> defines;
  std::vector<const ast::ListStatement*> lists;
  std::vector<ast::Name> parts;
  std::vector<const ast::StageStatement*> stages;
  std::vector<const ast::GradeStatement*> grades;  // the first of each part, and of the score
  std::vector<Span> grade_spans;                   // of their statements
  std::unordered_map<TextId, std::uint32_t> grade_of_part;
  std::optional<std::uint32_t> grade_of_score;
  std::vector<LeadBlock> lead_blocks;
  std::unordered_set<TextId> unread;  // see is_unread
  bool has_unread_use = false;        // a `use` that could not be followed

  /// What the name stands for; nothing if it is not declared, or declared twice.
  [[nodiscard]] const Declaration* find(TextId name) const;
  [[nodiscard]] const Declaration* find(TextId name, NameKind kind) const;

  /// The index in `grades` of a part's grade, or of the score's (no part).
  [[nodiscard]] std::optional<std::uint32_t> find_grade(const std::optional<ast::Name>& part) const;

  /// Whether the declaration of that name could not be read, or there are two: that was reported,
  /// so its uses are not complained about. After a `use` that was not followed, any name may be
  /// such a one.
  [[nodiscard]] bool is_unread(TextId name) const;
};

/// Whether the place is in a file of the standard library.
[[nodiscard]] bool is_of_library(const ast::File& file, Span span);

/// Collects the declarations of what `file` means. One that is not of the standard library hides
/// one of that name that is, everywhere; any other name that is declared twice, and a second grade
/// of one part, is reported with both places.
[[nodiscard]] Names collect_names(const ast::File& file, const Interner& texts,
                                  const SourceMap& sources, Diagnostics& diagnostics);

}  // namespace leadscore::resolve
