// Appending to the text that a model is spelled as: no text is made for a part of another one.
#pragma once

#include "base/interner.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leadscore::model {

/// Appends texts, characters and whole numbers, in their order.
inline void append(std::string& to, std::string_view text) { to += text; }
inline void append(std::string& to, char character) { to += character; }
inline void append_count(std::string& to, std::uint64_t count) {
  char digits[20];
  const auto end = std::to_chars(std::begin(digits), std::end(digits), count).ptr;
  to.append(std::begin(digits), end);
}
template <class... Part>
void put(std::string& to, const Part&... parts) {
  (append(to, parts), ...);
}

/// In quotes, with escapes, on one line.
inline void append_quoted(std::string& to, std::string_view text) {
  const auto is_plain = [](char byte) { return byte != '"' && byte != '\\' && byte != '\n'; };
  to += '"';
  for (std::size_t at = 0;; ++at) {
    const std::size_t begin = at;
    while (at < text.size() && is_plain(text[at])) ++at;
    to += text.substr(begin, at - begin);
    if (at == text.size()) break;
    to += '\\';
    to += text[at] == '\n' ? 'n' : text[at];
  }
  to += '"';
}

/// `append_item(to, item)` for each, with a comma between.
template <class Items, class AppendItem>
void append_joined(std::string& to, const Items& items, AppendItem append_item) {
  bool is_first = true;
  for (const auto& item : items) {
    if (!std::exchange(is_first, false)) to += ", ";
    append_item(to, item);
  }
}

/// Each of the items once, in the order of their bytes.
inline void append_sorted(std::string& to, std::vector<std::string> items) {
  std::ranges::sort(items);
  items.erase(std::ranges::unique(items).begin(), items.end());
  append_joined(to, items, [](std::string& end, const std::string& item) { end += item; });
}

/// The texts with these ids, in quotes, with a comma between; whether each comes behind the one
/// before, in the order of their bytes.
inline bool append_all_quoted(std::string& to, const Interner& texts,
                              const std::vector<TextId>& ids) {
  bool is_ascending = true;
  std::size_t last = to.npos;
  append_joined(to, ids, [&](std::string& end, TextId id) {
    const std::size_t at = end.size();
    append_quoted(end, texts.text(id));
    const std::string_view all = end;
    const std::string_view item = all.substr(at);
    is_ascending = is_ascending && (last == end.npos || all.substr(last, at - 2 - last) < item);
    last = at;
  });
  return is_ascending;
}

/// The texts with these ids, in quotes, each once, in the order of their bytes.
inline void append_quoted_sorted(std::string& to, const Interner& texts,
                                 const std::vector<TextId>& ids) {
  const std::size_t begin = to.size();
  if (append_all_quoted(to, texts, ids)) return;  // as a model mostly has them
  to.resize(begin);
  std::vector<std::string> quoted;
  quoted.reserve(ids.size());
  for (const TextId id : ids) append_quoted(quoted.emplace_back(), texts.text(id));
  append_sorted(to, std::move(quoted));
}

}  // namespace leadscore::model
