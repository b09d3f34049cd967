#include "tools/cli/test_lead.hpp"

#include "base/check.hpp"
#include "base/time.hpp"
#include "runtime/output/json_text.hpp"
#include "runtime/records/lead_line_reader.hpp"

#include <algorithm>
#include <cstdint>
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

const bytecode::EventKind* find_kind(const bytecode::Program& program, std::string_view name) {
  const auto found = std::ranges::find_if(program.kinds, [&](const bytecode::EventKind& kind) {
    return program.texts.text(kind.name) == name;
  });
  return found == program.kinds.end() ? nullptr : &*found;
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

/// A test's lead as a record, so that defaults, `unknown as` and addresses work as they do in a
/// run. What the program does not read is left out, or is ignored as it would be in a record.
class TestRecord {
 public:
  TestRecord(const model::Model& model, const bytecode::Program& program)
      : model_(model), program_(program) {}

  std::string text(const model::TestBlock& block) {
    json_ = "{";
    for (const model::TestField& given : block.fields) {
      const auto field = find_field(program_, name_of(model_.fields[given.field].name));
      if (field) member(program_.texts.text(program_.fields[*field].key), given.value);
    }
    key("events");
    json_ += '[';
    for (const model::TestEvent& given : block.events) {
      for (std::uint32_t i = 0; i < given.count; ++i) event(given);
    }
    return std::move(json_) + "]}";
  }

 private:
  std::string_view name_of(TextId text) const { return model_.texts.text(text); }

  void separate() {
    if (json_.back() != '{' && json_.back() != '[') json_ += ", ";
  }

  void key(std::string_view name) {
    separate();
    runtime::append_json_string(json_, name);
    json_ += ": ";
  }

  void member(std::string_view name, const model::Value& value) {
    key(name);
    std::visit(JsonValue(json_, model_.texts), value);
  }

  /// The attributes first: of a key that is there twice the last counts, and that is the event's.
  void event(const model::TestEvent& given) {
    const std::string_view kind_name = name_of(model_.kinds[given.kind].name);
    separate();
    json_ += '{';
    for (const model::TestAttribute& attribute : given.attributes) {
      member(name_of(model_.attributes[attribute.attribute].name), attribute.value);
    }
    key("type");
    runtime::append_json_string(json_, kind_name);
    key("at");
    runtime::append_json_string(json_, format_time(given.at));
    const bytecode::EventKind* const kind = find_kind(program_, kind_name);
    if (given.subject && kind != nullptr) {
      key(program_.texts.text(kind->subject_name));
      runtime::append_json_string(json_, name_of(*given.subject));
    }
    json_ += '}';
  }

  const model::Model& model_;
  const bytecode::Program& program_;
  std::string json_;
};

}  // namespace

runtime::LeadBatch make_test_lead(const model::Model& model, const model::TestBlock& block,
                                  const bytecode::Program& program) {
  runtime::LeadBatch batch(program);
  runtime::ReadReport report;
  const std::string record = TestRecord(model, program).text(block);
  const auto read = runtime::read_json_lead(program, record, "of this test", batch, report);
  LEADSCORE_CHECK(read, "a test's lead that is no record: " + read.error().message);
  return batch;
}

}  // namespace leadscore::cli
