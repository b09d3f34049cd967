#include "compiler/resolve/define_order.hpp"

#include "compiler/resolve/uses.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <string>

namespace leadscore::resolve {
namespace {

enum class State : std::uint8_t { kNew, kOpen, kDone };

struct Edge {
  std::uint32_t target = 0;
  Span span;
};

/// One named condition on the way down: how many of its uses were followed, and how far up the way
/// the circles reach that go through it.
struct Step {
  std::uint32_t index = 0;
  std::vector<Edge> edges;
  std::size_t next = 0;
  std::optional<std::size_t> circle_top;
  bool has_report = false;
};

class DefineSort {
 public:
  DefineSort(const ast::File& file, const Names& names, const Interner& texts,
             Diagnostics& diagnostics)
      : file_(file),
        names_(names),
        texts_(texts),
        diagnostics_(diagnostics),
        states_(names.defines.size(), State::kNew),
        depths_(names.defines.size(), 0) {
    result_.is_circular.assign(names.defines.size(), false);
  }

  [[nodiscard]] DefineOrder sort() {
    for (std::uint32_t index = 0; index < states_.size(); ++index) {
      if (states_[index] == State::kNew) follow(index);
    }
    return std::move(result_);
  }

 private:
  void follow(std::uint32_t root) {
    open(root);
    while (!path_.empty()) {
      Step& step = path_.back();
      if (step.next == step.edges.size()) {
        close();
        continue;
      }
      const Edge edge = step.edges[step.next++];
      if (states_[edge.target] == State::kNew) {
        open(edge.target);
      } else if (states_[edge.target] == State::kOpen) {
        close_circle(edge);
      }
    }
  }

  void open(std::uint32_t index) {
    states_[index] = State::kOpen;
    depths_[index] = path_.size();
    Step step;
    step.index = index;
    for (const Use& use : collect_uses(file_, names_, names_.defines[index]->condition).names) {
      const Declaration* declaration = names_.find(use.name.text, NameKind::kCondition);
      if (declaration != nullptr) step.edges.push_back({declaration->index, use.name.span});
    }
    path_.push_back(std::move(step));
  }

  void close() {
    const Step step = std::move(path_.back());
    path_.pop_back();
    states_[step.index] = State::kDone;
    result_.order.push_back(step.index);
    result_.is_circular[step.index] = step.circle_top.has_value();
    if (step.circle_top && *step.circle_top < path_.size()) {
      widen_circle(path_.back(), *step.circle_top);
    }
  }

  void close_circle(const Edge& last) {
    const std::size_t top = depths_[last.target];
    const bool is_news = !path_.back().circle_top && !path_[top].has_report;
    widen_circle(path_.back(), top);
    path_[top].has_report = true;
    if (is_news) report(std::span(path_).subspan(top), last);
  }

  static void widen_circle(Step& step, std::size_t top) {
    step.circle_top = std::min(top, step.circle_top.value_or(top));
  }

  void report(std::span<const Step> circle, const Edge& last) {
    const ast::Name& name = names_.defines[circle.front().index]->name;
    Diagnostic& diagnostic =
        diagnostics_.report<DiagnosticKind::kCircularDefine>(name.span, texts_.text(name.text));
    diagnostic.labels.push_back(
        {last.span, fmt::format("here it comes back to `{}`", texts_.text(name.text))});
    if (circle.size() > 1) diagnostic.help.push_back("the chain is " + chain_of(circle));
    diagnostic.help.emplace_back(
        "a named condition may use others, as long as none of them comes back to it");
  }

  [[nodiscard]] std::string chain_of(std::span<const Step> circle) const {
    constexpr std::size_t kShown = 6;
    std::string chain;
    for (const Step& step : circle.first(std::min(kShown, circle.size()))) {
      chain += fmt::format("`{}` -> ", name_of(step.index));
    }
    if (circle.size() > kShown) {
      chain += fmt::format("... ({} more) -> ", circle.size() - kShown);
    }
    return chain + fmt::format("`{}`", name_of(circle.front().index));
  }

  [[nodiscard]] std::string_view name_of(std::uint32_t index) const {
    return texts_.text(names_.defines[index]->name.text);
  }

  const ast::File& file_;
  const Names& names_;
  const Interner& texts_;
  Diagnostics& diagnostics_;
  std::vector<State> states_;
  std::vector<std::size_t> depths_;  // of the open ones: their place on the way
  std::vector<Step> path_;
  DefineOrder result_;
};

}  // namespace

DefineOrder order_defines(const ast::File& file, const Names& names, const Interner& texts,
                          Diagnostics& diagnostics) {
  return DefineSort(file, names, texts, diagnostics).sort();
}

}  // namespace leadscore::resolve
