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

/// The function for the value of a key, by its offset in LineCalls; that of events, where they are
/// no array.
std::size_t call_for(Use use) {
  switch (use) {
    case Use::kText:
      return offsetof(LineCalls, take_text);
    case Use::kNumber:
      return offsetof(LineCalls, take_number);
    case Use::kId:
      return offsetof(LineCalls, take_id);
    case Use::kNone:
    case Use::kEvents:
    case Use::kOther:
      break;
  }
  return offsetof(LineCalls, take);
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
    meet(shape_.keys[key].slot);
    ir_.store("ptr", read_events(ir_, shape_, at, given_up_), "%cursor");
    ir_.jump(taken);
    ir_.begin_block(other);
    ir_.store("ptr", call(key, at), "%cursor");
    ir_.jump(taken);
    ir_.begin_block(taken);
    return ir_.load("ptr", "%cursor");
  }

  /// The record has something for a slot; gives up if it had before.
  void meet(std::uint32_t slot) {
    const std::string record = ir_.load("i64", "%frame", offsetof(LineFrame, record));
    const std::string met = ir_.load("ptr", "%frame", offsetof(LineFrame, met));
    const std::size_t offset = slot * sizeof(std::uint64_t);
    const std::string last = ir_.load("i64", met, offset);
    ir_.require(ir_.make("icmp ne i64 {}, {}", last, record), given_up_);
    ir_.store("i64", record, met, offset);
  }

  std::string call(std::size_t key, const std::string& at) {
    const LineShape::Key& of = shape_.keys[key];
    if (of.use == Use::kNone) return skip_value(ir_, at, given_up_);
    const std::string call = load_call(ir_, call_for(of.use));
    // LineCalls::take has no slot and does not look at it.
    std::string end =
        ir_.make("call ptr {}(ptr %frame, i32 {}, ptr {}, i64 {})", call, key, at, of.slot);
    ir_.require(ir_.make("icmp ne ptr {}, null", end), given_up_);
    return end;
  }

  const LineShape& shape_;
  IrText ir_;
  std::string given_up_ = ir_.new_block();
};

}  // namespace

std::string line_ir(const LineShape& shape) {
  return std::string(json_functions()) + TypeTable(shape).constant() + LineWalk(shape).function();
}

}  // namespace leadscore::runtime::jit
