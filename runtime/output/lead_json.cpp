#include "runtime/output/lead_json.hpp"

#include "base/check.hpp"
#include "base/decimal.hpp"
#include "base/time.hpp"
#include "runtime/output/json_text.hpp"
#include "runtime/output/text_writer.hpp"
#include "runtime/output/wording.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::runtime {
namespace {

std::string_view name_of(Truth truth) {
  switch (truth) {
    case Truth::kFalse:
      return "false";
    case Truth::kUnknown:
      return "unknown";
    case Truth::kTrue:
      return "true";
  }
  LEADSCORE_CHECK(false, "a truth that is none");
}

/// Writes the members of one lead's object, one key after the other.
class LeadObject {
 public:
  LeadObject(TextWriter& out, const ScoredLead& scored)
      : out_(out),
        scored_(scored),
        program_(scored.program),
        lead_(scored.lead),
        is_inside_(scored.scores.applies(scored.lead)) {}

  void given_points() {
    out_ += "\"id\": ";
    append_json_string(out_, scored_.batch.id(lead_));
    key("score");
    points_or_null(scored_.scores.scores[lead_]);
    parts();
  }

  /// What comes of them.
  void outcome() {
    grades();
    stages();
    key("disqualified");
    out_ += scored_.scores.disqualified[lead_] != 0 ? "true" : "false";
    route();
    alerts();
    broken_promises();
    model();
  }

  void reasons(const Explanation& explanation) {
    key("reasons");
    open('[');
    list_of_reasons(explanation, true);
    for (const BoundStep& bound : explanation.bounds) {
      next();
      bound_step(bound);
    }
    close(']');
    key("disqualifications");
    open('[');
    for (const Disqualified& disqualified : explanation.disqualifications) {
      next();
      out_ += '{';
      wording(program_.disqualifications[disqualified.disqualification].wording);
      evidence(disqualified.evidence);
      out_ += '}';
      is_first_ = false;
    }
    close(']');
    key("missing");
    open('[');
    for (const bytecode::FieldId field : explanation.missing) {
      next();
      append_json_string(out_, program_.texts.text(program_.fields[field].name));
    }
    close(']');
    key("least");
    points_or_null(explanation.least_thousandths);
    key("most");
    points_or_null(explanation.most_thousandths);
  }

  void way_on(const Explanation& explanation, TimeMs as_of) {
    key("unmet");
    open('[');
    list_of_reasons(explanation, false);
    close(']');
    key("next_stage");
    if (const auto& stage = explanation.next_stage) {
      out_ += "{\"stage\": ";
      append_json_string(out_, program_.texts.text(program_.stages[stage->stage].name));
      key("points_missing");
      points(stage->points_missing_thousandths);
      key("condition");
      out_ += fmt::format("\"{}\"", name_of(stage->condition));
      evidence(stage->evidence);
      out_ += '}';
    } else {
      out_ += "null";
    }
    key("as_of");
    append_json_string(out_, format_time(as_of));
  }

 private:
  // A key of the object at hand, which is never its first. Inline, so that it is one with what
  // stands around it.
  [[gnu::always_inline]] void key(std::string_view name) {
    out_ += ", \"";
    out_ += name;
    out_ += "\": ";
  }

  void open(char bracket) {
    out_ += bracket;
    is_first_ = true;
  }

  void next() {
    if (!is_first_) out_ += ", ";
    is_first_ = false;
  }

  void close(char bracket) {
    out_ += bracket;
    is_first_ = false;
  }

  void points(std::int64_t thousandths) { out_ += format_points(thousandths); }

  /// Null where the model is not for the lead.
  void points_or_null(std::int64_t thousandths) {
    if (is_inside_) {
      points(thousandths);
    } else {
      out_ += "null";
    }
  }

  void parts() {
    key("parts");
    open('{');
    for (const bytecode::PartId part : program_.parts.ids()) {
      if (!is_inside_) break;
      next();
      append_json_string(out_, program_.texts.text(program_.parts[part].name));
      out_ += ": ";
      points(scored_.scores.part(lead_, part));
    }
    close('}');
  }

  void grades() {
    key("grades");
    open('{');
    for (const bytecode::GradeId grade : program_.grades.ids()) {
      if (!is_inside_) break;
      next();
      append_json_string(out_, graded_name(program_, grade));
      out_ += ": ";
      append_json_string(out_, grade_name_of(scored_, grade));
    }
    close('}');
  }

  void route() {
    key("route");
    if (const auto route = route_name_of(scored_)) {
      append_json_string(out_, *route);
    } else {
      out_ += "null";
    }
  }

  void alerts() {
    key("alerts");
    texts(alert_names_of(scored_));
    if (scored_.earlier == nullptr) return;
    key("alerts_fired");
    texts(fired_alert_names_of(scored_));
  }

  void texts(const std::vector<std::string_view>& all) {
    open('[');
    for (const std::string_view text : all) {
      next();
      append_json_string(out_, text);
    }
    close(']');
  }

  /// Of a model that promises anything.
  void broken_promises() {
    if (program_.nevers.empty()) return;
    key("broken");
    open('[');
    for (const bytecode::NeverId never : program_.nevers.ids()) {
      if (!scored_.scores.is_broken(lead_, never)) continue;
      next();
      out_ += '{';
      wording(program_.nevers[never].wording);
      out_ += '}';
      is_first_ = false;
    }
    close(']');
  }

  void stages() {
    key("stage");
    const std::int32_t furthest = scored_.scores.stage(lead_);
    if (scored_.scores.disqualified[lead_] != 0) {
      out_ += "\"disqualified\"";
    } else if (furthest == ScoreBatch::kNone) {
      out_ += "null";
    } else {
      stage_name(bytecode::StageId(static_cast<std::uint32_t>(furthest)));
    }
    key("stages");
    open('[');
    for (const bytecode::StageId stage : program_.stages.ids()) {
      if (!scored_.scores.is_met(lead_, stage)) continue;
      next();
      stage_name(stage);
    }
    close(']');
  }

  void stage_name(bytecode::StageId stage) {
    append_json_string(out_, program_.texts.text(program_.stages[stage].name));
  }

  void model() {
    key("model");
    out_ += "{\"name\": ";
    if (program_.name) {
      append_json_string(out_, program_.texts.text(*program_.name));
    } else {
      out_ += "null";
    }
    key("hash");
    append_json_string(out_, program_.hash);
    out_ += '}';
  }

  void place(const bytecode::Wording& wording) {
    out_ += "\"line\": ";
    out_ += std::to_string(wording.line);
    if (!wording.file) return;
    key("file");
    append_json_string(out_, program_.texts.text(*wording.file));
  }

  void wording(const bytecode::Wording& wording) {
    place(wording);
    if (wording.because) {
      key("because");
      append_json_string(out_, program_.texts.text(*wording.because));
    }
    key("condition");
    append_json_string(out_, program_.texts.text(wording.condition));
  }

  void list_of_reasons(const Explanation& explanation, bool are_met) {
    for (const Reason& reason : explanation.reasons) {
      if ((reason.truth == Truth::kTrue) != are_met) continue;
      next();
      one_reason(reason);
    }
  }

  void one_reason(const Reason& reason) {
    out_ += '{';
    const bytecode::Wording& own = wording_of(program_, reason);
    const bytecode::Wording* const detail = detail_of(program_, reason);
    place(own);
    key("part");
    part_name(program_.contributions[reason.contribution].part);
    key("points");
    points(reason.truth == Truth::kTrue ? reason.points_thousandths : possible_points(reason));
    const auto because = detail != nullptr && detail->because ? detail->because : own.because;
    if (because) {
      key("because");
      append_json_string(out_, program_.texts.text(*because));
    }
    key("condition");
    append_json_string(out_, program_.texts.text(own.condition));
    if (detail != nullptr) {
      key(reason.row ? "row" : "rule");
      append_json_string(out_, program_.texts.text(detail->condition));
    }
    if (reason.truth != Truth::kTrue) {
      key("truth");
      out_ += fmt::format("\"{}\"", name_of(reason.truth));
    }
    if (!reason.counted.empty()) counted(reason);
    evidence(reason.evidence);
    out_ += '}';
    is_first_ = false;
  }

  /// What a rule that gave nothing would have given; a table or a `best of` says so in its rows.
  [[nodiscard]] std::int64_t possible_points(const Reason& reason) const {
    return reason.rule.is_valid() ? program_.rules[reason.rule].points_thousandths : 0;
  }

  void part_name(bytecode::PartId part) {
    if (part.is_valid()) {
      append_json_string(out_, program_.texts.text(program_.parts[part].name));
    } else {
      out_ += "null";
    }
  }

  /// What the events of a rule gave, before its `up to`.
  void counted(const Reason& reason) {
    key("events_count");
    out_ += std::to_string(reason.counted_events);
    key("events_points");
    points(reason.sum_thousandths);
    key("events");
    open('[');
    for (const CountedEvent& one : reason.counted) {
      next();
      event(scored_.batch.event(lead_, one.event), one.points_thousandths);
    }
    close(']');
  }

  void bound_step(const BoundStep& bound) {
    out_ += "{\"line\": null";
    key("part");
    part_name(bound.part);
    key("points");
    points(bound.points_thousandths);
    key("bound");
    append_json_string(out_, label_of(program_, bound));
    out_ += '}';
    is_first_ = false;
  }

  void evidence(const std::vector<Evidence>& all) {
    key("evidence");
    open('[');
    for (const Evidence& one : all) {
      next();
      out_ += "{\"test\": ";
      append_json_string(out_, describe(program_, one));
      field_evidence(one.fields);
      if (one.is_about_number) number_evidence(one.number);
      if (one.is_about_events) event_evidence(one);
      out_ += '}';
      is_first_ = false;
    }
    close(']');
  }

  /// Of several fields each is an object in `fields`.
  void field_evidence(const std::vector<bytecode::FieldId>& fields) {
    if (fields.size() == 1) {
      out_ += ", ";
      one_field(fields.front());
    }
    if (fields.size() < 2) return;
    key("fields");
    open('[');
    for (const bytecode::FieldId field : fields) {
      next();
      out_ += '{';
      one_field(field);
      out_ += '}';
      is_first_ = false;
    }
    close(']');
  }

  void number_evidence(const std::optional<double>& number) {
    key("number");
    if (number) {
      append_json_number(out_, *number);
    } else {
      out_ += "null";
    }
  }

  void one_field(bytecode::FieldId field) {
    out_ += "\"field\": ";
    append_json_string(out_, program_.texts.text(program_.fields[field].name));
    if (program_.fields[field].type == bytecode::FieldType::kAny) {
      key("given");
      out_ += scored_.batch.is_known(field, lead_) ? "true" : "false";
    } else {
      key("value");
      value(field);
    }
  }

  void value(bytecode::FieldId field) {
    const LeadBatch& batch = scored_.batch;
    if (!batch.is_known(field, lead_)) {
      out_ += "null";
      return;
    }
    switch (program_.fields[field].type) {
      case bytecode::FieldType::kText:
      case bytecode::FieldType::kOneOf:
        return append_json_string(out_, batch.text(field, lead_));
      case bytecode::FieldType::kNumber:
        return append_json_number(out_, batch.number(field, lead_));
      case bytecode::FieldType::kYesNo:
        out_ += batch.yes(field, lead_) ? "true" : "false";
        return;
      case bytecode::FieldType::kTime:
        return append_json_string(out_, format_time(batch.time(field, lead_)));
      case bytecode::FieldType::kListOfText:
        return items(field);
      case bytecode::FieldType::kAny:
        break;
    }
    LEADSCORE_CHECK(false, "a field without a value that can be shown");
  }

  void items(bytecode::FieldId field) {
    open('[');
    for (std::size_t i = 0; i < scored_.batch.item_count(field, lead_); ++i) {
      next();
      append_json_string(out_, scored_.batch.item(field, lead_, i));
    }
    close(']');
  }

  void event_evidence(const Evidence& one) {
    key("count");
    out_ += std::to_string(one.event_count);
    key("events");
    open('[');
    for (const std::size_t index : one.events) {
      next();
      event(scored_.batch.event(lead_, index));
    }
    close(']');
  }

  void event(const Event& event, std::optional<std::int64_t> given = std::nullopt) {
    out_ += "{\"kind\": ";
    if (event.kind.is_valid()) {
      append_json_string(out_, program_.texts.text(program_.kinds[event.kind].name));
    } else {
      out_ += "null";
    }
    key("subject");
    if (event.subject) {
      append_json_string(out_, *event.subject);
    } else {
      out_ += "null";
    }
    key("at");
    if (event.time) {
      append_json_string(out_, format_time(*event.time));
    } else {
      out_ += "null";
    }
    if (given) {
      key("points");
      points(*given);
    }
    out_ += '}';
  }

  TextWriter& out_;
  const ScoredLead& scored_;
  const bytecode::Program& program_;
  std::size_t lead_;
  bool is_inside_;        // the model is for this lead
  bool is_first_ = true;  // in the list or object at hand
};

}  // namespace

void append_lead_json(std::string& out, const ScoredLead& lead, OutcomeTexts* outcomes) {
  TextWriter writer(out);
  writer += '{';
  LeadObject object(writer, lead);
  object.given_points();
  if (outcomes == nullptr) {
    object.outcome();
  } else {
    writer += outcomes->text_of(lead, [&lead](std::string& text) {
      TextWriter outcome(text);
      LeadObject(outcome, lead).outcome();
    });
  }
  if (lead.explanation) object.reasons(*lead.explanation);
  writer += '}';
}

void append_why_json(std::string& out, const ScoredLead& lead, TimeMs as_of) {
  LEADSCORE_CHECK(lead.explanation, "`why` without an explanation");
  TextWriter writer(out);
  writer += '{';
  LeadObject object(writer, lead);
  object.given_points();
  object.outcome();
  object.reasons(*lead.explanation);
  object.way_on(*lead.explanation, as_of);
  writer += '}';
}

}  // namespace leadscore::runtime
