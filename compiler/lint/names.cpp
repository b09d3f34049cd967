// Lists and named conditions that nothing uses.
#include "compiler/lint/finder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

namespace leadscore::lint {
namespace {

constexpr std::string_view kBlank = " \t";

/// A place where something may be named.
struct NameAt {
  TextId name;
  Span span;
};

void add_patterns(const std::vector<ast::SubjectPattern>& patterns, std::vector<NameAt>& names) {
  for (const ast::SubjectPattern& pattern : patterns) {
    if (const auto* name = std::get_if<ast::Name>(&pattern)) {
      names.push_back({name->text, name->span});
    }
  }
}

/// Every name in a condition or a table, of fields and all.
std::vector<NameAt> names_in(const ast::File& tree) {
  std::vector<NameAt> names;
  for (const ast::Expression& expression : tree.expressions) {
    if (const auto* use = std::get_if<ast::NameUse>(&expression.node)) {
      names.push_back({use->name.text, use->name.span});
    } else if (const auto* test = std::get_if<ast::Test>(&expression.node)) {
      for (const ast::Operand& operand : test->operands) {
        const auto* name = std::get_if<ast::Name>(&operand);
        if (name != nullptr) names.push_back({name->text, name->span});
      }
    } else if (const auto* events = std::get_if<ast::EventTest>(&expression.node)) {
      add_patterns(events->patterns, names);
    }
  }
  for (const ast::Statement& statement : tree.statements) {
    const auto* table = std::get_if<ast::TableStatement>(&statement.node);
    if (table == nullptr) continue;
    for (const ast::TableRow& row : table->rows) add_patterns(row.values, names);
  }
  return names;
}

/// Whether the file is made for others to use: it declares, and gives no points and no outcome.
bool is_library(const ast::File& tree) {
  return std::ranges::none_of(tree.top_level, [&](ast::StatementId id) {
    const ast::StatementNode& node = tree.statements[id].node;
    return std::holds_alternative<ast::RuleStatement>(node) ||
           std::holds_alternative<ast::TableStatement>(node) ||
           std::holds_alternative<ast::BestOfStatement>(node) ||
           std::holds_alternative<ast::PartStatement>(node) ||
           std::holds_alternative<ast::StageStatement>(node) ||
           std::holds_alternative<ast::DisqualifyStatement>(node) ||
           std::holds_alternative<ast::RouteStatement>(node) ||
           std::holds_alternative<ast::AlertStatement>(node) ||
           std::holds_alternative<ast::NeverStatement>(node);
  });
}

/// A list or a named condition of the file.
struct Declared {
  ast::Name name;
  Span span;  // of the statement
  bool is_list = false;
  bool is_used = false;
  bool is_named = false;  // at least by one that is not used itself
};

class UnusedNames {
 public:
  explicit UnusedNames(const Finder& finder) : finder_(finder) {
    for (const ast::StatementId id : finder.tree().top_level) {
      const ast::Statement& statement = finder.tree().statements[id];
      if (const auto* list = std::get_if<ast::ListStatement>(&statement.node)) {
        declared_.push_back({list->name, statement.span, true});
      } else if (const auto* define = std::get_if<ast::DefineStatement>(&statement.node)) {
        declared_.push_back({define->name, statement.span, false});
      }
    }
    for (std::size_t i = 0; i < declared_.size(); ++i) by_name_.emplace(declared_[i].name.text, i);
  }

  /// A name in a condition that nothing uses is no use either.
  void mark_used() {
    std::multimap<std::size_t, std::size_t> used_by;  // the declaration that names it first
    std::vector<std::size_t> pending;
    for (const NameAt& name : names_in(finder_.tree())) {
      const auto found = by_name_.find(name.name);
      if (found == by_name_.end()) continue;
      declared_[found->second].is_named = true;
      if (const auto outer = declaration_around(name.span)) {
        used_by.emplace(*outer, found->second);
      } else {
        pending.push_back(found->second);
      }
    }
    while (!pending.empty()) {
      const std::size_t used = pending.back();
      pending.pop_back();
      if (std::exchange(declared_[used].is_used, true)) continue;
      const auto [first, last] = used_by.equal_range(used);
      for (auto use = first; use != last; ++use) pending.push_back(use->second);
    }
  }

  void report() const {
    for (const Declared& declared : declared_) {
      if (declared.is_used) continue;
      const std::string_view name = finder_.text(declared.name.text);
      const DiagnosticKind kind =
          declared.is_list ? DiagnosticKind::kUnusedList : DiagnosticKind::kUnusedDefine;
      if (!finder_.is_on(kind)) continue;
      Diagnostic& said =
          declared.is_list
              ? finder_.found.report<DiagnosticKind::kUnusedList>(declared.name.span, name)
              : finder_.found.report<DiagnosticKind::kUnusedDefine>(declared.name.span, name);
      said.help.push_back(
          declared.is_list ? fmt::format("a rule asks for it so: `when industry in {} +10`", name)
                           : fmt::format("a rule asks for it so: `when {} +10`", name));
      if (declared.is_named) {
        said.help.emplace_back("what names it is not used either");
      } else {
        said.fixes.push_back({whole_statement(declared.span), "", "leave it out"});
      }
    }
  }

 private:
  /// The declarations stand in the order of the file, so the last that begins before it, if any.
  [[nodiscard]] std::optional<std::size_t> declaration_around(Span span) const {
    if (!finder_.is_own(span)) return std::nullopt;
    const auto after = std::ranges::upper_bound(
        declared_, span.begin, {}, [](const Declared& declared) { return declared.span.begin; });
    if (after == declared_.begin() || std::prev(after)->span.end < span.end) return std::nullopt;
    return static_cast<std::size_t>(std::prev(after) - declared_.begin());
  }

  /// The statement with its line and the comment behind it; where it shares its line, with the `;`
  /// between it and the other.
  [[nodiscard]] Span whole_statement(Span span) const {
    const std::string_view file = finder_.compilation.sources.text(span.file);
    std::size_t begin = span.begin;
    while (begin > 0 && kBlank.find(file[begin - 1]) != std::string_view::npos) --begin;
    std::size_t end = std::min(file.find_first_not_of(kBlank, span.end), file.size());
    const bool begins_line = begin == 0 || file[begin - 1] == '\n';
    const bool has_next = end < file.size() && file[end] == ';';
    if (has_next) {
      // What follows the `;` takes its place.
      end = std::min(file.find_first_not_of(kBlank, end + 1), file.size());
      begin = span.begin;
    } else if (begins_line) {
      end = std::min(file.find('\n', end), file.size());
      if (end < file.size()) ++end;
    } else if (file[begin - 1] == ';') {
      --begin;
      end = span.end;
    }
    span.begin = static_cast<std::uint32_t>(begin);
    span.end = static_cast<std::uint32_t>(end);
    return span;
  }

  const Finder& finder_;
  std::vector<Declared> declared_;
  std::unordered_map<TextId, std::size_t> by_name_;
};

}  // namespace

void look_at_names(const Finder& finder) {
  const bool is_on =
      finder.is_on(DiagnosticKind::kUnusedList) || finder.is_on(DiagnosticKind::kUnusedDefine);
  if (!is_on || is_library(finder.tree())) return;
  UnusedNames names(finder);
  names.mark_used();
  names.report();
}

}  // namespace leadscore::lint
