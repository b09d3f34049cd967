#include "runtime/output/lead_json.hpp"

#include "base/check.hpp"
#include "base/decimal.hpp"
#include "base/time.hpp"
#include "runtime/output/json_text.hpp"
#include "runtime/output/wording.hpp"

#include <fmt/format.h>

#include <iterator>
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
  LeadObject(std::string& out, const ScoredLead& scored)
      : out_(out),
        scored_(scored),
        program_(scored.program),
        lead_(scored.lead),
        is_inside_(scored.scores.applies(scored.lead)) {}

  void result() {
    out_ += "\"id\": ";
    append_json_string(out_, scored_.batch.id(lead_));
    key("score");
    if (is_inside_) {
      points(scored_.scores.scores[lead_]);
    } else {
      out_ += "null";
    }
    parts();
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
    list_of_rules(explanation, true);
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
    points(explanation.least_thousandths);
    key("most");
    points(explanation.most_thousandths);
  }

  void way_on(const Explanation& explanation, TimeMs as_of) {
    key("unmet");
    list_of_rules(explanation, false);
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
  // A key of the object at hand, which is never its first.
  void key(std::string_view name) { fmt::format_to(std::back_inserter(out_), ", \"{}\": ", name); }

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

  void wording(const bytecode::Wording& wording) {
    fmt::format_to(std::back_inserter(out_), "\"line\": {}", wording.line);
    if (wording.because) {
      key("because");
      append_json_string(out_, program_.texts.text(*wording.because));
    }
    key("condition");
    append_json_string(out_, program_.texts.text(wording.condition));
  }

  void list_of_rules(const Explanation& explanation, bool are_met) {
    open('[');
    for (const Reason& reason : explanation.rules) {
      if ((reason.truth == Truth::kTrue) != are_met) continue;
      next();
      rule(reason);
    }
    close(']');
  }

  void rule(const Reason& reason) {
    const bytecode::Rule& rule = program_.rules[reason.rule];
    out_ += '{';
    wording(rule.wording);
    key("part");
    if (rule.part.is_valid()) {
      append_json_string(out_, program_.texts.text(program_.parts[rule.part].name));
    } else {
      out_ += "null";
    }
    key("points");
    points(rule.points_thousandths);
    if (reason.truth != Truth::kTrue) {
      key("truth");
      out_ += fmt::format("\"{}\"", name_of(reason.truth));
    }
    evidence(reason.evidence);
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
      if (one.field) field_evidence(*one.field);
      if (one.is_about_events) event_evidence(one);
      out_ += '}';
      is_first_ = false;
    }
    close(']');
  }

  void field_evidence(bytecode::FieldId field) {
    key("field");
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
    fmt::format_to(std::back_inserter(out_), "{}", one.event_count);
    key("events");
    open('[');
    for (const std::size_t index : one.events) {
      next();
      event(scored_.batch.event(lead_, index));
    }
    close(']');
  }

  void event(const Event& event) {
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
    out_ += '}';
  }

  std::string& out_;
  const ScoredLead& scored_;
  const bytecode::Program& program_;
  std::size_t lead_;
  bool is_inside_;        // the model is for this lead
  bool is_first_ = true;  // in the list or object at hand
};

}  // namespace

void append_lead_json(std::string& out, const ScoredLead& lead) {
  out += '{';
  LeadObject object(out, lead);
  object.result();
  if (lead.explanation) object.reasons(*lead.explanation);
  out += '}';
}

void append_why_json(std::string& out, const ScoredLead& lead, TimeMs as_of) {
  LEADSCORE_CHECK(lead.explanation, "`why` without an explanation");
  out += '{';
  LeadObject object(out, lead);
  object.result();
  object.reasons(*lead.explanation);
  object.way_on(*lead.explanation, as_of);
  out += '}';
}

}  // namespace leadscore::runtime
