#include "tools/cli/waterfall.hpp"

#include "base/check.hpp"
#include "base/decimal.hpp"
#include "base/text/utf8.hpp"
#include "runtime/output/wording.hpp"
#include "tools/cli/evidence_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

namespace leadscore::cli {
namespace {

constexpr std::size_t kMaxColumns = 100;

/// A label of several lines: what the rule is, then what it looked at.
struct RuleLines {
  std::string_view label;
  std::vector<std::string> details;
};

class Waterfall {
 public:
  Waterfall(const runtime::ScoredLead& lead, TimeMs as_of, const Stream& stream)
      : scored_(lead),
        program_(lead.program),
        explanation_(*lead.explanation),
        as_of_(as_of),
        stream_(stream),
        columns_(std::min(stream.columns, kMaxColumns)) {}

  std::string text() {
    measure();
    heading();
    given();
    disqualifications();
    not_given();
    next_stage();
    missing();
    return std::move(text_);
  }

 private:
  void measure() {
    PointsSum total;
    line_width_ = 4;    // "line"
    points_width_ = 6;  // "points"
    total_width_ = 5;   // "total"
    for (const runtime::Reason& reason : explanation_.rules) {
      const bytecode::Rule& rule = program_.rules[reason.rule];
      total.add(reason.points_thousandths);
      line_width_ = std::max(line_width_, fmt::formatted_size("{}", rule.wording.line));
      points_width_ = std::max(points_width_, format_signed_points(rule.points_thousandths).size());
      total_width_ = std::max(total_width_, format_points(total.saturated()).size());
    }
    label_column_ = 2 + line_width_ + 2 + points_width_ + 2 + total_width_ + 2;
  }

  void heading() {
    const std::string score = format_points(scored_.scores.scores[scored_.lead]);
    const auto stage = runtime::stage_name_of(scored_);
    std::string title = fmt::format("Lead {}: score {}", scored_.batch.id(scored_.lead), score);
    if (stage) {
      title += fmt::format(", {}", *stage);
    } else if (!program_.stages.empty()) {
      title += ", no stage yet";
    }
    text_ += painted(stream_, Colour::kBold, cut_to_width(title, columns_)) + '\n';
    std::string model;
    if (program_.name) model = fmt::format("{}, ", program_.texts.text(*program_.name));
    text_ += painted(stream_, Colour::kDim, fmt::format("{}as of {}", model, format_time(as_of_)));
    text_ += "\n\n";
  }

  /// The rules that gave points, and the sum.
  void given() {
    PointsSum total;
    const auto gave = [](const runtime::Reason& reason) {
      return reason.truth == runtime::Truth::kTrue;
    };
    if (std::ranges::none_of(explanation_.rules, gave)) {
      text_ += "No rule gave points.\n";
      LEADSCORE_CHECK(scored_.scores.scores[scored_.lead] == 0, "points that no rule gave");
      return;
    }
    row(Colour::kDim, "line", "points", "total", "");
    for (const runtime::Reason& reason : explanation_.rules) {
      if (!gave(reason)) continue;
      total.add(reason.points_thousandths);
      const std::int64_t points = reason.points_thousandths;
      rule(reason, points < 0 ? Colour::kRed : Colour::kGreen, format_points(total.saturated()));
    }
    LEADSCORE_CHECK(total.saturated() == scored_.scores.scores[scored_.lead],
                    "reasons that do not add up to the score");
    row(Colour::kDim, "", std::string(points_width_, '-'), std::string(total_width_, '-'), "");
    row(Colour::kBold, "sum", "", format_points(total.saturated()), parts_text());
  }

  std::string parts_text() const {
    std::string text;
    for (const bytecode::PartId part : program_.parts.ids()) {
      text += fmt::format("{}{} {}", text.empty() ? "" : ", ",
                          program_.texts.text(program_.parts[part].name),
                          format_points(scored_.scores.part(scored_.lead, part)));
    }
    if (!text.empty() && explanation_.outside_parts_thousandths != 0) {
      text +=
          fmt::format(", outside parts {}", format_points(explanation_.outside_parts_thousandths));
    }
    return text;
  }

  void disqualifications() {
    if (explanation_.disqualifications.empty()) return;
    section("Disqualified");
    for (const runtime::Disqualified& one : explanation_.disqualifications) {
      const bytecode::Wording& wording = program_.disqualifications[one.disqualification].wording;
      lines(Colour::kRed, fmt::format("{}", wording.line), "", "", lines_of(wording, one.evidence));
    }
  }

  /// The rules that gave nothing, each with what is in its way.
  void not_given() {
    bool is_first = true;
    for (const runtime::Reason& reason : explanation_.rules) {
      if (reason.truth == runtime::Truth::kTrue) continue;
      if (is_first) section("Gave no points");
      is_first = false;
      rule(reason, Colour::kDim, "");
    }
  }

  void next_stage() {
    if (!explanation_.next_stage) return;
    const runtime::NextStage& next = *explanation_.next_stage;
    const bytecode::Stage& stage = program_.stages[next.stage];
    section("Next stage");
    wrapped(program_.texts.text(stage.wording.condition), 2);
    if (stage.at_thousandths) {
      wrapped(next.points_missing_thousandths > 0
                  ? fmt::format("{} to go", points_text(next.points_missing_thousandths))
                  : "the points are there",
              4);
    }
    if (!stage.condition_register) return;
    if (next.condition == runtime::Truth::kTrue) {
      wrapped("its condition holds", 4);
      return;
    }
    wrapped("its condition does not hold yet:", 4);
    for (const std::string& one : evidence_texts(scored_, next.evidence)) wrapped(one, 6);
  }

  void missing() {
    if (explanation_.missing.empty()) return;
    section("Not known of this lead");
    std::string names;
    for (const bytecode::FieldId field : explanation_.missing) {
      names += fmt::format("{}{}", names.empty() ? "" : ", ",
                           program_.texts.text(program_.fields[field].name));
    }
    wrapped(names, 2);
    const std::string least = format_points(explanation_.least_thousandths);
    const std::string most = format_points(explanation_.most_thousandths);
    wrapped(least == most
                ? fmt::format("If {} known, the score would still be {}.", it_were(), least)
                : fmt::format("If {} known, the score would be between {} and {}.", it_were(),
                              least, most),
            2);
  }

  std::string_view it_were() const {
    return explanation_.missing.size() == 1 ? "it were" : "they were";
  }

  static std::string points_text(std::int64_t thousandths) {
    return fmt::format("{} {}", format_points(thousandths),
                       thousandths == 1000 ? "point" : "points");
  }

  RuleLines lines_of(const bytecode::Wording& wording,
                     const std::vector<runtime::Evidence>& evidence) const {
    RuleLines rule_lines{runtime::label_of(program_, wording), {}};
    if (wording.because) rule_lines.details.emplace_back(program_.texts.text(wording.condition));
    const std::string_view condition = program_.texts.text(wording.condition);
    for (std::string& text : evidence_texts(scored_, evidence)) {
      if (text != condition) rule_lines.details.push_back(std::move(text));
    }
    return rule_lines;
  }

  void rule(const runtime::Reason& reason, Colour colour, std::string_view total) {
    const bytecode::Rule& rule = program_.rules[reason.rule];
    lines(colour, fmt::format("{}", rule.wording.line),
          format_signed_points(rule.points_thousandths), total,
          lines_of(rule.wording, reason.evidence));
  }

  void lines(Colour colour, std::string_view line, std::string_view points, std::string_view total,
             const RuleLines& rule_lines) {
    row(colour, line, points, total, rule_lines.label);
    for (const std::string& detail : rule_lines.details) wrapped(detail, label_column_ + 2);
  }

  /// The colour is that of the points, or, where there are none, of all.
  void row(Colour colour, std::string_view line, std::string_view points, std::string_view total,
           std::string_view label) {
    const bool is_rule = !line.empty() && line.front() >= '0' && line.front() <= '9';
    const auto other = [&](const std::string& text) {
      return is_rule ? text : painted(stream_, colour, text);
    };
    std::string text = "  " + other(padded_left(line, line_width_)) + "  ";
    text += painted(stream_, colour, padded_left(points, points_width_)) + "  ";
    text += other(padded_left(total, total_width_));
    if (!label.empty()) text += "  " + cut_to_width(label, columns_ - label_column_);
    while (text.ends_with(' ')) text.pop_back();
    text_ += text + '\n';
  }

  void section(std::string_view title) {
    text_ += '\n' + painted(stream_, Colour::kBold, title) + '\n';
  }

  /// A sentence, broken at blanks.
  void wrapped(std::string_view sentence, std::size_t indent) {
    std::string line(indent, ' ');
    std::size_t width = indent;
    while (!sentence.empty()) {
      const std::size_t end = std::min(sentence.find(' '), sentence.size());
      const std::string_view word = sentence.substr(0, end);
      const std::size_t word_width = text::display_width(word);
      if (width > indent && width + 1 + word_width > columns_) {
        text_ += line + '\n';
        line.assign(indent + 2, ' ');
        width = indent + 2;
      } else if (width > indent) {
        line += ' ';
        ++width;
      }
      line += word;
      width += word_width;
      sentence.remove_prefix(std::min(end + 1, sentence.size()));
    }
    text_ += line + '\n';
  }

  const runtime::ScoredLead& scored_;
  const bytecode::Program& program_;
  const runtime::Explanation& explanation_;
  TimeMs as_of_;
  const Stream& stream_;
  std::size_t columns_;
  std::size_t line_width_ = 0;
  std::size_t points_width_ = 0;
  std::size_t total_width_ = 0;
  std::size_t label_column_ = 0;
  std::string text_;
};

}  // namespace

std::string waterfall(const runtime::ScoredLead& lead, TimeMs as_of, const Stream& stream) {
  LEADSCORE_CHECK(lead.explanation, "a waterfall without an explanation");
  return Waterfall(lead, as_of, stream).text();
}

}  // namespace leadscore::cli
