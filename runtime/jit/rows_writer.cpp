#include "runtime/jit/rows_writer.hpp"

#include "runtime/batch/block.hpp"
#include "runtime/batch/block_code.hpp"
#include "runtime/jit/ir_text.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <utility>

namespace leadscore::runtime::jit {

using batch::BlockView;
using batch::GroupKind;
using batch::GroupRowsView;
using batch::Plan;

namespace {

constexpr std::size_t kLeads = batch::kBlockLeads;

class RowsWriter {
 public:
  explicit RowsWriter(const Plan& plan)
      : plan_(plan), width_(plan.program().parts.size() + 1), sums_of_(plan.groups().size()) {
    for (const batch::FoldedContribution& folded : plan.folded()) {
      if (folded.group != Plan::kNone) sums_of_[folded.group].insert(folded.sum);
    }
  }

  [[nodiscard]] RowsFunction write() {
    begin();
    std::vector<bool> is_applied;
    for (std::uint32_t group = 0; group < plan_.groups().size(); ++group) {
      is_applied.push_back(has_rows(group) && !is_wide(group));
      if (is_applied.back()) apply(group);
    }
    end();
    return {.ir = entry_.text() + loop_.text(), .is_applied = std::move(is_applied)};
  }

 private:
  [[nodiscard]] bool has_rows(std::uint32_t group) const {
    const GroupKind kind = plan_.groups()[group].kind;
    return kind != GroupKind::kEvents && kind != GroupKind::kByLead;
  }
  /// Whether its planes are of several words, so that a row has a list of them.
  [[nodiscard]] bool is_wide(std::uint32_t group) const {
    const Plan::GroupPlanes& planes = plan_.planes_of_group(group);
    return planes.count > 0 && word_of(planes.first) != word_of(planes.first + planes.count - 1);
  }
  [[nodiscard]] static std::uint32_t word_of(std::uint32_t plane) {
    return plane / Plan::kPlanesOfWord;
  }

  void begin() {
    entry_.add("define void @apply_rows(ptr %view) {{");
    entry_.add("entry:");
    count_ = entry_.make("load i64, ptr %view, align 8");
    groups_ = entry_.load("ptr", "%view", offsetof(BlockView, groups));
    words_ = entry_.load("ptr", "%view", offsetof(BlockView, words));
    block_sums_ = entry_.load("ptr", "%view", offsetof(BlockView, sums));
    const std::string is_empty = entry_.make("icmp eq i64 {}, 0", count_);
    last_ = fmt::format("br i1 {}, label %end, label %loop", is_empty);
    loop_.add("loop:");
    loop_.add("%lead = phi i64 [ 0, %entry ], [ %next, %loop ]");
  }

  [[nodiscard]] std::string address_in_group(std::uint32_t group, std::size_t offset) {
    const std::string at = entry_.make("getelementptr i8, ptr {}, i64 {}", groups_,
                                       group * sizeof(GroupRowsView) + offset);
    return entry_.make("load ptr, ptr {}, align 8", at);
  }

  void apply(std::uint32_t group) {
    const Plan::GroupPlanes& planes = plan_.planes_of_group(group);
    if (planes.count == 0 && sums_of_[group].empty()) return;
    const std::string rows = address_in_group(group, offsetof(GroupRowsView, rows));
    const std::string place = loop_.make("getelementptr i32, ptr {}, i64 %lead", rows);
    const std::string narrow = loop_.make("load i32, ptr {}, align 4", place);
    const std::string row = loop_.make("zext i32 {} to i64", narrow);
    if (planes.count > 0) {
      const std::string bits = address_in_group(group, offsetof(GroupRowsView, bits));
      const std::string at = loop_.make("getelementptr i64, ptr {}, i64 {}", bits, row);
      const std::string loaded = loop_.make("load i64, ptr {}, align 8", at);
      std::string& word = bits_of_word_[word_of(planes.first)];
      word = word.empty() ? loaded : loop_.make("or i64 {}, {}", word, loaded);
    }
    if (sums_of_[group].empty()) return;
    const std::string points = address_in_group(group, offsetof(GroupRowsView, points));
    const std::string first = loop_.make("mul i64 {}, {}", row, width_);
    for (const std::uint32_t sum : sums_of_[group]) {
      const std::string place_of_sum = loop_.make("add i64 {}, {}", first, sum);
      const std::string at = loop_.make("getelementptr i64, ptr {}, i64 {}", points, place_of_sum);
      const std::string loaded = loop_.make("load i64, ptr {}, align 8", at);
      std::string& all = points_of_sum_[sum];
      all = all.empty() ? loaded : loop_.make("add i64 {}, {}", all, loaded);
    }
  }

  void end() {
    for (const auto& [word, bits] : bits_of_word_) combine("or", words_, word, bits);
    for (const auto& [sum, points] : points_of_sum_) combine("add", block_sums_, sum, points);
    loop_.add("%next = add i64 %lead, 1");
    loop_.add("%more = icmp ult i64 %next, {}", count_);
    loop_.add("br i1 %more, label %loop, label %end");
    loop_.add("end:");
    loop_.add("ret void");
    loop_.add("}}");
    entry_.add("{}", last_);
  }

  /// Puts a value to what a lead has in the array of that number.
  void combine(const char* operation, const std::string& arrays, std::uint32_t number,
               const std::string& value) {
    const std::string array =
        loop_.make("getelementptr i64, ptr {}, i64 {}", arrays, number * kLeads);
    const std::string at = loop_.make("getelementptr i64, ptr {}, i64 %lead", array);
    const std::string before = loop_.make("load i64, ptr {}, align 8", at);
    const std::string after = loop_.make("{} i64 {}, {}", operation, before, value);
    loop_.add("store i64 {}, ptr {}, align 8", after, at);
  }

  const Plan& plan_;
  std::size_t width_;
  std::vector<std::set<std::uint32_t>> sums_of_;  // by group: those that it gives anything
  IrText entry_{"e"};                             // before the loop
  IrText loop_{"l"};
  std::string last_;  // of `entry_`
  std::string count_;
  std::string groups_;
  std::string words_;
  std::string block_sums_;
  std::map<std::uint32_t, std::string> bits_of_word_;
  std::map<std::uint32_t, std::string> points_of_sum_;
};

}  // namespace

RowsFunction write_apply_rows(const Plan& plan) { return RowsWriter(plan).write(); }

}  // namespace leadscore::runtime::jit
