#include "compiler/parse/lexer.hpp"
#include "compiler/resolve/fields.hpp"
#include "tools/lsp/features.hpp"
#include "tools/lsp/study.hpp"

#include <fmt/format.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace leadscore::lsp {
namespace {

enum class HintKind { kType = 1 };

/// The hints of the part of a document that the editor shows.
class Hints {
 public:
  explicit Hints(const Request& request)
      : request_(request),
        compiled_(*request.document.compiled),
        text_(request.document.text),
        begin_(offset("start")),
        end_(offset("end")) {}

  Json json() {
    add_types();
    add_points();
    return std::move(hints_);
  }

 private:
  [[nodiscard]] std::uint32_t offset(const char* end) const {
    const Json& place = request_.params.at("range").at(end);
    return static_cast<std::uint32_t>(offset_of(text_, position_of(place), request_.encoding));
  }

  [[nodiscard]] bool is_shown(std::uint32_t at) const { return begin_ <= at && at <= end_; }

  void add(std::uint32_t at, std::string label, std::string_view tooltip,
           std::optional<HintKind> kind) {
    Json hint = {
        {"position", position_json(compiled_.sources, compiled_.file, at, request_.encoding)},
        {"label", std::move(label)},
        {"tooltip", tooltip}};
    if (kind) {
      hint["kind"] = static_cast<int>(*kind);
    } else {
      hint["paddingLeft"] = true;
    }
    hints_.push_back(std::move(hint));
  }

  /// Behind the first use of a field that is not declared.
  void add_types() {
    for (const resolve::Field& field : request_.document.all_mentions().things().fields().all) {
      const Span span = field.name.span;
      const bool is_known = field.type && *field.type != model::Type::kAny;
      if (field.declaration != nullptr || !is_known || span.file != compiled_.file) continue;
      if (!is_shown(span.end)) continue;
      add(span.end, fmt::format(": {}", resolve::spelling(*field.type)),
          "This type follows from the field's uses.", HintKind::kType);
    }
  }

  /// Behind the `{` and the `}` of each part. What was proved of an earlier text is shown until the
  /// new one is looked at, so that hints do not flicker.
  void add_points() {
    const Study* study = request_.document.study.get();
    if (study == nullptr) return;
    std::map<std::string_view, std::size_t> count;  // of the blocks with that name so far
    for (const ast::StatementId id : compiled_.tree.top_level) {
      const ast::Statement& statement = compiled_.tree.statements[id];
      const auto* part = std::get_if<ast::PartStatement>(&statement.node);
      if (part == nullptr) continue;
      const std::string_view name = compiled_.texts.text(part->name.text);
      const PartBlock* block = find_block(*study, name, count[name]++);
      if (block == nullptr) continue;
      if (const auto brace = end_of_brace(part->name.span.end); brace && is_shown(*brace)) {
        add(*brace, words_of(block->points), "The least and the most points of this part.", {});
      }
      const bool is_closed = text_.substr(0, statement.span.end).ends_with('}');
      if (is_closed && is_shown(statement.span.end)) {
        add(statement.span.end, fmt::format("score so far: {}", words_of(block->so_far)),
            "The least and the most that the score can be with the rules up to here.", {});
      }
    }
  }

  static const PartBlock* find_block(const Study& study, std::string_view name, std::size_t count) {
    for (const PartBlock& block : study.part_blocks) {
      if (block.name == name && count-- == 0) return &block;
    }
    return nullptr;
  }

  [[nodiscard]] std::optional<std::uint32_t> end_of_brace(std::uint32_t from) const {
    syntax::Lexer lexer(text_, from);
    while (const auto lexeme = lexer.next()) {
      if (lexeme->kind == syntax::LexemeKind::kOpenBrace) return lexeme->end;
    }
    return std::nullopt;
  }

  const Request& request_;
  const Compilation& compiled_;
  std::string_view text_;
  std::uint32_t begin_;
  std::uint32_t end_;
  Json hints_ = Json::array();
};

}  // namespace

Json inlay_hints(const Request& request) { return Hints(request).json(); }

}  // namespace leadscore::lsp
