#include "tools/lsp/descriptions.hpp"
#include "tools/lsp/features.hpp"
#include "tools/lsp/subjects.hpp"
#include "tools/lsp/writing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

namespace leadscore::lsp {
namespace {

using syntax::LexemeKind;
using syntax::Place;

struct Signature {
  std::string_view words;
  std::string_view reading;
  std::string_view places;  // by `|`
  std::string_view meaning;
};

constexpr Signature kSignatures[] = {
#define LEADSCORE_SIGNATURE(words, reading, places, meaning) {words, reading, places, meaning},
#include "tools/lsp/signatures.def"
#undef LEADSCORE_SIGNATURE
};

/// A signature, and which of its places is being filled in.
struct Active {
  std::string_view words;
  std::size_t place = 0;
};

class Finder {
 public:
  Finder(const WordsSoFar& words, std::size_t count) : words_(words), count_(count) {}

  [[nodiscard]] std::optional<Active> find() const {
    if (const auto decay = find_decay()) return decay;
    if (words_.place() == Place::kTable) {
      const bool has_points = has_kind(LexemeKind::kSign);
      return Active{"points by", has_points ? 2U : 1U};
    }
    if (word(0) == "points" && word(1) == "by") return Active{"points by", 0};
    if (words_.place() != Place::kFile || count_ == 0) return std::nullopt;
    if (word(0) == "grade") return Active{"grade", place_in_grade()};
    if (word(0) == "score" && word(1) != "at" && word(1) != "when") {
      return Active{"score", place_in_score()};
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] std::string_view word(std::size_t at) const {
    return at < count_ ? words_.word(at) : std::string_view();
  }

  [[nodiscard]] bool has_kind(LexemeKind kind) const {
    for (std::size_t i = 0; i < count_; ++i) {
      if (words_.kind(i) == kind) return true;
    }
    return false;
  }

  /// The last of the words that is one of two.
  [[nodiscard]] std::optional<std::size_t> last_of(std::string_view one,
                                                   std::string_view other) const {
    for (std::size_t i = count_; i > 0; --i) {
      if (word(i - 1) == one || word(i - 1) == other) return i - 1;
    }
    return std::nullopt;
  }

  /// While the rate, `every`, the number and the unit are written.
  [[nodiscard]] std::optional<Active> find_decay() const {
    const auto begin = last_of("decays", "fades");
    if (!begin || word(*begin - 1) == "never") return std::nullopt;
    const bool is_fade = word(*begin) == "fades";
    const std::string_view before_time = is_fade ? "over" : "every";
    const auto time = last_of(before_time, before_time);
    const bool is_in_time = time && *time > *begin;
    if (is_in_time ? count_ > *time + 2 : count_ > *begin + 3) return std::nullopt;
    if (is_fade) return Active{"fades over", 0};
    return Active{"decays", is_in_time ? 1U : 0U};
  }

  [[nodiscard]] std::size_t place_in_grade() const {
    if (count_ == 1) return 0;
    const std::string_view last = word(count_ - 1);
    if (last_of("otherwise", "otherwise")) return 3;
    return last == "at" ? 2 : words_.kind(count_ - 1) == LexemeKind::kWord ? 0 : 1;
  }

  [[nodiscard]] std::size_t place_in_score() const {
    if (has_kind(LexemeKind::kOpenBrace)) return 4;
    if (has_kind(LexemeKind::kComma)) return 3;
    const auto bound = last_of("up", "down");
    if (bound) return word(*bound) == "up" ? 1 : 2;
    return 0;
  }

  const WordsSoFar& words_;
  std::size_t count_;
};

Json signature_json(std::string label, const Json& places, std::size_t active,
                    std::string meaning) {
  Json signature = {{"label", std::move(label)},
                    {"documentation", {{"kind", "markdown"}, {"value", std::move(meaning)}}},
                    {"parameters", places}};
  return {{"signatures", Json::array({std::move(signature)})},
          {"activeSignature", 0},
          {"activeParameter", active}};
}

Json json_of(const Active& active) {
  const auto* const found = std::ranges::find(kSignatures, active.words,
                                              [](const Signature& each) { return each.words; });
  Json places = Json::array();
  for (std::string_view rest = found->places; !rest.empty();) {
    const std::size_t end = std::min(rest.find('|'), rest.size());
    places.push_back({{"label", rest.substr(0, end)}});
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return signature_json(std::string(found->reading), places, active.place,
                        std::string(found->meaning));
}

/// `visited(page: path, ...)`: the subject is one of several that may be given.
std::optional<Json> json_of_event(const Mentions& mentions, std::string_view name) {
  const Interner& texts = mentions.compilation().texts;
  const auto& kinds = mentions.things().kinds().all;
  for (std::uint32_t i = 0; i < kinds.size(); ++i) {
    if (texts.text(kinds[i]->kind.text) != name) continue;
    const std::string subject =
        fmt::format("{}{}", texts.text(kinds[i]->subject.text), kinds[i]->is_path ? ": path" : "");
    std::string meaning = describe(mentions, ThingKind::kEvent, i).note;
    if (!meaning.empty()) meaning += "\n\n";
    meaning +=
        "Texts, patterns with `*`, or lists of them: any of them is enough. None: any subject.";
    if (const std::string attributes = attributes_of(mentions, i); !attributes.empty()) {
      meaning += fmt::format("\n\nFor `where`: {}.", attributes);
    }
    return signature_json(fmt::format("{}({}, ...)", name, subject),
                          Json::array({{{"label", subject}}}), 0, std::move(meaning));
  }
  return std::nullopt;
}

}  // namespace

Json signature_help(const Request& request) {
  const std::string_view text = request.document.text;
  const Writing writing = writing_at(text, request.offset());
  if (writing.is_nowhere) return nullptr;
  const Mentions& mentions = request.document.all_mentions();
  const WordsSoFar words(text, writing, mentions);
  const std::size_t count = writing.statement.words.size();
  if (const auto event = words.event_of_open_parenthesis(count)) {
    if (auto json = json_of_event(mentions, *event)) return std::move(*json);
  }
  const auto active = Finder(words, count).find();
  return active ? json_of(*active) : Json();
}

}  // namespace leadscore::lsp
