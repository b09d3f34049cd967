#include "runtime/jit/event_ir.hpp"

#include "runtime/jit/json_ir.hpp"
#include "runtime/jit/line_frame.hpp"
#include "runtime/jit/object_ir.hpp"
#include "runtime/jit/time_ir.hpp"
#include "runtime/jit/type_ir.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace leadscore::runtime::jit {

namespace {

using EventUse = LineShape::EventUse;

constexpr std::size_t kRows = offsetof(LineFrame, rows);
constexpr std::size_t kCount = kRows + offsetof(BatchRows, event_count);

/// A text of an event: what is kept of it is in memory, of which LLVM makes registers.
struct KeptText {
  std::string begin;  // null: it is not given
  std::string size;
};

class EventArray {
 public:
  EventArray(IrText& ir, const LineShape& shape, std::string otherwise)
      : ir_(ir), shape_(shape), otherwise_(std::move(otherwise)) {}

  std::string read(const std::string& at) {
    const std::string end = ir_.new_block();
    const std::string is_empty = ir_.is_byte(ir_.behind(at, 1), ']');
    ir_.store("ptr", ir_.behind(at, 2), "%cursor");
    const std::string begin = ir_.new_block();
    ir_.branch(is_empty, end, begin);
    ir_.begin_block(begin);
    ir_.store("ptr", ir_.behind(at, 1), "%cursor");
    ir_.store("i64", "0", "%events");
    ir_.jump(each_);
    read_each();
    go_on(end);
    ir_.begin_block(end);
    return ir_.load("ptr", "%cursor");
  }

 private:
  void read_each() {
    ir_.begin_block(each_);
    const std::string before = ir_.load("i64", "%events");
    ir_.require(ir_.make("icmp ult i64 {}, {}", before, shape_.most_events), otherwise_);
    ir_.store("i64", ir_.make("add i64 {}, 1", before), "%events");
    const std::string begin = ir_.load("ptr", "%cursor");
    forget_event();
    const std::string end = walk_object(ir_, begin, keys(), shape_.is_spaced, odd_);
    add_event();
    ir_.store("ptr", end, "%cursor");
    ir_.jump(next_);

    ir_.begin_block(odd_);
    const std::string take = load_call(ir_, offsetof(LineCalls, take_event));
    const std::string taken = ir_.make("call ptr {}(ptr %frame, ptr {})", take, begin);
    ir_.require(ir_.make("icmp ne ptr {}, null", taken), otherwise_);
    ir_.store("ptr", taken, "%cursor");
    ir_.jump(next_);
  }

  /// To the next event, or behind the array.
  void go_on(const std::string& end) {
    ir_.begin_block(next_);
    const std::string at = ir_.load("ptr", "%cursor");
    const std::string last = ir_.new_block();
    const std::string_view comma = shape_.is_spaced ? ", " : ",";
    ir_.require_bytes(at, comma, last);
    ir_.store("ptr", ir_.behind(at, comma.size()), "%cursor");
    ir_.jump(each_);
    ir_.begin_block(last);
    ir_.require(ir_.is_byte(at, ']'), otherwise_);
    ir_.store("ptr", ir_.behind(at, 1), "%cursor");
    ir_.jump(end);
  }

  void forget_event() {
    ir_.store("i1", "false", "%has_type");
    ir_.store("i8", "0", "%has_time");
    ir_.store("i64", "0", "%time");
    for (std::size_t key = 0; key < shape_.event_keys.size(); ++key) {
      if (!is_text(shape_.event_keys[key].use)) continue;
      ir_.store("ptr", "null", kept(key).begin);
      ir_.store("i64", "0", kept(key).size);
    }
  }

  [[nodiscard]] static bool is_text(EventUse use) {
    return use == EventUse::kId || use == EventUse::kMessageId || use == EventUse::kSubject;
  }

  /// What is kept of the text under a key.
  [[nodiscard]] static KeptText kept(std::size_t key) {
    return {fmt::format("%begin{}", key), fmt::format("%size{}", key)};
  }

  [[nodiscard]] std::vector<IrKey> keys() {
    std::vector<IrKey> keys;
    for (std::size_t key = 0; key < shape_.event_keys.size(); ++key) {
      keys.push_back({.name = shape_.event_keys[key].name,
                      .comes_first = shape_.event_keys[key].comes_first,
                      .take = [this, key](const std::string& at) { return take(key, at); }});
    }
    return keys;
  }

  std::string take(std::size_t key, const std::string& at) {
    switch (shape_.event_keys[key].use) {
      case EventUse::kType:
        return take_type(at);
      case EventUse::kTime:
        return take_time(at);
      case EventUse::kId:
      case EventUse::kMessageId:
      case EventUse::kSubject:
        return take_text(kept(key), at);
      case EventUse::kNone:
        return skip_value(ir_, at, odd_);
      case EventUse::kOther:
        break;
    }
    // An array or object may be more than a value to the quick reader.
    const std::string is_nested = ir_.either(ir_.is_byte(at, '{'), ir_.is_byte(at, '['));
    ir_.require(ir_.make("xor i1 {}, true", is_nested), odd_);
    return skip_value(ir_, at, odd_);
  }

  std::string take_type(const std::string& at) {
    const IrType type = types_.find(ir_, at, odd_);
    ir_.store("i1", "true", "%has_type");
    ir_.store("i32", type.kind, "%kind");
    ir_.store("i32", type.subject_slot, "%subject_slot");
    return type.end;
  }

  std::string take_time(const std::string& at) {
    const IrTime time = read_common_time(ir_, at, odd_);
    ir_.store("i8", "1", "%has_time");
    ir_.store("i64", time.ms, "%time");
    return time.end;
  }

  std::string take_text(const KeptText& to, const std::string& at) {
    const IrTextValue text = find_text(ir_, at, odd_);
    const std::string is_empty = ir_.make("icmp eq i64 {}, 0", text.size);
    ir_.require(ir_.either(is_empty, is_plainly_given(ir_, text)), odd_);
    ir_.store("ptr", ir_.make("select i1 {}, ptr null, ptr {}", is_empty, text.begin), to.begin);
    ir_.store("i64", text.size, to.size);
    return text.end;
  }

  [[nodiscard]] KeptText load(std::size_t key) {
    return {ir_.load("ptr", kept(key).begin), ir_.load("i64", kept(key).size)};
  }

  /// The first of two texts that is given.
  KeptText first_given(const KeptText& first, const KeptText& second) {
    const std::string is_given = ir_.make("icmp ne ptr {}, null", first.begin);
    return choose(is_given, first, second);
  }

  KeptText choose(const std::string& condition, const KeptText& yes, const KeptText& no) {
    return {ir_.make("select i1 {}, ptr {}, ptr {}", condition, yes.begin, no.begin),
            ir_.make("select i1 {}, i64 {}, i64 {}", condition, yes.size, no.size)};
  }

  /// The text under the key of that use, if it has any.
  KeptText text_of(EventUse use) {
    for (std::size_t key = 0; key < shape_.event_keys.size(); ++key) {
      if (shape_.event_keys[key].use == use) return load(key);
    }
    return {"null", "0"};
  }

  KeptText subject() {
    KeptText any{"null", "0"};
    KeptText of_kind = any;
    const std::string slot = ir_.load("i32", "%subject_slot");
    for (std::size_t key = 0; key < shape_.event_keys.size(); ++key) {
      if (shape_.event_keys[key].use != EventUse::kSubject) continue;
      const KeptText text = load(key);
      const std::uint32_t of_key = shape_.event_keys[key].slot;
      if (of_key == shape_.any_subject) any = text;
      of_kind = choose(ir_.make("icmp eq i32 {}, {}", slot, of_key), text, of_kind);
    }
    return first_given(of_kind, any);
  }

  void note_id() {
    const KeptText id = first_given(text_of(EventUse::kId), text_of(EventUse::kMessageId));
    if (id.begin == "null") return;
    const std::string has_id = ir_.new_block();
    const std::string noted = ir_.new_block();
    ir_.branch(ir_.make("icmp ne ptr {}, null", id.begin), has_id, noted);
    ir_.begin_block(has_id);
    const std::string note = load_call(ir_, offsetof(LineCalls, note_event_id));
    ir_.add("call void {}(ptr %frame, ptr {}, i64 {})", note, id.begin, id.size);
    ir_.jump(noted);
    ir_.begin_block(noted);
  }

  /// Adds the event that was walked over; without a known type it goes to `odd_`.
  void add_event() {
    ir_.require(ir_.load("i1", "%has_type"), odd_);
    const KeptText text = subject();
    note_id();
    const std::string kind = ir_.load("i32", "%kind");
    const std::string is_named =
        ir_.make("icmp ne i32 {}, {}", kind, static_cast<std::int32_t>(bytecode::KindId::kNone));
    const std::string added = ir_.new_block();
    if (!shape_.takes_any_kind) ir_.require(is_named, added);
    make_room();
    const std::string row = ir_.load("i64", "%frame", kCount);
    ir_.store("i64", ir_.make("add i64 {}, 1", row), "%frame", kCount);
    ir_.store("i32", kind, row_of(offsetof(BatchRows, kinds), sizeof(bytecode::KindId), row));
    ir_.store("i8", ir_.load("i8", "%has_time"), row_of(offsetof(BatchRows, has_time), 1, row));
    ir_.store("i64", ir_.load("i64", "%time"),
              row_of(offsetof(BatchRows, times), sizeof(TimeMs), row));
    ir_.store_text(text.begin, text.size,
                   row_of(offsetof(BatchRows, subjects), sizeof(std::string_view), row));
    ir_.store("i64", count_of_kind(kind, is_named),
              row_of(offsetof(BatchRows, attribute_rows), sizeof(std::size_t), row));
    ir_.jump(added);
    ir_.begin_block(added);
  }

  void make_room() {
    const std::string count = ir_.load("i64", "%frame", kCount);
    const std::string capacity =
        ir_.load("i64", "%frame", kRows + offsetof(BatchRows, event_capacity));
    const std::string is_full = ir_.make("icmp eq i64 {}, {}", count, capacity);
    const std::string grow = ir_.new_block();
    const std::string has_room = ir_.new_block();
    ir_.branch(is_full, grow, has_room);
    ir_.begin_block(grow);
    ir_.add("call void {}(ptr %frame)", load_call(ir_, offsetof(LineCalls, grow_events)));
    ir_.jump(has_room);
    ir_.begin_block(has_room);
  }

  /// Where an array of the rows has the row of an event.
  std::string row_of(std::size_t array, std::size_t element_bytes, const std::string& row) {
    return ir_.element(ir_.load("ptr", "%frame", kRows + array), element_bytes, row);
  }

  /// Counts an event of a kind and returns how many there were; 0 if it is not named.
  std::string count_of_kind(const std::string& kind, const std::string& is_named) {
    const std::string named = ir_.new_block();
    const std::string counted = ir_.new_block();
    ir_.store("i64", "0", "%of_kind");
    ir_.branch(is_named, named, counted);
    ir_.begin_block(named);
    const std::string sizes = ir_.load("ptr", "%frame", kRows + offsetof(BatchRows, kind_sizes));
    const std::string size =
        ir_.element(sizes, sizeof(std::size_t), ir_.make("zext i32 {} to i64", kind));
    const std::string before = ir_.load("i64", size);
    ir_.store("i64", ir_.make("add i64 {}, 1", before), size);
    ir_.store("i64", before, "%of_kind");
    ir_.jump(counted);
    ir_.begin_block(counted);
    return ir_.load("i64", "%of_kind");
  }

  IrText& ir_;
  const LineShape& shape_;
  TypeTable types_{shape_};
  std::string otherwise_;
  std::string each_ = ir_.new_block();  // takes the event at `%cursor`
  std::string next_ = ir_.new_block();  // goes on behind it
  std::string odd_ = ir_.new_block();   // has it taken by the quick reader
};

}  // namespace

void allot_event(IrText& ir, const LineShape& shape) {
  for (const auto& [name, type] : {std::pair{"%events", "i64"},
                                   {"%has_type", "i1"},
                                   {"%kind", "i32"},
                                   {"%subject_slot", "i32"},
                                   {"%has_time", "i8"},
                                   {"%time", "i64"},
                                   {"%of_kind", "i64"}}) {
    ir.add("{} = alloca {}", name, type);
  }
  for (std::size_t key = 0; key < shape.event_keys.size(); ++key) {
    ir.add("%begin{} = alloca ptr", key);
    ir.add("%size{} = alloca i64", key);
  }
}

std::string read_events(IrText& ir, const LineShape& shape, const std::string& at,
                        const std::string& otherwise) {
  return EventArray(ir, shape, otherwise).read(at);
}

}  // namespace leadscore::runtime::jit
