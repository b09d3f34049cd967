#include "tools/cli/waterfall.hpp"

#include "base/check.hpp"
#include "base/decimal.hpp"
#include "base/text/utf8.hpp"
#include "bytecode/describe.hpp"
#include "runtime/output/wording.hpp"
#include "tools/cli/evidence_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::cli {
namespace {

constexpr std::size_t kMaxColumns = 100;
constexpr std::size_t kMaxCounted = 3;  // events whose points are shown

/// A label of several lines: what the rule is, then what it looked at.
struct RuleLines {
  std::string label;
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
    if (!explanation_.is_inside) {
      outside();
      return std::move(text_);
    }
    given();
    outcomes();
    broken_promises();
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
    const auto add = [&](std::int64_t points) {
      total.add(points);
      points_width_ = std::max(points_width_, format_signed_points(points).size());
      total_width_ = std::max(total_width_, format_points(total.saturated()).size());
    };
    for (const runtime::Reason& reason : explanation_.reasons) {
      add(reason.points_thousandths);
      line_width_ = std::max(line_width_, line_of(reason).size());
      points_width_ = std::max(points_width_, possible_points(reason).size());
    }
    for (const runtime::BoundStep& bound : explanation_.bounds) add(bound.points_thousandths);
    label_column_ = 2 + line_width_ + 2 + points_width_ + 2 + total_width_ + 2;
  }

  void heading() {
    std::string title = fmt::format("Lead {}: ", scored_.batch.id(scored_.lead));
    if (explanation_.is_inside) {
      title += fmt::format("score {}", format_points(scored_.scores.scores[scored_.lead]));
    } else {
      title += "no score, as the model is not for it";
    }
    if (const auto stage = runtime::stage_name_of(scored_)) {
      title += fmt::format(", {}", *stage);
    } else if (explanation_.is_inside && !program_.stages.empty()) {
      title += ", no stage yet";
    }
    text_ += painted(stream_, Colour::kBold, cut_to_width(title, columns_)) + '\n';
    std::string model;
    if (program_.name) model = fmt::format("{}, ", program_.texts.text(*program_.name));
    text_ += painted(stream_, Colour::kDim, fmt::format("{}as of {}", model, format_time(as_of_)));
    text_ += "\n\n";
  }

  void outside() {
    for (const std::string& one : evidence_texts(scored_, explanation_.applies)) wrapped(one, 2);
  }

  /// What gave points, what bounds took or added, and the sum.
  void given() {
    PointsSum total;
    const auto gave = [](const runtime::Reason& reason) {
      return reason.truth == runtime::Truth::kTrue;
    };
    if (std::ranges::none_of(explanation_.reasons, gave) && explanation_.bounds.empty()) {
      text_ += "No rule gave points.\n";
      LEADSCORE_CHECK(scored_.scores.scores[scored_.lead] == 0, "points that no rule gave");
      return;
    }
    row(Colour::kDim, "line", "points", "total", "");
    for (const runtime::Reason& reason : explanation_.reasons) {
      if (!gave(reason)) continue;
      const std::int64_t points = reason.points_thousandths;
      total.add(points);
      lines(points < 0 ? Colour::kRed : Colour::kGreen, line_of(reason),
            format_signed_points(points), format_points(total.saturated()), lines_of(reason));
    }
    for (const runtime::BoundStep& bound : explanation_.bounds) {
      const std::int64_t points = bound.points_thousandths;
      total.add(points);
      row(points < 0 ? Colour::kRed : Colour::kGreen, "", format_signed_points(points),
          format_points(total.saturated()), runtime::label_of(program_, bound));
    }
    LEADSCORE_CHECK(total.saturated() == scored_.scores.scores[scored_.lead],
                    "reasons that do not add up to the score");
    row(Colour::kDim, "", std::string(points_width_, '-'), std::string(total_width_, '-'), "");
    row(Colour::kBold, "sum", "", format_points(total.saturated()), parts_text());
  }

  void outcomes() {
    std::vector<std::string> all;
    for (const bytecode::GradeId grade : program_.grades.ids()) {
      all.push_back(fmt::format("{} grade {}", runtime::graded_name(program_, grade),
                                runtime::grade_name_of(scored_, grade)));
    }
    if (const auto route = runtime::route_name_of(scored_)) {
      all.push_back(fmt::format("route \"{}\"", *route));
    }
    for (const std::string_view alert : runtime::alert_names_of(scored_)) {
      all.push_back(fmt::format("alert \"{}\"", alert));
    }
    if (all.empty()) return;
    section("Outcomes");
    for (const std::string& one : all) wrapped(one, 2);
  }

  void broken_promises() {
    bool is_first = true;
    for (const bytecode::NeverId never : program_.nevers.ids()) {
      if (!scored_.scores.is_broken(scored_.lead, never)) continue;
      if (is_first) section("Broken promises");
      is_first = false;
      const bytecode::Wording& wording = program_.nevers[never].wording;
      row(Colour::kRed, runtime::place_of(program_, wording), "", "",
          fmt::format("never {}", program_.texts.text(wording.condition)));
    }
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
      lines(Colour::kRed, runtime::place_of(program_, wording), "", "",
            lines_of(wording, one.evidence));
    }
  }

  /// The rules that gave nothing, each with what is in its way.
  void not_given() {
    bool is_first = true;
    for (const runtime::Reason& reason : explanation_.reasons) {
      if (reason.truth == runtime::Truth::kTrue) continue;
      if (is_first) section("Gave no points");
      is_first = false;
      lines(Colour::kDim, line_of(reason), possible_points(reason), "", lines_of(reason));
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
    const bool is_still = least == format_points(scored_.scores.scores[scored_.lead]);
    wrapped(least == most ? fmt::format("If {} known, the score would {}be {}.", it_were(),
                                        is_still ? "still " : "", least)
                          : fmt::format("If {} known, the score would be between {} and {}.",
                                        it_were(), least, most),
            2);
  }

  std::string_view it_were() const {
    return explanation_.missing.size() == 1 ? "it were" : "they were";
  }

  static std::string points_text(std::int64_t thousandths) {
    return fmt::format("{} {}", format_points(thousandths),
                       thousandths == 1000 ? "point" : "points");
  }

  std::string line_of(const runtime::Reason& reason) const {
    return runtime::place_of(program_, runtime::wording_of(program_, reason));
  }

  const bytecode::Rule* rule_of(const runtime::Reason& reason) const {
    return reason.rule.is_valid() ? &program_.rules[reason.rule] : nullptr;
  }

  /// What a rule gives if it holds; a table or a `best of` says so in its rows.
  std::string possible_points(const runtime::Reason& reason) const {
    const bytecode::Rule* const rule = rule_of(reason);
    return rule != nullptr ? format_signed_points(rule->points_thousandths) : std::string();
  }

  RuleLines lines_of(const bytecode::Wording& wording,
                     const std::vector<runtime::Evidence>& evidence) const {
    RuleLines all{std::string(runtime::label_of(program_, wording)), {}};
    if (wording.because) all.details.emplace_back(program_.texts.text(wording.condition));
    add_evidence(evidence, program_.texts.text(wording.condition), all);
    return all;
  }

  RuleLines lines_of(const runtime::Reason& reason) const {
    RuleLines all{runtime::label_of(program_, reason), {}};
    const bytecode::Wording& wording = runtime::wording_of(program_, reason);
    const bytecode::Wording* const detail = runtime::detail_of(program_, reason);
    const std::string_view words = program_.texts.text((detail ? *detail : wording).condition);
    const bool has_because = wording.because || (detail != nullptr && detail->because);
    if (has_because) all.details.emplace_back(words);
    const bytecode::Rule* const rule = rule_of(reason);
    if (rule != nullptr &&
        (rule->decay || rule->up_to_thousandths || rule->each != bytecode::Each::kOnce)) {
      all.details.push_back(bytecode::describe_points(*rule));
    }
    if (!reason.counted.empty()) all.details.push_back(counted_text(reason));
    add_evidence(other_evidence(reason), words, all);
    return all;
  }

  /// `3 events gave +15 2026-01-30 /pricing; +7.5 2026-01-01 /pricing; ..., together +30`
  std::string counted_text(const runtime::Reason& reason) const {
    std::string text = fmt::format("{} gave ", runtime::counted(reason.counted_events, "event"));
    const std::size_t shown = std::min(reason.counted.size(), kMaxCounted);
    for (std::size_t at = 0; at < shown; ++at) {
      const runtime::CountedEvent& one = reason.counted[at];
      text +=
          fmt::format("{}{} {}", at > 0 ? "; " : "", format_signed_points(one.points_thousandths),
                      event_text(scored_, one.event, KindName::kHidden));
    }
    if (reason.counted_events > shown) text += "; ...";
    if (reason.counted_events == 1) return text;
    return text + fmt::format(", together {}", format_signed_points(reason.sum_thousandths));
  }

  /// The evidence that does not only repeat the events that were counted.
  static std::vector<runtime::Evidence> other_evidence(const runtime::Reason& reason) {
    std::vector<runtime::Evidence> others;
    for (const runtime::Evidence& evidence : reason.evidence) {
      const bool is_repeated =
          !reason.counted.empty() && evidence.is_about_events && !evidence.is_about_number &&
          std::ranges::equal(evidence.events, reason.counted, {}, {},
                             [](const runtime::CountedEvent& one) { return one.event; });
      if (!is_repeated) others.push_back(evidence);
    }
    return others;
  }

  void add_evidence(const std::vector<runtime::Evidence>& evidence, std::string_view condition,
                    RuleLines& all) const {
    for (std::string& text : evidence_texts(scored_, evidence)) {
      if (text != condition) all.details.push_back(std::move(text));
    }
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
