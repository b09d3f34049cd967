// The one name space of a file (language.md §3): fields, named conditions, lists, parts and stages.
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

/// What a name stands for: `index` counts the declarations of its kind, in the order of the file.
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

/// Everything that a file declares. Points into the file's syntax tree.
struct Names {
  std::unordered_map<TextId, Declaration> by_name;
  std::vector<const ast::FieldDeclaration*> fields;
  std::vector<const ast::DefineStatement*> defines;
  std::vector<const ast::ListStatement*> lists;
  std::vector<ast::Name> parts;
  std::vector<const ast::StageStatement*> stages;
  std::vector<LeadBlock> lead_blocks;
  std::unordered_set<TextId> unread;  // see is_unread
  bool has_unread_use = false;        // a `use` that this version cannot follow

  /// What the name stands for; nothing if it is not declared, or declared twice.
  [[nodiscard]] const Declaration* find(TextId name) const;
  [[nodiscard]] const Declaration* find(TextId name, NameKind kind) const;

  /// Whether the declaration of that name could not be read, or there are two: that was reported,
  /// so its uses are not complained about. After a `use` that was not followed, any name may be
  /// such a one.
  [[nodiscard]] bool is_unread(TextId name) const;
};

/// Collects the declarations of `file`. A name that is declared twice is reported with both places.
[[nodiscard]] Names collect_names(const ast::File& file, const Interner& texts,
                                  const SourceMap& sources, Diagnostics& diagnostics);

}  // namespace leadscore::resolve
