// The numbers that canonical text gives to what stands on each other: conditions, numbers,
// selections, tests of a `where`.
#pragma once

#include "base/check.hpp"
#include "compiler/model/appending.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leadscore::model {

/// Numbers what has ids, in the order in which it is first met, operands before what they are of.
template <class IdType>
class Numbering {
 public:
  /// `count` is how many ids there are; `word` stands before each line.
  Numbering(std::string_view word, std::size_t count) : word_(word), numbers_(count) {}

  /// `for_each_operand(id, visit)` visits the ids below one; `write(id, to)` appends what stands on
  /// the line of a new one, in order, and may number others here. No recursion: named conditions
  /// and sums may stand on each other very high.
  template <class ForEachOperand, class Write>
  void add(IdType root, ForEachOperand for_each_operand, Write write) {
    if (is_numbered(root)) return;
    const std::size_t base = pending_.size();
    pending_.push_back(root);
    while (pending_.size() > base) {
      const IdType id = pending_.back();
      if (is_numbered(id)) {
        pending_.pop_back();
        continue;
      }
      const std::size_t before = pending_.size();
      for_each_operand(id, [this](IdType operand) {
        if (!is_numbered(operand)) pending_.push_back(operand);
      });
      if (pending_.size() > before) {
        std::reverse(pending_.begin() + static_cast<std::ptrdiff_t>(before), pending_.end());
        continue;
      }
      add_line(id, write);
      pending_.pop_back();
    }
  }

  [[nodiscard]] std::uint32_t at(IdType id) const {
    LEADSCORE_CHECK(is_numbered(id), "something that was not numbered");
    return numbers_[id.value];
  }

  /// One for each number, in their order.
  std::string lines;

 private:
  [[nodiscard]] bool is_numbered(IdType id) const { return numbers_[id.value] != 0; }

  template <class Write>
  void add_line(IdType id, Write write) {
    std::string content = std::exchange(spare_, {});
    content.clear();
    write(id, content);
    numbers_[id.value] = ++last_;
    put(lines, word_, ' ');
    append_count(lines, last_);
    put(lines, ": ", content, '\n');
    spare_ = std::move(content);
  }

  std::string_view word_;
  std::vector<std::uint32_t> numbers_;  // by id; 0: none yet
  std::uint32_t last_ = 0;
  std::vector<IdType> pending_;  // of all calls that are under way, the innermost last
  std::string spare_;            // memory for the next line
};

}  // namespace leadscore::model
