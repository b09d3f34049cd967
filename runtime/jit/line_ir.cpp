#include "runtime/jit/line_ir.hpp"

#include "runtime/jit/event_ir.hpp"
#include "runtime/jit/ir_text.hpp"
#include "runtime/jit/json_ir.hpp"
#include "runtime/jit/line_frame.hpp"
#include "runtime/jit/object_ir.hpp"
#include "runtime/jit/type_ir.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::runtime::jit {

namespace {

using Use = LineShape::Use;

/// The record has something for a slot; goes to `otherwise` if it had before.
void meet_slot(IrText& ir, const std::string& slot, const std::string& otherwise) {
  const std::string record = ir.load("i64", "%frame", offsetof(LineFrame, record));
  const std::string all = ir.load("ptr", "%frame", offsetof(LineFrame, met));
  const std::string met = ir.element(all, sizeof(std::uint64_t), slot);
  ir.require(ir.make("icmp ne i64 {}, {}", ir.load("i64", met), record), otherwise);
  ir.store("i64", record, met);
}

constexpr std::size_t kRows = offsetof(LineFrame, rows);

/// A function that takes the value at `%at` under the key `%key`, which is good for `%slot` alone,
/// and returns the place behind it. Null: given up. What is not common about it is left to the
/// quick reader. (Each stands once in a module and is called: that compiles many times faster.)
class ValueFunction {
 public:
  /// `take` makes the instructions for what is common, and returns the place behind it.
  template <class Take>
  [[nodiscard]] std::string make(std::string_view name, const Take& take) {
    ir_.add("define internal ptr @{}(ptr %frame, ptr %at, i64 %slot, i32 %key) noinline {{", name);
    ir_.add("ret ptr {}", take(*this));
    ir_.begin_block(other_);
    const std::string call = load_call(ir_, offsetof(LineCalls, take));
    ir_.add("ret ptr {}", ir_.make("tail call ptr {}(ptr %frame, i32 %key, ptr %at)", call));
    ir_.add("}}");
    return ir_.text();
  }

  std::string take_text() {
    const IrTextValue text = find_given_text();
    const std::string values = set_known();
    ir_.store_text(text.begin, text.size, ir_.element(values, sizeof(std::string_view), lead()));
    return text.end;
  }

  std::string take_number() {
    const IrNumber read = read_few_digits(ir_, "%at", other_);
    meet();
    const std::string values = set_known();
    ir_.store("double", ir_.make("sitofp i64 {} to double", read.number),
              ir_.element(values, sizeof(double), lead()));
    return read.end;
  }

  std::string take_id() {
    const IrTextValue text = find_given_text();
    const std::string ids = ir_.load("ptr", "%frame", kRows + offsetof(BatchRows, ids));
    ir_.store_text(text.begin, text.size, ir_.element(ids, sizeof(std::string_view), lead()));
    ir_.store("i8", "1", "%frame", offsetof(LineFrame, has_id));
    return text.end;
  }

  std::string skip() { return skip_common(ir_, "%at", other_); }

  /// What only the quick reader knows.
  std::string leave() {
    ir_.jump(other_);
    ir_.begin_block(ir_.new_block());
    return "null";
  }

 private:
  IrTextValue find_given_text() {
    IrTextValue text = find_text(ir_, "%at", other_);
    ir_.require(is_plainly_given(ir_, text), other_);
    meet();
    return text;
  }

  [[nodiscard]] std::string lead() { return ir_.load("i64", "%frame", offsetof(LineFrame, lead)); }

  void meet() { meet_slot(ir_, "%slot", other_); }

  /// Returns the values of the column of the field.
  std::string set_known() {
    const std::string fields = ir_.load("ptr", "%frame", kRows + offsetof(BatchRows, fields));
    const std::string column = ir_.element(fields, sizeof(BatchRows::Column), "%slot");
    const std::string known = ir_.load("ptr", column, offsetof(BatchRows::Column, known));
    ir_.store("i8", "1", ir_.element(known, 1, lead()));
    return ir_.load("ptr", column, offsetof(BatchRows::Column, values));
  }

  IrText ir_;
  std::string other_ = ir_.new_block();
};

[[nodiscard]] std::string value_functions() {
  return ValueFunction().make("take_text", [](auto& value) { return value.take_text(); }) +
         ValueFunction().make("take_number", [](auto& value) { return value.take_number(); }) +
         ValueFunction().make("take_id", [](auto& value) { return value.take_id(); }) +
         ValueFunction().make("skip", [](auto& value) { return value.skip(); }) +
         ValueFunction().make("leave", [](auto& value) { return value.leave(); });
}

/// The function for the value of a key; that of events, where they are no array.
std::string_view function_for(Use use) {
  switch (use) {
    case Use::kText:
      return "take_text";
    case Use::kNumber:
      return "take_number";
    case Use::kId:
      return "take_id";
    case Use::kNone:
      return "skip";
    case Use::kEvents:
    case Use::kOther:
      break;
  }
  return "leave";
}

class LineWalk {
 public:
  explicit LineWalk(const LineShape& shape) : shape_(shape) {}

  std::string function() {
    ir_.add("define ptr @read_line(ptr %line, ptr %frame) {{");
    ir_.add("%cursor = alloca ptr");
    allot_event(ir_, shape_);
    ir_.add("ret ptr {}", walk_object(ir_, "%line", keys(), shape_.is_spaced, given_up_));
    ir_.begin_block(given_up_);
    ir_.add("ret ptr null");
    ir_.add("}}");
    return ir_.text();
  }

 private:
  [[nodiscard]] std::vector<IrKey> keys() {
    std::vector<IrKey> keys;
    for (std::size_t place = 0; place < shape_.keys.size(); ++place) {
      const LineShape::Key& key = shape_.keys[place];
      keys.push_back({.name = key.name,
                      .comes_first = key.comes_first,
                      .take = [this, place](const std::string& at) { return take(place, at); }});
    }
    return keys;
  }

  std::string take(std::size_t key, const std::string& at) {
    if (shape_.keys[key].use != Use::kEvents) return call(key, at);
    const std::string other = ir_.new_block();
    const std::string taken = ir_.new_block();
    ir_.require(ir_.is_byte(at, '['), other);
    meet_slot(ir_, fmt::to_string(shape_.keys[key].slot), given_up_);
    ir_.store("ptr", read_events(ir_, shape_, at, given_up_), "%cursor");
    ir_.jump(taken);
    ir_.begin_block(other);
    ir_.store("ptr", call(key, at), "%cursor");
    ir_.jump(taken);
    ir_.begin_block(taken);
    return ir_.load("ptr", "%cursor");
  }

  std::string call(std::size_t key, const std::string& at) {
    const LineShape::Key& of = shape_.keys[key];
    std::string end = ir_.make("call ptr @{}(ptr %frame, ptr {}, i64 {}, i32 {})",
                               function_for(of.use), at, of.slot, key);
    ir_.require(ir_.make("icmp ne ptr {}, null", end), given_up_);
    return end;
  }

  const LineShape& shape_;
  IrText ir_;
  std::string given_up_ = ir_.new_block();
};

}  // namespace

std::string line_ir(const LineShape& shape) {
  return std::string(json_functions()) + value_functions() + TypeTable(shape).constant() +
         LineWalk(shape).function();
}

}  // namespace leadscore::runtime::jit
