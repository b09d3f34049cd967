#include "tools/lsp/document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace leadscore::lsp {
namespace {

constexpr std::string_view kScheme = "file://";

/// The value of a hexadecimal digit; -1 if it is none.
int digit_of(char c) {
  return c >= '0' && c <= '9'   ? c - '0'
         : c >= 'a' && c <= 'f' ? c - 'a' + 10
         : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                : -1;
}

std::uint64_t count_of(const Json& json) {
  return json.is_number_unsigned() ? json.get<std::uint64_t>() : 0;
}

}  // namespace

std::uint32_t Request::offset() const {
  const std::size_t offset = offset_of(document.text, position_of(params.at("position")), encoding);
  return static_cast<std::uint32_t>(offset);
}

const Mentions& Document::all_mentions() const {
  if (!mentions || &mentions->compilation() != compiled.get()) {
    mentions = std::make_shared<const Mentions>(compiled);
  }
  return *mentions;
}

const Mention* Request::mention() const { return document.all_mentions().find(offset()); }

Json Request::range(Span span) const {
  return range_json(document.compiled->sources, span, encoding);
}

std::string Request::uri(FileId file) const {
  if (file == document.compiled->file) return document.uri;
  const std::string path(document.compiled->sources.name(file));
  const FileAccess disk = disk_files();
  const std::string identity = disk.identity_of(path);
  for (const auto& [uri, open] : documents) {
    if (disk.identity_of(path_of(uri)) == identity) return uri;
  }
  return uri_of(path);
}

Json Request::location(Span span) const {
  const Compilation& compiled = *document.compiled;
  if (std::ranges::count(compiled.tree.library_files, span.file) > 0) return nullptr;
  return {{"uri", uri(span.file)}, {"range", range(span)}};
}

std::string path_of(std::string_view uri) {
  if (!uri.starts_with(kScheme)) return std::string(uri);
  uri.remove_prefix(kScheme.size());
  std::string path;
  for (std::size_t at = 0; at < uri.size(); ++at) {
    const bool is_escaped = uri[at] == '%' && at + 2 < uri.size() && digit_of(uri[at + 1]) >= 0 &&
                            digit_of(uri[at + 2]) >= 0;
    if (is_escaped) {
      path += static_cast<char>(digit_of(uri[at + 1]) * 16 + digit_of(uri[at + 2]));
      at += 2;
    } else {
      path += uri[at];
    }
  }
  return path;
}

std::string uri_of(std::string_view path) {
  constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/";
  const std::string absolute =
      path.empty() ? std::string() : std::filesystem::absolute(path).lexically_normal().string();
  std::string uri(kScheme);
  for (const char c : absolute) {
    if (kPlain.find(c) != std::string_view::npos) {
      uri += c;
    } else {
      uri += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return uri;
}

Json position_json(const SourceMap& sources, FileId file, std::uint32_t offset, Encoding encoding) {
  const std::uint32_t line = sources.line_of(file, offset);
  const std::string_view text = sources.line_text(file, line);
  const auto begin = static_cast<std::size_t>(text.data() - sources.text(file).data());
  const std::string_view before = text.substr(0, offset > begin ? offset - begin : 0);
  // Not by a list in braces, which costs several times as much: outlines have thousands of these.
  Json position = Json::object();
  position["line"] = line - 1;
  position["character"] = characters_of(before, encoding);
  return position;
}

Json range_json(const SourceMap& sources, Span span, Encoding encoding) {
  Json range = Json::object();
  range["start"] = position_json(sources, span.file, span.begin, encoding);
  range["end"] = position_json(sources, span.file, span.end, encoding);
  return range;
}

Position position_of(const Json& json) {
  return {count_of(json.at("line")), count_of(json.at("character"))};
}

}  // namespace leadscore::lsp
