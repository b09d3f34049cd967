#include "tools/lsp/features.hpp"
#include "tools/lsp/hover_phrases.hpp"
#include "tools/lsp/hover_points.hpp"
#include "tools/lsp/hover_things.hpp"

#include <optional>
#include <string>

namespace leadscore::lsp {

Json hover(const Request& request) {
  const Document& document = request.document;
  const std::uint32_t offset = request.offset();
  const Writing writing = writing_at(document.text, offset);
  const auto answer = [&](std::string text, Span span) -> Json {
    return {{"contents", {{"kind", "markdown"}, {"value", std::move(text)}}},
            {"range", request.range(span)}};
  };
  if (const Mention* mention = request.mention()) {
    std::string text = describe_thing(document, mention->thing);
    if (!text.empty()) return answer(std::move(text), mention->span);
  }
  if (auto points = describe_points_at(document, offset)) {
    return answer(std::move(points->text), points->span);
  }
  const auto there = phrase_at(document.text, writing, document.all_mentions());
  if (!there) return nullptr;
  const std::string words(there->phrase->words);
  return answer(
      "**" + words + "**\n\n" + std::string(there->phrase->meaning),
      {.file = document.compiled->file, .begin = there->where.begin, .end = there->where.end});
}

}  // namespace leadscore::lsp
