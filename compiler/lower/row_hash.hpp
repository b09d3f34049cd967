// Rows of a program as keys: whether the same row is there already.
#pragma once

#include "base/number_table.hpp"
#include "bytecode/image_layout.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <type_traits>
#include <variant>
#include <vector>

namespace leadscore {

/// A hash of all members of rows, by the image's layout. Equal rows have the same.
class RowHasher {
 public:
  template <class... Rows>
  void operator()(const Rows&... rows) {
    (add(rows), ...);
  }

  [[nodiscard]] std::size_t result() const { return static_cast<std::size_t>(state_); }

 private:
  void mix(std::uint64_t number) {
    state_ = (state_ ^ number) * 0x9E37'79B9'7F4A'7C15U;
    state_ ^= state_ >> 32U;
  }

  void add(double number) { mix(std::bit_cast<std::uint64_t>(number + 0.0)); }  // -0 equals 0
  template <class Tag>
  void add(Id<Tag> id) {
    mix(id.value);
  }
  template <class Row>
  void add(const std::vector<Row>& rows) {
    mix(rows.size());
    for (const Row& row : rows) add(row);
  }
  template <class Value>
  void add(const std::optional<Value>& value) {
    mix(value.has_value() ? 1 : 0);
    if (value) add(*value);
  }
  template <class... Kinds>
  void add(const std::variant<Kinds...>& value) {
    mix(value.index());
    std::visit([this](const auto& kind) { this->add(kind); }, value);
  }
  template <class Row>
  void add(const Row& row) {
    if constexpr (std::is_enum_v<Row> || std::is_integral_v<Row>) {
      mix(static_cast<std::uint64_t>(row));
    } else {
      bytecode::lay_out(*this, row);
    }
  }

  std::uint64_t state_ = 0;
};

template <class Row>
struct RowHash {
  [[nodiscard]] std::size_t operator()(const Row& row) const {
    RowHasher hasher;
    hasher(row);
    return hasher.result();
  }
};

/// Rows of a program that are there once each.
template <class IdType, class Row>
class DistinctRows {
 public:
  /// The id of the same row in `rows`, to which it is added if there is none.
  IdType find_or_add(Store<IdType, Row>& rows, const Row& row) {
    const auto next = static_cast<std::uint32_t>(rows.size());
    const IdType id(places_.find_or_add(RowHash<Row>{}(row), next, [&](std::uint32_t place) {
      return rows[IdType(place)] == row;
    }));
    return id.value == next ? rows.add(row) : id;
  }

  /// Makes room for so many rows at once.
  void reserve(std::size_t count) { places_.reserve(count); }

 private:
  NumberTable places_;
};

}  // namespace leadscore
