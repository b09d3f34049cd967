// Typed 32-bit ids and the vectors behind them: trees and tables refer to their parts by id, and an
// id of one kind cannot be taken for another.
#pragma once

#include "base/check.hpp"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <ranges>
#include <utility>
#include <vector>

namespace leadscore {

/// The place of one thing in its Store. `Tag` is any type, complete or not, that names the kind.
template <class Tag>
struct Id {
  /// The value of an id that refers to nothing.
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

  std::uint32_t value = kNone;

  /// An id that refers to nothing.
  constexpr Id() = default;
  constexpr explicit Id(std::uint32_t id_value) : value(id_value) {}

  /// Whether this refers to something.
  [[nodiscard]] constexpr bool is_valid() const { return value != kNone; }

  [[nodiscard]] friend constexpr auto operator<=>(const Id&, const Id&) = default;
};

/// Values that are found by id, in the order in which they were added. Ids stay good; references
/// last until the next add().
template <class IdType, class T>
class Store {
 public:
  /// Keeps `value` and returns its id, the next one up from 0.
  IdType add(T value) {
    LEADSCORE_CHECK(values_.size() < IdType::kNone, "a store is full");
    const IdType id(static_cast<std::uint32_t>(values_.size()));
    values_.push_back(std::move(value));
    return id;
  }

  /// The value with that id, which must come from this store.
  [[nodiscard]] T& operator[](IdType id) {
    LEADSCORE_CHECK(id.value < values_.size(), "an id that is not of this store");
    return values_[id.value];
  }
  [[nodiscard]] const T& operator[](IdType id) const {
    LEADSCORE_CHECK(id.value < values_.size(), "an id that is not of this store");
    return values_[id.value];
  }

  /// Makes room for so many values at once.
  void reserve(std::size_t count) { values_.reserve(count); }

  [[nodiscard]] std::size_t size() const { return values_.size(); }
  [[nodiscard]] bool empty() const { return values_.empty(); }

  [[nodiscard]] auto begin() { return values_.begin(); }
  [[nodiscard]] auto end() { return values_.end(); }
  [[nodiscard]] auto begin() const { return values_.begin(); }
  [[nodiscard]] auto end() const { return values_.end(); }

  /// The ids of all values present now, in order.
  [[nodiscard]] auto ids() const {
    const auto count = static_cast<std::uint32_t>(values_.size());
    return std::views::iota(std::uint32_t{0}, count) |
           std::views::transform([](std::uint32_t value) { return IdType(value); });
  }

 private:
  std::vector<T> values_;
};

}  // namespace leadscore

template <class Tag>
struct std::hash<leadscore::Id<Tag>> {
  [[nodiscard]] std::size_t operator()(leadscore::Id<Tag> id) const noexcept {
    return std::hash<std::uint32_t>{}(id.value);
  }
};
