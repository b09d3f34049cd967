#include "tools/cli/test_lead.hpp"

#include "base/check.hpp"
#include "base/time.hpp"
#include "runtime/output/json_text.hpp"
#include "runtime/records/record_reader.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace leadscore::cli {
namespace {

std::optional<bytecode::FieldId> find_field(const bytecode::Program& program,
                                            std::string_view name) {
  for (const bytecode::FieldId field : program.fields.ids()) {
    if (program.texts.text(program.fields[field].name) == name) return field;
  }
  return std::nullopt;
}

bytecode::KindId find_kind(const bytecode::Program& program, std::string_view name) {
  for (const bytecode::KindId kind : program.kinds.ids()) {
    if (program.texts.text(program.kinds[kind].name) == name) return kind;
  }
  return {};  // a kind that the program does not name counts as activity
}

/// Spells a value as a record would.
class JsonValue {
 public:
  JsonValue(std::string& out, const Interner& texts) : out_(out), texts_(texts) {}

  void operator()(TextId text) const { runtime::append_json_string(out_, texts_.text(text)); }
  void operator()(double number) const { runtime::append_json_number(out_, number); }
  void operator()(bool yes) const { out_ += yes ? "true" : "false"; }
  void operator()(TimeMs time) const { runtime::append_json_string(out_, format_time(time)); }
  void operator()(const std::vector<TextId>& items) const {
    out_ += '[';
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (i > 0) out_ += ", ";
      (*this)(items[i]);
    }
    out_ += ']';
  }

 private:
  std::string& out_;
  const Interner& texts_;
};

/// Through the reader of records, so that defaults and `unknown as` work as they do in a run.
std::string record_of(const model::Model& model, const model::TestBlock& block,
                      const bytecode::Program& program) {
  std::string json = "{";
  for (const model::TestField& given : block.fields) {
    const auto field = find_field(program, model.texts.text(model.fields[given.field].name));
    if (!field) continue;
    if (json.size() > 1) json += ", ";
    runtime::append_json_string(json, program.texts.text(program.fields[*field].key));
    json += ": ";
    std::visit(JsonValue(json, model.texts), given.value);
  }
  return json + '}';
}

}  // namespace

runtime::LeadBatch make_test_lead(const model::Model& model, const model::TestBlock& block,
                                  const bytecode::Program& program) {
  runtime::LeadBatch batch(program);
  runtime::ReadReport report;
  const auto read = runtime::read_json_lead(program, record_of(model, block, program),
                                            "of this test", batch, report);
  LEADSCORE_CHECK(read, "a test's lead that is no record: " + read.error().message);
  for (const model::TestEvent& given : block.events) {
    runtime::Event event{.kind = find_kind(program, model.texts.text(model.kinds[given.kind].name)),
                         .subject = std::nullopt,
                         .time = given.at};
    if (given.subject) event.subject = model.texts.text(*given.subject);
    for (std::uint32_t i = 0; i < given.count; ++i) batch.add_event(event);
  }
  return batch;
}

}  // namespace leadscore::cli
