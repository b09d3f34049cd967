#include "compiler/resolve/names.hpp"

#include <algorithm>
#include <string>
#include <unordered_set>
#include <variant>

namespace leadscore::resolve {
namespace {

/// Gives `take` each name that the statement declares for all to see, and that could be read.
template <class Take>
void for_each_declared(const ast::StatementNode& node, Take take) {
  if (const auto* block = std::get_if<ast::LeadBlock>(&node)) {
    for (const ast::FieldDeclaration& field : block->fields) take(field.name);
  } else if (const auto* define = std::get_if<ast::DefineStatement>(&node)) {
    take(define->name);
  } else if (const auto* list = std::get_if<ast::ListStatement>(&node)) {
    take(list->name);
  } else if (const auto* part = std::get_if<ast::PartStatement>(&node)) {
    take(part->name);
  } else if (const auto* stage = std::get_if<ast::StageStatement>(&node)) {
    take(stage->name);
  }
}

class Collector {
 public:
  Collector(const ast::File& file, const Interner& texts, const SourceMap& sources,
            Diagnostics& diagnostics, Names& names)
      : file_(file), texts_(texts), sources_(sources), diagnostics_(diagnostics), names_(names) {}

  void collect() {
    for (const ast::StatementId id : file_.meant) {
      const ast::Statement& statement = file_.statements[id];
      if (is_of_library(file_, statement.span)) continue;
      for_each_declared(statement.node,
                        [this](const ast::Name& name) { hiding_.insert(name.text); });
    }
    for (const ast::StatementId id : file_.meant) collect(file_.statements[id]);
  }

 private:
  void collect(const ast::Statement& statement) {
    const ast::StatementNode& node = statement.node;
    if (const auto* block = std::get_if<ast::LeadBlock>(&node)) {
      names_.lead_blocks.push_back({block, statement.span});
      for (const ast::FieldDeclaration& field : block->fields) {
        declare(NameKind::kField, field.name, names_.fields, &field);
      }
      for (const ast::Name& name : block->unread_names) names_.unread.insert(name.text);
    } else if (const auto* define = std::get_if<ast::DefineStatement>(&node)) {
      declare(NameKind::kCondition, define->name, names_.defines, define);
    } else if (const auto* list = std::get_if<ast::ListStatement>(&node)) {
      declare(NameKind::kList, list->name, names_.lists, list);
    } else if (const auto* part = std::get_if<ast::PartStatement>(&node)) {
      if (!is_continued(part->name)) declare(NameKind::kPart, part->name, names_.parts, part->name);
    } else if (const auto* stage = std::get_if<ast::StageStatement>(&node)) {
      declare(NameKind::kStage, stage->name, names_.stages, stage);
    } else if (const auto* grade = std::get_if<ast::GradeStatement>(&node)) {
      add_grade(*grade, statement.span);
    } else if (std::holds_alternative<ast::UseStatement>(node)) {
      names_.has_unread_use = true;  // one that was followed is not there any more
    } else if (const auto* invalid = std::get_if<ast::InvalidStatement>(&node)) {
      if (invalid->declares) names_.unread.insert(invalid->declares->text);
      if (sources_.text(statement.span).starts_with("use ")) names_.has_unread_use = true;
    }
  }

  void add_grade(const ast::GradeStatement& grade, Span span) {
    const auto index = static_cast<std::uint32_t>(names_.grades.size());
    std::uint32_t first = index;
    if (grade.part) {
      first = names_.grade_of_part.try_emplace(grade.part->text, index).first->second;
    } else {
      if (!names_.grade_of_score) names_.grade_of_score = index;
      first = *names_.grade_of_score;
    }
    if (first == index) {
      names_.grades.push_back(&grade);
      names_.grade_spans.push_back(span);
      return;
    }
    Diagnostic& diagnostic = diagnostics_.report<DiagnosticKind::kGradeTwice>(
        span, grade.part ? texts_.text(grade.part->text) : "score");
    diagnostic.labels.push_back({names_.grade_spans[first], "the first one is here"});
    diagnostic.help.emplace_back("keep one of the two, with all steps in it");
  }

  [[nodiscard]] bool is_continued(const ast::Name& part) const {
    const auto known = names_.by_name.find(part.text);
    return known != names_.by_name.end() && known->second.kind == NameKind::kPart;
  }

  template <class T>
  void declare(NameKind kind, const ast::Name& name, std::vector<T>& all, T declared) {
    if (is_of_library(file_, name.span) && hiding_.contains(name.text)) return;
    const auto index = static_cast<std::uint32_t>(all.size());
    const auto [place, is_new] =
        names_.by_name.try_emplace(name.text, Declaration{kind, index, name});
    if (is_new) {
      all.push_back(declared);
    } else {
      place->second.is_twice = true;
      report_twice(kind, name, place->second);
    }
  }

  void report_twice(NameKind kind, const ast::Name& name, const Declaration& first) {
    Diagnostic& diagnostic =
        diagnostics_.report<DiagnosticKind::kDeclaredTwice>(name.span, texts_.text(name.text));
    diagnostic.labels.push_back(
        {first.name.span, fmt::format("first declared here, as {}", phrase(first.kind))});
    diagnostic.help.push_back(
        kind == first.kind
            ? "keep one of the two, or give the second another name"
            : "fields, named conditions, lists, parts and stages share their names: give one of "
              "the two another name");
  }

  const ast::File& file_;
  const Interner& texts_;
  const SourceMap& sources_;
  Diagnostics& diagnostics_;
  Names& names_;
  std::unordered_set<TextId> hiding_;  // what is declared outside of the standard library
};

}  // namespace

std::string_view phrase(NameKind kind) {
  switch (kind) {
    case NameKind::kField:
      return "a field of the lead";
    case NameKind::kCondition:
      return "a named condition";
    case NameKind::kList:
      return "a list";
    case NameKind::kPart:
      return "a part of the score";
    case NameKind::kStage:
      return "a stage";
  }
  return "";
}

const Declaration* Names::find(TextId name) const {
  const auto found = by_name.find(name);
  return found == by_name.end() || found->second.is_twice ? nullptr : &found->second;
}

const Declaration* Names::find(TextId name, NameKind kind) const {
  const Declaration* declaration = find(name);
  return declaration != nullptr && declaration->kind == kind ? declaration : nullptr;
}

bool Names::is_unread(TextId name) const {
  if (const auto found = by_name.find(name); found != by_name.end()) return found->second.is_twice;
  return has_unread_use || unread.contains(name);
}

std::optional<std::uint32_t> Names::find_grade(const std::optional<ast::Name>& part) const {
  if (!part) return grade_of_score;
  const auto found = grade_of_part.find(part->text);
  if (found == grade_of_part.end()) return std::nullopt;
  return found->second;
}

bool is_of_library(const ast::File& file, Span span) {
  return std::ranges::binary_search(file.library_files, span.file);
}

Names collect_names(const ast::File& file, const Interner& texts, const SourceMap& sources,
                    Diagnostics& diagnostics) {
  Names names;
  Collector(file, texts, sources, diagnostics, names).collect();
  return names;
}

}  // namespace leadscore::resolve
