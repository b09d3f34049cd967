// Rows of a program as keys: whether the same row is there already.
#pragma once

#include "base/member_hash.hpp"
#include "base/number_table.hpp"
#include "bytecode/image_layout.hpp"

#include <cstddef>
#include <cstdint>

namespace leadscore {

/// All members, by the image's layout.
struct RowMembers {
  template <class Row>
  void operator()(MemberHash<RowMembers>& hash, const Row& row) const {
    bytecode::lay_out(hash, row);
  }
};
using RowHasher = MemberHash<RowMembers>;

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
