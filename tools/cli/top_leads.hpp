// The highest scores of a stream, in memory for so many only.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace leadscore::cli {

/// Keeps the `most` highest of what is offered; of equals the first.
template <class T>
class TopLeads {
 public:
  explicit TopLeads(std::size_t most) : most_(most) {}

  [[nodiscard]] std::size_t most() const { return most_; }

  /// Whether a lead with this score would be kept.
  [[nodiscard]] bool would_keep(std::int64_t score) const {
    return entries_.size() < most_ || (most_ > 0 && score > entries_.front().score);
  }

  void keep(std::int64_t score, T lead) {
    if (!would_keep(score)) return;
    if (entries_.size() == most_) {
      std::pop_heap(entries_.begin(), entries_.end(), is_better);
      entries_.pop_back();
    }
    entries_.push_back({score, next_++, std::move(lead)});
    std::push_heap(entries_.begin(), entries_.end(), is_better);
  }

  /// The best first. Nothing is kept any longer.
  [[nodiscard]] std::vector<T> take() {
    std::sort_heap(entries_.begin(), entries_.end(), is_better);
    std::vector<T> leads;
    for (Entry& entry : entries_) leads.push_back(std::move(entry.lead));
    entries_.clear();
    return leads;
  }

 private:
  struct Entry {
    std::int64_t score = 0;
    std::uint64_t number = 0;
    T lead;
  };

  static bool is_better(const Entry& left, const Entry& right) {
    return std::pair(-left.score, left.number) < std::pair(-right.score, right.number);
  }

  std::size_t most_;
  std::uint64_t next_ = 0;
  std::vector<Entry> entries_;  // a heap, the worst in front
};

}  // namespace leadscore::cli
