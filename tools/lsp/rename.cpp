// A new name for a thing, wherever it is written. Refused where the model would not be the same.
#include "base/text/fold.hpp"
#include "compiler/compile.hpp"
#include "compiler/parse/lexer.hpp"
#include "compiler/parse/reading.hpp"
#include "tools/lsp/features.hpp"
#include "tools/lsp/occurrences.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace leadscore::lsp {
namespace {

std::string_view phrase(ThingKind kind) {
  switch (kind) {
    case ThingKind::kField:
      return "a field of the lead";
    case ThingKind::kEvent:
      return "a kind of event";
    case ThingKind::kAttribute:
      return "an attribute of the event";
    case ThingKind::kList:
      return "a list";
    case ThingKind::kCondition:
      return "a named condition";
    case ThingKind::kPart:
      return "a part of the score";
    case ThingKind::kStage:
      return "a stage";
    case ThingKind::kGrade:
      return "a grade";
    case ThingKind::kRoute:
      return "a route";
    case ThingKind::kAlert:
      return "an alert";
    case ThingKind::kValue:
      return "a known value";
    case ThingKind::kModule:
      return "a module of the standard library";
    case ThingKind::kFile:
      return "a file";
  }
  return "";
}

/// Why the thing keeps its name; empty if it may have another one.
std::string why_fixed(const Compilation& compiled, const Thing& thing) {
  if (thing.kind == ThingKind::kFile) {
    return "this is the path of a file: rename the file, then write its new path here";
  }
  const bool is_of_library = thing.declaration.file.is_valid()
                                 ? resolve::is_of_library(compiled.tree, thing.declaration)
                                 : thing.standing == Standing::kDeclared;
  if (thing.kind == ThingKind::kModule || is_of_library) {
    return fmt::format("`{}` is of the standard library, whose names stay as they are", thing.name);
  }
  return {};
}

/// Why that is no name; empty if it is one.
std::string why_no_name(std::string_view name) {
  const auto lexeme = syntax::Lexer(name, 0).next();
  const bool is_word =
      lexeme && lexeme->kind == syntax::LexemeKind::kWord && lexeme->end == name.size();
  if (name.empty()) return "a name needs at least one letter";
  if (!is_word) {
    return fmt::format(
        "`{}` is no name: a name begins with a letter, and has letters, digits and `_`", name);
  }
  if (syntax::is_reserved(name)) {
    return fmt::format("`{}` is a word of the language: choose another name", name);
  }
  return {};
}

/// Why that is no text to call something by; empty if it is one.
std::string why_no_text(std::string_view text) {
  return text::trim(text).empty() ? "a name needs at least one letter" : "";
}

bool is_of_name_space(ThingKind kind) {
  return kind == ThingKind::kField || kind == ThingKind::kList || kind == ThingKind::kCondition ||
         kind == ThingKind::kPart || kind == ThingKind::kStage;
}

/// Whether two things of these kinds cannot have the same name. An attribute that no kind of event
/// declares gives way to a name of the lead's, so it would be lost.
bool collide(const Thing& left, const Thing& right) {
  const auto is_loose = [](const Thing& thing) {
    return thing.kind == ThingKind::kAttribute && thing.standing == Standing::kInferred;
  };
  const bool is_named = is_of_name_space(left.kind);
  if (is_named && is_of_name_space(right.kind)) return true;
  if ((is_named && is_loose(right)) || (is_of_name_space(right.kind) && is_loose(left)))
    return true;
  return left.kind == right.kind && left.owner == right.owner;
}

bool is_same_name(ThingKind kind, std::string_view left, std::string_view right) {
  const bool is_folded = kind == ThingKind::kValue || kind == ThingKind::kGrade;
  return is_folded ? text::fold(left) == text::fold(right) : left == right;
}

/// Why `thing` cannot have that name, because something else has it; empty if nothing has.
std::string why_taken(const Mentions& mentions, const Thing& thing, std::string_view name) {
  const Things& things = mentions.things();
  for (const Thing& each : things.all()) {
    if (&each == &thing || !collide(thing, each)) continue;
    if (is_same_name(each.kind, each.name, name)) {
      return fmt::format("there is {} of the name `{}` already", phrase(each.kind), each.name);
    }
  }
  // The library's names, even if they are written nowhere here.
  const auto is_same = [&](const auto& declared) {
    return mentions.compilation().texts.text(declared.first) == name;
  };
  const bool is_of_library =
      (is_of_name_space(thing.kind) && std::ranges::any_of(things.names().by_name, is_same)) ||
      (thing.kind == ThingKind::kEvent && std::ranges::any_of(things.kinds().by_name, is_same));
  if (is_of_library) return fmt::format("the standard library has the name `{}` already", name);
  return {};
}

/// The text between quotes. `*` and `?` are the characters themselves in patterns, too.
std::string escaped(std::string_view text, ThingKind kind) {
  std::string result;
  for (const char c : text) {
    const bool is_wild = kind == ThingKind::kValue && (c == '*' || c == '?');
    if (c == '"' || c == '\\' || is_wild) result += '\\';
    if (c == '\n') {
      result += "\\n";
    } else if (c == '\t') {
      result += "\\t";
    } else {
      result += c;
    }
  }
  return result;
}

/// What stands in the place of a name. A text keeps its quotes, if they are plain ones.
Json edit_of(const Occurrence& place, ThingKind kind, const std::string& name) {
  if (!is_quoted(kind)) return {{"range", place.range}, {"newText", name}};
  return {{"range", place.range}, {"newText", fmt::format("\"{}\"", escaped(name, kind))}};
}

using Texts = std::map<std::string, std::string>;

/// The texts of the compilation's files with the edits in them, by what the disk calls the files.
Texts edited_texts(const Request& request, const std::vector<Occurrence>& places, ThingKind kind,
                   const std::string& name) {
  const Compilation& compiled = *request.document.compiled;
  const FileAccess disk = disk_files();
  Texts texts;
  for (std::uint32_t file = 0; file < compiled.sources.file_count(); ++file) {
    if (std::ranges::binary_search(compiled.tree.library_files, FileId(file))) continue;
    const std::string uri = request.uri(FileId(file));
    std::string text;
    const std::string_view before = compiled.sources.text(FileId(file));
    std::size_t at = 0;
    for (const Occurrence& place : places) {
      if (place.uri != uri) continue;
      text += before.substr(at, place.begin - at);
      text += edit_of(place, kind, name)["newText"].get_ref<const std::string&>();
      at = place.begin + place.written.size();
    }
    text += before.substr(at);
    texts[disk.identity_of(std::string(compiled.sources.name(FileId(file))))] = std::move(text);
  }
  return texts;
}

std::map<DiagnosticKind, std::size_t> count_errors(const Compilation& compiled) {
  std::map<DiagnosticKind, std::size_t> counts;
  for (const Diagnostic& found : compiled.diagnostics.all()) {
    if (found.severity == Severity::kError) ++counts[found.kind];
  }
  return counts;
}

/// A mistake that the model would have with those texts and has not now; empty if there is none.
std::string new_mistake(const Compilation& before, const Texts& texts) {
  const FileAccess disk = disk_files();
  const FileAccess access{.read = [&](const std::string& path) -> Result<std::string> {
                            const auto text = texts.find(disk.identity_of(path));
                            return text == texts.end() ? disk.read(path) : text->second;
                          },
                          .identity_of = disk.identity_of};
  const std::string path(before.sources.name(before.file));
  const Compilation after =
      compile_to_model(path, texts.at(disk.identity_of(path)), {.files = access, .library = {}});
  auto counts = count_errors(before);
  for (const Diagnostic& found : after.diagnostics.all()) {
    if (found.severity != Severity::kError) continue;
    std::size_t& count = counts[found.kind];
    if (count == 0) return found.message;
    --count;
  }
  return {};
}

}  // namespace

Result<Json> prepare_rename(const Request& request) {
  const Mention* const mention = request.mention();
  if (mention == nullptr) return Json(nullptr);
  const Thing& thing = request.document.all_mentions().thing(*mention);
  if (auto why = why_fixed(*request.document.compiled, thing); !why.empty()) {
    return Error{std::move(why)};
  }
  const Span name = is_quoted(thing.kind)
                        ? inside_quotes(request.document.compiled->sources, mention->span)
                        : mention->span;
  return Json{{"range", request.range(name)}, {"placeholder", thing.name}};
}

Result<Json> rename(const Request& request) {
  const auto name = request.params.at("newName").get<std::string>();
  const Mention* const mention = request.mention();
  if (mention == nullptr) return Error{"there is no name here that could be changed"};
  const Mentions& mentions = request.document.all_mentions();
  const Compilation& compiled = mentions.compilation();
  const Thing& thing = mentions.thing(*mention);
  std::string why = why_fixed(compiled, thing);
  if (why.empty()) why = is_quoted(thing.kind) ? why_no_text(name) : why_no_name(name);
  if (why.empty() && name != thing.name) why = why_taken(mentions, thing, name);
  if (!why.empty()) return Error{std::move(why)};
  if (name == thing.name) return Json{{"changes", Json::object()}};

  const std::vector<Occurrence> places = occurrences_of(request, *mention);
  if (auto mistake = new_mistake(compiled, edited_texts(request, places, thing.kind, name));
      !mistake.empty()) {
    return Error{fmt::format("with the name `{}` the model would be wrong: {}", name, mistake)};
  }
  Json changes = Json::object();
  for (const Occurrence& place : places) {
    changes[place.uri].push_back(edit_of(place, thing.kind, name));
  }
  return Json{{"changes", std::move(changes)}};
}

}  // namespace leadscore::lsp
