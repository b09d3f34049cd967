#include "runtime/jit/line_ir.hpp"

#include "runtime/jit/event_ir.hpp"
#include "runtime/jit/ir_text.hpp"
#include "runtime/jit/json_ir.hpp"
#include "runtime/jit/line_frame.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace leadscore::runtime::jit {

namespace {

using Use = LineShape::Use;

class LineWalk {
 public:
  explicit LineWalk(const LineShape& shape) : shape_(shape) {}

  std::string function() {
    ir_.add("define ptr @read_line(ptr noalias %line, ptr %frame) {{");
    ir_.add("%cursor = alloca ptr");
    allot_event(ir_, shape_);
    record_ = ir_.load("i64", "%frame", offsetof(LineFrame, record));
    lead_ = ir_.load("i64", "%frame", offsetof(LineFrame, lead));
    ir_.add("ret ptr {}", walk_object(ir_, "%line", keys(), shape_.is_spaced, given_up_));
    ir_.begin_block(given_up_);
    ir_.add("ret ptr null");
    ir_.add("}}");
    return ir_.text();
  }

 private:
  [[nodiscard]] std::vector<IrKey> keys() {
    std::vector<IrKey> keys;
    for (std::size_t key = 0; key < shape_.keys.size(); ++key) {
      keys.push_back({.name = shape_.keys[key].name,
                      .take = [this, key](const std::string& at) { return take(key, at); }});
    }
    return keys;
  }

  /// Tries what is common of such a value, else calls for it.
  std::string take(std::size_t key, const std::string& at) {
    const std::string other = ir_.new_block();
    const std::string taken = ir_.new_block();
    const std::string end = take_common(shape_.keys[key], at, other);
    if (!end.empty()) ir_.store("ptr", end, "%cursor");
    ir_.jump(end.empty() ? other : taken);
    ir_.begin_block(other);
    const bool is_unused = shape_.keys[key].use == Use::kNone;
    const std::string called = is_unused ? call_skip(ir_, at) : call_take(key, at);
    ir_.store("ptr", called, "%cursor");
    ir_.branch(ir_.make("icmp ne ptr {}, null", called), taken, given_up_);
    ir_.begin_block(taken);
    return ir_.load("ptr", "%cursor");
  }

  /// Returns the place behind the value; empty: there is no common one.
  std::string take_common(const LineShape::Key& key, const std::string& at,
                          const std::string& other) {
    switch (key.use) {
      case Use::kText:
        return take_text(key, at, other);
      case Use::kNumber:
        return take_number(key, at, other);
      case Use::kId:
        return take_id(key, at, other);
      case Use::kEvents:
        ir_.require(ir_.is_byte(at, '['), other);
        meet(key.slot, other);
        return read_events(ir_, shape_, at, given_up_);
      case Use::kNone:
        return skip_common(ir_, at, other);
      case Use::kOther:
        break;
    }
    return {};
  }

  std::string take_text(const LineShape::Key& key, const std::string& at,
                        const std::string& other) {
    const IrTextValue text = find_text(ir_, at, other);
    ir_.require(is_plainly_given(ir_, text), other);
    meet(key.slot, other);
    const std::string values = set_known(key.slot);
    ir_.store_text(text.begin, text.size, ir_.element(values, sizeof(std::string_view), lead_));
    return text.end;
  }

  std::string take_number(const LineShape::Key& key, const std::string& at,
                          const std::string& other) {
    const IrNumber read = read_few_digits(ir_, at, other);
    meet(key.slot, other);
    const std::string values = set_known(key.slot);
    ir_.store("double", ir_.make("sitofp i64 {} to double", read.number),
              ir_.element(values, sizeof(double), lead_));
    return read.end;
  }

  std::string take_id(const LineShape::Key& key, const std::string& at, const std::string& other) {
    const IrTextValue text = find_text(ir_, at, other);
    ir_.require(is_plainly_given(ir_, text), other);
    meet(key.slot, other);
    const std::string ids =
        ir_.load("ptr", "%frame", offsetof(LineFrame, rows) + offsetof(BatchRows, ids));
    ir_.store_text(text.begin, text.size, ir_.element(ids, sizeof(std::string_view), lead_));
    ir_.store("i8", "1", "%frame", offsetof(LineFrame, has_id));
    return text.end;
  }

  /// The record has something for a slot; goes to `other` if it had before.
  void meet(std::uint32_t slot, const std::string& other) {
    const std::string met = ir_.load("ptr", "%frame", offsetof(LineFrame, met));
    const std::size_t offset = slot * sizeof(std::uint64_t);
    const std::string last = ir_.load("i64", met, offset);
    ir_.require(ir_.make("icmp ne i64 {}, {}", last, record_), other);
    ir_.store("i64", record_, met, offset);
  }

  /// Returns the values of the column of a field.
  std::string set_known(std::uint32_t field) {
    const std::string fields =
        ir_.load("ptr", "%frame", offsetof(LineFrame, rows) + offsetof(BatchRows, fields));
    const std::size_t column = field * sizeof(BatchRows::Column);
    const std::string known = ir_.load("ptr", fields, column + offsetof(BatchRows::Column, known));
    ir_.store("i8", "1", ir_.element(known, 1, lead_));
    return ir_.load("ptr", fields, column + offsetof(BatchRows::Column, values));
  }

  std::string call_take(std::size_t key, const std::string& at) {
    const std::string calls = ir_.load("ptr", "%frame", offsetof(LineFrame, calls));
    const std::string take = ir_.load("ptr", calls, offsetof(LineCalls, take));
    return ir_.make("call ptr {}(ptr %frame, i32 {}, ptr {})", take, key, at);
  }

  const LineShape& shape_;
  IrText ir_;
  std::string given_up_ = ir_.new_block();
  std::string record_;
  std::string lead_;
};

}  // namespace

std::string line_ir(const LineShape& shape) {
  return std::string(json_functions()) + LineWalk(shape).function();
}

}  // namespace leadscore::runtime::jit
