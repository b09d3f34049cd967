#include "compiler/resolve/names.hpp"

#include <string>
#include <variant>

namespace leadscore::resolve {
namespace {

class Collector {
 public:
  Collector(const Interner& texts, const SourceMap& sources, Diagnostics& diagnostics, Names& names)
      : texts_(texts), sources_(sources), diagnostics_(diagnostics), names_(names) {}

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
    } else if (const auto* invalid = std::get_if<ast::InvalidStatement>(&node)) {
      if (invalid->declares) names_.unread.insert(invalid->declares->text);
      if (sources_.text(statement.span).starts_with("use ")) names_.has_unread_use = true;
    }
  }

 private:
  [[nodiscard]] bool is_continued(const ast::Name& part) const {
    const auto known = names_.by_name.find(part.text);
    return known != names_.by_name.end() && known->second.kind == NameKind::kPart;
  }

  template <class T>
  void declare(NameKind kind, const ast::Name& name, std::vector<T>& all, T declared) {
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

  const Interner& texts_;
  const SourceMap& sources_;
  Diagnostics& diagnostics_;
  Names& names_;
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

Names collect_names(const ast::File& file, const Interner& texts, const SourceMap& sources,
                    Diagnostics& diagnostics) {
  Names names;
  Collector collector(texts, sources, diagnostics, names);
  for (const ast::StatementId id : file.top_level) collector.collect(file.statements[id]);
  return names;
}

}  // namespace leadscore::resolve
