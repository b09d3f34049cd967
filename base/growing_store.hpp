// Values behind typed ids, for trees that grow node by node: adding one moves no other.
#pragma once

#include "base/check.hpp"

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <ranges>
#include <utility>
#include <vector>

namespace leadscore {

/// As a Store (base/ids.hpp), but in blocks that stay where they are. A vector would hold half as
/// much again as there is, and move every node, which for nodes of many kinds costs more than to
/// make them. References last as long as the store, or the one that it is moved into; only the
/// first add() to a copy moves its last values.
template <class IdType, class T>
class GrowingStore {
 public:
  /// Goes through the values in the order in which they were added.
  class Iterator {
   public:
    using value_type = T;
    using difference_type = std::ptrdiff_t;

    Iterator() = default;
    Iterator(const GrowingStore* store, std::size_t at) : store_(store), at_(at) {}

    [[nodiscard]] const T& operator*() const { return store_->value(at_); }
    [[nodiscard]] const T* operator->() const { return &store_->value(at_); }
    Iterator& operator++() {
      ++at_;
      return *this;
    }
    Iterator operator++(int) { return std::exchange(*this, Iterator(store_, at_ + 1)); }
    [[nodiscard]] friend bool operator==(const Iterator&, const Iterator&) = default;

   private:
    const GrowingStore* store_ = nullptr;
    std::size_t at_ = 0;
  };

  GrowingStore() = default;
  GrowingStore(const GrowingStore&) = default;
  GrowingStore& operator=(const GrowingStore&) = default;
  GrowingStore(GrowingStore&& other) noexcept
      : blocks_(std::exchange(other.blocks_, {})), size_(std::exchange(other.size_, 0)) {}
  GrowingStore& operator=(GrowingStore&& other) noexcept {
    blocks_ = std::exchange(other.blocks_, {});
    size_ = std::exchange(other.size_, 0);
    return *this;
  }
  ~GrowingStore() = default;

  /// Keeps `value` and returns its id, the next one up from 0.
  IdType add(T value) {
    LEADSCORE_CHECK(size_ < IdType::kNone, "a store is full");
    if (size_ % kBlock == 0) blocks_.emplace_back().reserve(kBlock);
    blocks_.back().push_back(std::move(value));
    return IdType(static_cast<std::uint32_t>(size_++));
  }

  /// The value with that id, which must come from this store.
  [[nodiscard]] T& operator[](IdType id) {
    LEADSCORE_CHECK(id.value < size_, "an id that is not of this store");
    return blocks_[id.value / kBlock][id.value % kBlock];
  }
  [[nodiscard]] const T& operator[](IdType id) const {
    LEADSCORE_CHECK(id.value < size_, "an id that is not of this store");
    return value(id.value);
  }

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }

  [[nodiscard]] Iterator begin() const { return {this, 0}; }
  [[nodiscard]] Iterator end() const { return {this, size_}; }

  /// The ids of all values present now, in order.
  [[nodiscard]] auto ids() const {
    return std::views::iota(std::uint32_t{0}, static_cast<std::uint32_t>(size_)) |
           std::views::transform([](std::uint32_t value) { return IdType(value); });
  }

 private:
  static constexpr std::size_t kBlock = 64;

  [[nodiscard]] const T& value(std::size_t at) const { return blocks_[at / kBlock][at % kBlock]; }

  std::vector<std::vector<T>> blocks_;  // each of kBlock values, but the last
  std::size_t size_ = 0;
};

}  // namespace leadscore
