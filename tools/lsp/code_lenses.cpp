#include "runtime/output/wording.hpp"
#include "tools/lsp/features.hpp"
#include "tools/lsp/run_test.hpp"
#include "tools/lsp/study.hpp"

#include <fmt/format.h>

#include <map>
#include <string>
#include <string_view>
#include <variant>

namespace leadscore::lsp {
namespace {

/// A line above a statement; without a command it is text only.
Json lens(const Request& request, Span span, std::string title, Json command) {
  return {{"range", request.range(span)},
          {"command",
           {{"title", std::move(title)},
            {"command", command.is_null() ? "" : kRunTestCommand},
            {"arguments", command.is_null() ? Json::array() : std::move(command)}}}};
}

/// The line on which a statement begins.
Span head_of(const SourceMap& sources, Span span) {
  const std::size_t size = sources.text(span).find('\n');
  if (size != std::string_view::npos) span.end = span.begin + static_cast<std::uint32_t>(size);
  return span;
}

const TestOutcome* find_outcome(const Study* study, std::string_view name, std::size_t count) {
  if (study == nullptr) return nullptr;
  for (const TestOutcome& outcome : study->tests) {
    if (outcome.name == name && count-- == 0) return &outcome;
  }
  return nullptr;
}

void add_tests(const Request& request, Json& lenses) {
  const Compilation& compiled = *request.document.compiled;
  std::map<std::string_view, std::size_t> count;  // of the tests with that name so far
  for (const ast::StatementId id : compiled.tree.top_level) {
    const ast::Statement& statement = compiled.tree.statements[id];
    const auto* test = std::get_if<ast::TestStatement>(&statement.node);
    if (test == nullptr) continue;
    const std::string_view name = compiled.texts.text(test->name.text);
    std::string title = "run test";
    const TestOutcome* outcome = find_outcome(request.document.study.get(), name, count[name]++);
    if (outcome != nullptr && outcome->misses.empty()) title += ": passed";
    if (outcome != nullptr && !outcome->misses.empty()) {
      title += ": failed, " + outcome->misses.front();
    }
    const Span head = head_of(compiled.sources, statement.span);
    lenses.push_back(lens(request, head, std::move(title), {request.document.uri, name}));
  }
}

/// Above each rule, for how many leads of the sample it fires.
class FiringLenses {
 public:
  FiringLenses(const Request& request, const Firings& firings, Json& lenses)
      : request_(request), firings_(firings), lenses_(lenses) {}

  void add(const model::Model& model) {
    for (const model::Contribution& contribution : model.contributions) {
      const auto& source = contribution.source;
      if (const auto* rule = std::get_if<model::RuleId>(&source)) {
        add("fires", model.rules[*rule].span, take());
      } else if (const auto* id = std::get_if<model::TableId>(&source)) {
        const model::Table& table = model.tables[*id];
        std::uint64_t count = 0;
        for (std::size_t row = 0; row < table.rows.size(); ++row) count += take();
        add("a row fits", table.span, count);
      } else {
        const model::BestOf& best_of = model.best_ofs[std::get<model::BestOfId>(source)];
        for (const model::RuleId one : best_of.rules) add("fires", model.rules[one].span, take());
      }
    }
  }

 private:
  std::uint64_t take() { return next_ < firings_.counts.size() ? firings_.counts[next_++] : 0; }

  void add(std::string_view what, Span span, std::uint64_t count) {
    const Compilation& compiled = *request_.document.compiled;
    if (span.file != compiled.file) return;
    lenses_.push_back(lens(request_, head_of(compiled.sources, span),
                           fmt::format("{} on {} of {}", what, runtime::grouped(count),
                                       runtime::counted(firings_.leads, "lead")),
                           nullptr));
  }

  const Request& request_;
  const Firings& firings_;
  Json& lenses_;
  std::size_t next_ = 0;
};

}  // namespace

Json code_lenses(const Request& request) {
  Json lenses = Json::array();
  add_tests(request, lenses);
  const Document& document = request.document;
  // Places of an earlier text are not those of this one.
  const bool is_current = document.study && document.study->compiled == document.compiled;
  if (is_current && document.study->firings) {
    FiringLenses(request, *document.study->firings, lenses).add(*document.compiled->model);
  }
  return lenses;
}

}  // namespace leadscore::lsp
