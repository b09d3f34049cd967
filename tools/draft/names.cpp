#include "tools/draft/names.hpp"

#include "base/text/fold.hpp"
#include "base/text/lenient.hpp"
#include "base/text/utf8.hpp"
#include "base/text/words.hpp"
#include "compiler/compile.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace leadscore::draft {
namespace {

bool is_lower(char32_t c) { return c >= U'a' && c <= U'z'; }
bool is_upper(char32_t c) { return c >= U'A' && c <= U'Z'; }
bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

std::vector<std::string_view> parts_of(std::string_view key, Points points) {
  std::vector<std::string_view> parts;
  while (points == Points::kKept) {
    const std::size_t point = key.find('.');
    if (point == key.npos) break;
    parts.push_back(key.substr(0, point));
    key.remove_prefix(point + 1);
  }
  parts.push_back(key);
  return parts;
}

/// `ProductRelated` and `company size` have two words each.
std::string name_of_part(std::string_view part) {
  std::string name;
  char32_t before = 0;
  for (std::size_t at = 0; at < part.size();) {
    const char32_t code_point = text::next_code_point(part, at);
    if (!text::is_word_character(code_point)) {
      if (!name.empty() && before != U'_') name += '_';
      before = U'_';
      continue;
    }
    std::size_t next = at;
    const char32_t after = at < part.size() ? text::next_code_point(part, next) : U' ';
    const bool begins_word = is_upper(code_point) && (is_lower(before) || is_digit(before) ||
                                                      (is_upper(before) && is_lower(after)));
    if (begins_word) name += '_';
    text::append_utf8(name, text::fold_code_point(code_point));
    before = code_point;
  }
  while (name.ends_with('_')) name.pop_back();
  return name;
}

}  // namespace

std::string plain_name(std::string_view key, Points points) {
  std::string name;
  for (const std::string_view part : parts_of(key, points)) {
    const std::string one = name_of_part(part);
    if (one.empty()) return points == Points::kKept ? plain_name(key, Points::kSigns) : one;
    if (!name.empty()) name += '.';
    if (is_digit(static_cast<unsigned char>(one.front()))) name += "field_";
    name += one;
  }
  return name;
}

bool is_read_by(std::string_view key, std::string_view name, Points points) {
  const auto keys = parts_of(key, points);
  const auto names = parts_of(name, points);
  return std::ranges::equal(keys, names, [](std::string_view left, std::string_view right) {
    const std::string lenient = text::lenient_key(left);
    return !lenient.empty() && lenient == text::lenient_key(right);
  });
}

std::unordered_set<std::string> usable_names(const std::vector<std::string>& names) {
  // A compilation keeps a hundred mistakes; so many names have no more.
  constexpr std::size_t kNamesAtOnce = Diagnostics::kMaxErrors / 2;
  std::unordered_set<std::string> usable(names.begin(), names.end());
  for (std::size_t begin = 0; begin < names.size(); begin += kNamesAtOnce) {
    const std::size_t end = std::min(begin + kNamesAtOnce, names.size());
    std::string text;
    for (std::size_t at = begin; at < end; ++at) {
      text +=
          fmt::format("lead {{ {0}: text from \"{1}\" }}; when {0} is \"x\" +1\n", names[at], at);
    }
    const Compilation compilation = compile("names", std::move(text));
    for (const Diagnostic& found : compilation.diagnostics.all()) {
      if (found.severity != Severity::kError) continue;
      const std::uint32_t line = compilation.sources.line_of(found.span.file, found.span.begin);
      usable.erase(names[begin + line - 1]);
    }
  }
  return usable;
}

std::string UsedNames::take(std::string_view wanted) {
  std::string name(wanted);
  for (int number = 2; !folded_.insert(text::fold(name)).second; ++number) {
    name = fmt::format("{}_{}", wanted, number);
  }
  return name;
}

}  // namespace leadscore::draft
