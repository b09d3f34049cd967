#include "tools/lsp/descriptions.hpp"

#include "compiler/parse/lexer.hpp"
#include "compiler/resolve/fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

namespace leadscore::lsp {
namespace {

constexpr std::size_t kMaxShown = 80;

std::string_view trim(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
  return text;
}

/// What a comment says; nothing if the line is none, or a ruler such as `# ---- Rules ----`.
std::optional<std::string_view> said_by(std::string_view line) {
  line = trim(line);
  if (!line.starts_with('#')) return std::nullopt;
  line = trim(line.substr(1));
  if (line.starts_with("--")) return std::nullopt;
  return line;
}

class Describer {
 public:
  explicit Describer(const Mentions& mentions)
      : compiled_(mentions.compilation()), things_(mentions.things()) {}

  [[nodiscard]] Description field(const resolve::Field& field) const {
    if (field.declaration != nullptr) return declared(*field.declaration);
    return inferred(field.type);
  }

  [[nodiscard]] Description attribute(const resolve::Attribute& attribute) const {
    if (attribute.declaration != nullptr) return declared(*attribute.declaration);
    if (!attribute.type_span.file.is_valid()) return {"text", "every page has it"};
    return inferred(attribute.type);
  }

  [[nodiscard]] Description event(const ast::EventDeclaration& event) const {
    return {fmt::format("event({}{})", text(event.subject.text), event.is_path ? ": path" : ""),
            comment_of(compiled_.sources, event.kind.span)};
  }

  [[nodiscard]] Description list(const ast::ListStatement& list) const {
    const auto& items = list.items.items;
    const bool is_numbers =
        !items.empty() && std::holds_alternative<ast::NumberLiteral>(items.front());
    std::string detail = fmt::format("list of {} {}{}", items.size(),
                                     is_numbers ? "number" : "text", items.size() == 1 ? "" : "s");
    return {std::move(detail), comment_of(compiled_.sources, list.name.span)};
  }

  [[nodiscard]] Description condition(const ast::DefineStatement& define) const {
    const Span span = compiled_.tree.expressions[define.condition].span;
    return {shortened(compiled_.sources.text(span), kMaxShown),
            comment_of(compiled_.sources, define.name.span)};
  }

  [[nodiscard]] Description part(const ast::Name& part) const {
    return {"part of the score", comment_of(compiled_.sources, part.span)};
  }

  [[nodiscard]] Description stage(const ast::StageStatement& stage) const {
    std::string detail = "stage";
    if (stage.at) detail += fmt::format(" at {}", compiled_.sources.text(stage.at->span));
    if (stage.condition) {
      const Span span = compiled_.tree.expressions[*stage.condition].span;
      detail += fmt::format(" when {}", compiled_.sources.text(span));
    }
    return {shortened(detail, kMaxShown), comment_of(compiled_.sources, stage.name.span)};
  }

 private:
  [[nodiscard]] Description declared(const ast::FieldDeclaration& declaration) const {
    std::string detail(compiled_.sources.text(declaration.type.span));
    std::string note;
    // Of several on one line, what the line's comment is about cannot be told.
    if (begins_line(declaration.name.span)) {
      note = comment_of(compiled_.sources, declaration.name.span);
    }
    return {shortened(detail, kMaxShown), std::move(note)};
  }

  [[nodiscard]] bool begins_line(Span span) const {
    const SourceMap& sources = compiled_.sources;
    const std::string_view line =
        sources.line_text(span.file, sources.line_of(span.file, span.begin));
    const auto begin = static_cast<std::size_t>(line.data() - sources.text(span.file).data());
    return trim(line.substr(0, span.begin - begin)).empty();
  }

  [[nodiscard]] static Description inferred(std::optional<model::Type> type) {
    if (!type || *type == model::Type::kAny) return {"field", "its type is not known"};
    return {std::string(resolve::spelling(*type)), "its type follows from its uses"};
  }

  [[nodiscard]] std::string_view text(TextId id) const { return compiled_.texts.text(id); }

  const Compilation& compiled_;
  const Things& things_;
};

}  // namespace

Description describe(const Mentions& mentions, ThingKind kind, std::uint32_t index) {
  const Describer describer(mentions);
  const Things& things = mentions.things();
  switch (kind) {
    case ThingKind::kField:
      return describer.field(things.fields().all[index]);
    case ThingKind::kEvent:
      return describer.event(*things.kinds().all[index]);
    case ThingKind::kAttribute:
      return describer.attribute(things.attributes().all[index]);
    case ThingKind::kList:
      return describer.list(*things.names().lists[index]);
    case ThingKind::kCondition:
      return describer.condition(*things.names().defines[index]);
    case ThingKind::kPart:
      return describer.part(things.names().parts[index]);
    case ThingKind::kStage:
      return describer.stage(*things.names().stages[index]);
    case ThingKind::kGrade:
    case ThingKind::kRoute:
    case ThingKind::kAlert:
    case ThingKind::kValue:
    case ThingKind::kModule:
    case ThingKind::kFile:
      break;
  }
  return {};
}

std::string attributes_of(const Mentions& mentions, std::uint32_t event) {
  const Things& things = mentions.things();
  std::string all;
  for (std::uint32_t i = 0; i < things.attributes().all.size(); ++i) {
    const resolve::Attribute& attribute = things.attributes().all[i];
    if (attribute.kind != event) continue;
    if (!all.empty()) all += ", ";
    all += fmt::format("`{}`: {}", mentions.compilation().texts.text(attribute.name.text),
                       describe(mentions, ThingKind::kAttribute, i).detail);
  }
  return all;
}

std::string comment_of(const SourceMap& sources, Span place) {
  const std::uint32_t line = sources.line_of(place.file, place.begin);
  const std::string_view text = sources.line_text(place.file, line);
  syntax::Lexer lexer(text, 0);
  while (const auto lexeme = lexer.next()) {
    if (lexeme->kind != syntax::LexemeKind::kComment) continue;
    if (const auto said = said_by(text.substr(lexeme->begin))) return std::string(*said);
  }
  std::vector<std::string_view> lines;
  for (std::uint32_t above = line; above > 1; --above) {
    const auto said = said_by(sources.line_text(place.file, above - 1));
    if (!said || said->empty()) break;
    lines.push_back(*said);
  }
  std::string comment;
  for (auto each = lines.rbegin(); each != lines.rend(); ++each) {
    if (!comment.empty()) comment += ' ';
    comment += *each;
  }
  return comment;
}

std::string about_module(std::string_view text) {
  std::string about;
  while (text.starts_with('#')) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = trim(text.substr(1, end - 1));
    if (line.empty()) break;
    if (!about.empty()) about += ' ';
    about += line;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  const std::size_t stop = about.find(". ");
  return stop == std::string::npos ? about : about.substr(0, stop + 1);
}

std::string shortened(std::string_view text, std::size_t most) {
  std::string result;
  std::size_t count = 0;
  for (const char c : text) {
    const bool begins = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    if (begins && count == most) return result + "…";
    count += begins ? 1 : 0;
    const bool is_blank = static_cast<unsigned char>(c) <= ' ';
    if (is_blank && result.ends_with(' ')) continue;
    result += is_blank ? ' ' : c;
  }
  return result;
}

}  // namespace leadscore::lsp
