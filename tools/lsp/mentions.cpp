#include "tools/lsp/mentions.hpp"

#include "tools/lsp/mention_walk.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace leadscore::lsp {

Mentions::Mentions(std::shared_ptr<const Compilation> compiled)
    : compiled_(std::move(compiled)), things_(*compiled_) {
  std::vector<Mention> found = walk_mentions(*compiled_, things_);
  std::ranges::stable_sort(found, {}, [](const Mention& mention) {
    return std::tuple(mention.span.file, mention.span.begin);
  });
  for (const Mention& mention : found) {
    const bool is_new = all_.empty() || all_.back().span.file != mention.span.file ||
                        all_.back().span.end <= mention.span.begin;
    if (is_new) all_.push_back(mention);
  }
  by_thing_.resize(all_.size());
  std::iota(by_thing_.begin(), by_thing_.end(), 0U);
  std::ranges::stable_sort(by_thing_, {}, [this](std::uint32_t at) { return all_[at].thing; });
}

std::span<const Mention> Mentions::in(FileId file) const {
  const auto found =
      std::ranges::equal_range(all_, file, {}, [](const Mention& each) { return each.span.file; });
  return {found.begin(), found.end()};
}

std::vector<Mention> Mentions::of(ThingId thing) const {
  std::vector<Mention> result;
  for (const std::uint32_t at : std::ranges::equal_range(
           by_thing_, thing, {}, [this](std::uint32_t place) { return all_[place].thing; })) {
    result.push_back(all_[at]);
  }
  return result;
}

const Mention* Mentions::find(FileId file, std::uint32_t offset) const {
  const std::span<const Mention> here = in(file);
  const auto after = std::ranges::upper_bound(here, offset, {},
                                              [](const Mention& each) { return each.span.begin; });
  if (after == here.begin()) return nullptr;
  const Mention& last = *std::prev(after);
  return offset <= last.span.end ? &last : nullptr;
}

Span inside_quotes(const SourceMap& sources, Span text) {
  const std::string_view written = sources.text(text);
  if (written.size() < 2 || !written.starts_with('"')) return text;
  return {.file = text.file, .begin = text.begin + 1, .end = text.end - 1};
}

}  // namespace leadscore::lsp
