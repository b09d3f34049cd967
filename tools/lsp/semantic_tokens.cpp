// What each name of a document is, for editors that colour by it. Keywords, texts and numbers are
// coloured by the grammar of the editor.
#include "tools/lsp/semantic_tokens.hpp"

#include "tools/lsp/features.hpp"

#include <array>
#include <optional>
#include <string_view>

namespace leadscore::lsp {
namespace {

/// Types of the protocol, whose colours every theme has. Their order is that of kTypes.
enum class Type {
  kProperty,
  kParameter,
  kEvent,
  kVariable,
  kFunction,
  kClass,
  kEnumMember,
  kModule
};

constexpr std::array kTypes = {"property", "parameter", "event",      "variable",
                               "function", "class",     "enumMember", "namespace"};

/// Bits, in the order of kModifiers.
constexpr unsigned kDeclaration = 1;
constexpr unsigned kDefaultLibrary = 2;
constexpr unsigned kInferred = 4;
constexpr unsigned kUnknown = 8;

constexpr std::array kModifiers = {"declaration", "defaultLibrary", "inferred", "unknown"};

/// Nothing for names in quotes: they have the colour of texts.
std::optional<Type> type_of(ThingKind kind) {
  switch (kind) {
    case ThingKind::kField:
      return Type::kProperty;
    case ThingKind::kAttribute:
      return Type::kParameter;
    case ThingKind::kEvent:
      return Type::kEvent;
    case ThingKind::kList:
      return Type::kVariable;
    case ThingKind::kCondition:
      return Type::kFunction;
    case ThingKind::kPart:
      return Type::kClass;
    case ThingKind::kStage:
      return Type::kEnumMember;
    case ThingKind::kModule:
      return Type::kModule;
    case ThingKind::kGrade:
    case ThingKind::kRoute:
    case ThingKind::kAlert:
    case ThingKind::kValue:
    case ThingKind::kFile:
      break;
  }
  return std::nullopt;
}

unsigned modifiers_of(const Mentions& mentions, const Mention& mention) {
  const Thing& thing = mentions.thing(mention);
  unsigned modifiers = mention.declares ? kDeclaration : 0;
  if (thing.standing == Standing::kInferred) modifiers |= kInferred;
  if (thing.standing == Standing::kUnknown) modifiers |= kUnknown;
  if (thing.standing == Standing::kDeclared) {
    const bool is_of_library =
        !thing.declaration.file.is_valid() ||
        resolve::is_of_library(mentions.compilation().tree, thing.declaration);
    if (is_of_library) modifiers |= kDefaultLibrary;
  }
  return modifiers;
}

}  // namespace

Json semantic_tokens_legend() { return {{"tokenTypes", kTypes}, {"tokenModifiers", kModifiers}}; }

Json semantic_tokens(const Request& request) {
  const Mentions& mentions = request.document.all_mentions();
  const Compilation& compiled = *request.document.compiled;
  const std::string_view text = compiled.sources.text(compiled.file);
  const auto units = [&](std::uint32_t begin, std::uint32_t end) {
    return characters_of(text.substr(begin, end - begin), request.encoding);
  };
  Json data = Json::array();
  std::uint32_t line = 1;
  std::uint32_t from = 0;  // the last name, or the begin of the line
  for (const Mention& mention : mentions.in(compiled.file)) {
    const auto type = type_of(mentions.thing(mention).kind);
    if (!type) continue;
    const std::uint32_t here = compiled.sources.line_of(compiled.file, mention.span.begin);
    if (here != line) {
      const std::string_view whole = compiled.sources.line_text(compiled.file, here);
      from = static_cast<std::uint32_t>(whole.data() - text.data());
    }
    data.push_back(here - line);
    data.push_back(units(from, mention.span.begin));
    data.push_back(units(mention.span.begin, mention.span.end));
    data.push_back(static_cast<int>(*type));
    data.push_back(modifiers_of(mentions, mention));
    line = here;
    from = mention.span.begin;
  }
  return {{"data", std::move(data)}};
}

}  // namespace leadscore::lsp
