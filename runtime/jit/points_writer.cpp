#include "runtime/jit/points_writer.hpp"

#include "bytecode/opcode_table.hpp"
#include "runtime/batch/block.hpp"
#include "runtime/batch/block_code.hpp"
#include "runtime/jit/ir_text.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace leadscore::runtime::jit {

using batch::BlockView;
using batch::Plan;
using bytecode::ContributionId;
using bytecode::Instruction;
using bytecode::Opcode;

namespace {

constexpr std::size_t kWords = batch::kBlockWords;
constexpr std::size_t kLeads = batch::kBlockLeads;
constexpr std::size_t kWordsAtOnce = 8;
constexpr std::size_t kLeadsAtOnce = 8;
constexpr std::size_t kWordBytes = sizeof(batch::Word);

/// Compiling takes time in line with the steps: so many take about ten milliseconds.
constexpr std::size_t kMostSteps = 1500;

/// A condition: where it is true, and where it is false.
struct Truths {
  std::string trues;
  std::string falses;
};

class PointsWriter {
 public:
  explicit PointsWriter(const batch::Steps& steps)
      : steps_(steps), plan_(steps.plan), program_(steps.plan.program()) {}

  [[nodiscard]] PointsFunctions write() {
    if (plan_.points_end() > kMostSteps) return {};
    begin();
    for (std::size_t at = 0; at < plan_.points_end(); ++at) {
      if (!step(plan_.steps()[at])) return {};
    }
    end();
    return {.ir = before_.text() + conditions_.text() + sums_entry_.text() + sums_.text(),
            .mask_count = mask_count_};
  }

 private:
  /// False: it is none that comes before the end of the points.
  [[nodiscard]] bool step(const Instruction& instruction) {
    const auto [opcode, a, b, c] = instruction;
    switch (opcode) {
      case Opcode::kLoadTrue:
        slots_[a] = {"splat (i64 -1)", "zeroinitializer"};
        return true;
      case Opcode::kLoadSignal:
        slots_[a] = signal(bytecode::SignalId(b));
        return true;
      case Opcode::kNot:
        slots_[a] = {slots_.at(b).falses, slots_.at(b).trues};
        return true;
      case Opcode::kAnd:
        slots_[a] = {both("and", slots_.at(b).trues, slots_.at(c).trues),
                     both("or", slots_.at(b).falses, slots_.at(c).falses)};
        return true;
      case Opcode::kOr:
        slots_[a] = {both("or", slots_.at(b).trues, slots_.at(c).trues),
                     both("and", slots_.at(b).falses, slots_.at(c).falses)};
        return true;
      case Opcode::kApply:
        inside_ = both("and", inside_, slots_.at(a).trues);
        return true;
      case Opcode::kGive:
        give(ContributionId(a));
        return true;
      case Opcode::kClosePart:
        close_part(a);
        return true;
      case Opcode::kCloseScore:
        close_score();
        return true;
      default:
        return false;
    }
  }

  // ---- Conditions -------------------------------------------------------------------------------

  void begin() {
    before_.add("define void @work_out_conditions(ptr %view) \"prefer-vector-width\"=\"512\" {{");
    before_.add("entry:");
    planes_ = before_.load("ptr", "%view", offsetof(BlockView, planes));
    trues_ = before_.load("ptr", "%view", offsetof(BlockView, trues));
    falses_ = before_.load("ptr", "%view", offsetof(BlockView, falses));
    counting_ = before_.load("ptr", "%view", offsetof(BlockView, counting));
    masks_ = before_.load("ptr", "%view", offsetof(BlockView, masks));
    inside_plane_ = before_.load("ptr", "%view", offsetof(BlockView, inside));
    const std::string count = before_.load("i64", "%view", offsetof(BlockView, count));
    words_ = rounded_up(before_, count, batch::kWordBits);
    before_.add("br label %loop");
    conditions_.add("loop:");
    conditions_.add("%word = phi i64 [ 0, %entry ], [ %next, %loop ]");
    inside_ = load_plane(inside_plane_, 0);
    begin_sums();
  }

  void end() {
    store_plane(inside_, inside_plane_, 0);
    store_slots();
    conditions_.add("%next = add i64 %word, {}", kWordsAtOnce);
    conditions_.add("%more = icmp ult i64 %next, {}", words_);
    conditions_.add("br i1 %more, label %loop, label %end");
    conditions_.add("end:");
    conditions_.add("ret void");
    conditions_.add("}}");
    end_sums();
  }

  /// How many `size` make a count, of which there is at least one.
  [[nodiscard]] static std::string rounded_up(IrText& text, const std::string& count,
                                              std::size_t size) {
    const std::string more = text.make("add i64 {}, {}", count, size - 1);
    return text.make("udiv i64 {}, {}", more, size);
  }

  /// What later steps read.
  void store_slots() {
    for (std::size_t at = plan_.points_end(); at < plan_.steps().size(); ++at) {
      for_each_read(plan_.steps()[at], [&](std::uint32_t slot) {
        const auto known = slots_.find(slot);
        if (known == slots_.end()) return;
        store_plane(known->second.trues, trues_, slot);
        store_plane(known->second.falses, falses_, slot);
        slots_.erase(known);
      });
    }
  }

  [[nodiscard]] std::string plane_address(const std::string& planes, std::size_t plane) {
    const std::string first =
        conditions_.make("getelementptr i64, ptr {}, i64 {}", planes, plane * kWords);
    return conditions_.make("getelementptr i64, ptr {}, i64 %word", first);
  }
  [[nodiscard]] std::string load_plane(const std::string& planes, std::size_t plane) {
    const std::string at = plane_address(planes, plane);
    return conditions_.make("load <8 x i64>, ptr {}, align 8", at);
  }
  void store_plane(const std::string& value, const std::string& planes, std::size_t plane) {
    const std::string at = plane_address(planes, plane);
    conditions_.add("store <8 x i64> {}, ptr {}, align 8", value, at);
  }
  [[nodiscard]] std::string both(const char* operation, const std::string& left,
                                 const std::string& right) {
    return conditions_.make("{} <8 x i64> {}, {}", operation, left, right);
  }
  [[nodiscard]] std::string inverse(const std::string& plane) {
    return both("xor", plane, "splat (i64 -1)");
  }

  [[nodiscard]] const Truths& signal(bytecode::SignalId id) {
    const auto [known, is_new] = signals_.try_emplace(id);
    if (is_new) {
      const batch::SignalPlanes& planes = plan_.planes_of(id);
      known->second.trues = load_plane(planes_, planes.truth);
      const std::string is_known = load_plane(planes_, planes.known);
      known->second.falses = both("and", is_known, inverse(known->second.trues));
    }
    return known->second;
  }

  [[nodiscard]] const std::string& truth_of(bytecode::RuleId rule) const {
    return slots_.at(plan_.slot_of(rule)).trues;
  }

  // ---- Points -----------------------------------------------------------------------------------

  void give(ContributionId id) {
    if (steps_.counting_of[id.value] != Plan::kNone) {
      const batch::CountingContribution& counting = steps_.counting[steps_.counting_of[id.value]];
      for (std::size_t at = 0; at < counting.rules.size(); ++at) {
        store_plane(truth_of(counting.rules[at]), counting_, counting.first_plane + at);
      }
      return;
    }
    const bytecode::Contribution& contribution = program_.contributions[id];
    const std::uint32_t sum = batch::sum_of(program_, contribution);
    if (const auto* rule = std::get_if<bytecode::RuleId>(&contribution.source)) {
      add_points(truth_of(*rule), batch::plain_points(program_.rules[*rule]), sum);
    } else if (const auto* table = std::get_if<bytecode::TableId>(&contribution.source)) {
      give_table(program_.tables[*table], sum);
    } else {
      give_ranked(std::get<bytecode::BestOfId>(contribution.source), sum);
    }
  }

  /// The first row that fits gives.
  void give_table(const bytecode::Table& table, std::uint32_t sum) {
    std::string left = "splat (i64 -1)";
    for (const bytecode::Row& row : table.rows) {
      std::string fits = left;
      if (row.signal.is_valid()) {
        const Truths& truths = signal(row.signal);
        fits = both("and", left, row.is_negated ? truths.falses : truths.trues);
      }
      left = both("and", left, inverse(fits));
      add_points(fits, row.points_thousandths, sum);
    }
  }

  /// The first rule that is true gives, from the most points to the least.
  void give_ranked(bytecode::BestOfId best_of, std::uint32_t sum) {
    std::string left = "splat (i64 -1)";
    for (const bytecode::RuleId rule : steps_.ranked[best_of.value]) {
      add_points(both("and", left, truth_of(rule)), batch::plain_points(program_.rules[rule]), sum);
      left = both("and", left, inverse(truth_of(rule)));
    }
  }

  /// Adds points where a plane has a bit.
  void add_points(const std::string& plane, std::int64_t points, std::uint32_t sum) {
    store_plane(plane, masks_, mask_count_);
    const std::string at = sums_.make("getelementptr i8, ptr {}, i64 {}", all_masks_,
                                      mask_count_ * kWords * kWordBytes);
    const std::string place = sums_.make("getelementptr i8, ptr {}, i64 %byte", at);
    const std::string byte = sums_.make("load i8, ptr {}, align 1", place);
    const std::string bits = sums_.make("bitcast i8 {} to <8 x i1>", byte);
    const std::string given = sums_.make(
        "select <8 x i1> {}, <8 x i64> splat (i64 {}), <8 x i64> zeroinitializer", bits, points);
    std::string& all = sum_at_hand(sum);
    all = sums_.make("add <8 x i64> {}, {}", all, given);
    ++mask_count_;
  }

  void begin_sums() {
    sums_entry_.add("define void @sum_points(ptr %view) \"prefer-vector-width\"=\"512\" {{");
    sums_entry_.add("entry:");
    all_masks_ = sums_entry_.load("ptr", "%view", offsetof(BlockView, masks));
    block_sums_ = sums_entry_.load("ptr", "%view", offsetof(BlockView, sums));
    parts_ = sums_entry_.load("ptr", "%view", offsetof(BlockView, parts));
    scores_ = sums_entry_.load("ptr", "%view", offsetof(BlockView, scores));
    const std::string count = sums_entry_.load("i64", "%view", offsetof(BlockView, count));
    bytes_ = rounded_up(sums_entry_, count, kLeadsAtOnce);
    sums_entry_.add("br label %loop");
    sums_.add("loop:");
    sums_.add("%byte = phi i64 [ 0, %entry ], [ %next, %loop ]");
    sums_.add("%lead = mul i64 %byte, {}", kLeadsAtOnce);
  }

  void end_sums() {
    sums_.add("%next = add i64 %byte, 1");
    sums_.add("%more = icmp ult i64 %next, {}", bytes_);
    sums_.add("br i1 %more, label %loop, label %end");
    sums_.add("end:");
    sums_.add("ret void");
    sums_.add("}}");
  }

  [[nodiscard]] std::string leads_address(const std::string& arrays, std::size_t array) {
    const std::string first =
        sums_.make("getelementptr i64, ptr {}, i64 {}", arrays, array * kLeads);
    return sums_.make("getelementptr i64, ptr {}, i64 %lead", first);
  }

  /// What a sum has come to so far.
  [[nodiscard]] std::string& sum_at_hand(std::uint32_t sum) {
    const auto [known, is_new] = sums_at_hand_.try_emplace(sum);
    if (is_new) {
      const std::string at = leads_address(block_sums_, sum);
      known->second = sums_.make("load <8 x i64>, ptr {}, align 8", at);
    }
    return known->second;
  }

  /// A sum in its bounds. The upper one decides first.
  [[nodiscard]] std::string bounded(const std::string& sum, const bytecode::Bounds& bounds) {
    std::string held = sum;
    const auto hold = [&](const char* reached, const std::optional<std::int64_t>& bound) {
      if (!bound) return;
      const std::string is_reached =
          sums_.make("icmp {} <8 x i64> {}, splat (i64 {})", reached, sum, *bound);
      held = sums_.make("select <8 x i1> {}, <8 x i64> splat (i64 {}), <8 x i64> {}", is_reached,
                        *bound, held);
    };
    hold("sle", bounds.down_to_thousandths);
    hold("sge", bounds.up_to_thousandths);
    return held;
  }

  void close_part(std::uint32_t part) {
    const std::string closed =
        bounded(sum_at_hand(part), program_.parts[bytecode::PartId(part)].bounds);
    sums_.add("store <8 x i64> {}, ptr {}, align 8", closed, leads_address(parts_, part));
    std::string& total = sum_at_hand(static_cast<std::uint32_t>(program_.parts.size()));
    total = sums_.make("add <8 x i64> {}, {}", total, closed);
  }

  void close_score() {
    const std::string closed = bounded(
        sum_at_hand(static_cast<std::uint32_t>(program_.parts.size())), program_.score_bounds);
    sums_.add("store <8 x i64> {}, ptr {}, align 8", closed, leads_address(scores_, 0));
  }

  const batch::Steps& steps_;
  const Plan& plan_;
  const bytecode::Program& program_;
  // Of @work_out_conditions: the text before its loop and from there on, and values.
  IrText before_{"b"};
  IrText conditions_{"c"};
  std::string planes_;
  std::string trues_;
  std::string falses_;
  std::string counting_;
  std::string masks_;
  std::string inside_plane_;
  std::string words_;  // that leads take, %word goes up to
  std::string inside_;
  std::map<std::uint32_t, Truths> slots_;
  std::map<bytecode::SignalId, Truths> signals_;
  std::size_t mask_count_ = 0;
  // Of @sum_points.
  IrText sums_entry_{"e"};
  IrText sums_{"s"};
  std::string all_masks_;
  std::string block_sums_;
  std::string parts_;
  std::string scores_;
  std::string bytes_;  // of a mask that leads take
  std::map<std::uint32_t, std::string> sums_at_hand_;
};

}  // namespace

PointsFunctions write_points(const batch::Steps& steps) { return PointsWriter(steps).write(); }

}  // namespace leadscore::runtime::jit
