// The values of one column of Arrow's C data interface, where they stand.
#pragma once

#include "base/result.hpp"
#include "base/time.hpp"
#include "runtime/columns/text_arena.hpp"
#include "runtime/records/arrow_abi.hpp"
#include "runtime/records/arrow_type.hpp"
#include "runtime/records/raw_value.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace leadscore::runtime {

/// Rows are those of the leads, from 0 on, whatever was sliced off. The format has no sizes of
/// buffers: what an array says of itself is believed, but for its lengths, its indices and its
/// UTF-8, which are checked. Immutable; the type and the array outlive it.
class ArrowCells {
 public:
  /// `rows`: how many there must be, of which `offset` before the first are sliced off by what the
  /// array is under. Errors: an array that is not of its type, or damaged.
  [[nodiscard]] static Result<ArrowCells> open(const ArrowType& type, const ArrowArray& array,
                                               std::int64_t offset, std::int64_t rows);

  [[nodiscard]] const ArrowType& type() const { return *type_; }
  [[nodiscard]] std::size_t rows() const { return rows_; }

  /// The cells of a struct's column, with what is null because the struct is.
  [[nodiscard]] Result<ArrowCells> child(std::size_t place) const;

  [[nodiscard]] bool is_null(std::size_t row) const {
    for (const Validity& validity : validities_) {
      const std::size_t bit = validity.offset + row;
      if ((validity.bits[bit / 8] >> (bit % 8) & 1U) == 0) return true;
    }
    return false;
  }

  /// What the same value in a record is. Of scalars, which may be null: texts are views of the
  /// array, moments are spelled into `arena`; of lists and structs that are not null only that they
  /// are there.
  [[nodiscard]] RawValue value(std::size_t row, TextArena& arena) const;

  // Of a value that is not null, faster.
  /// Whether text() tells what each value is: not where values of a dictionary are null.
  [[nodiscard]] bool has_plain_texts() const;
  [[nodiscard]] std::string_view text(std::size_t row) const;
  /// Of kInteger and kDecimal, no dictionary; nothing where only value() tells what it is.
  [[nodiscard]] std::optional<double> number(std::size_t row) const;
  /// Of kDate and kTime, no dictionary; nothing outside the years 0001 to 9999.
  [[nodiscard]] std::optional<TimeMs> time(std::size_t row) const;
  /// Of kList: the rows of its items in items().
  struct Rows {
    std::size_t begin = 0;
    std::size_t end = 0;
  };
  [[nodiscard]] Rows list(std::size_t row) const;
  [[nodiscard]] const ArrowCells& items() const { return *inner_; }

 private:
  struct Validity {
    const std::uint8_t* bits;
    std::size_t offset;
  };

  ArrowCells(const ArrowType& type, const ArrowArray& array) : type_(&type), array_(&array) {}

  [[nodiscard]] Error damaged(std::string_view how) const;
  [[nodiscard]] Result<void> check_layout() const;
  [[nodiscard]] Result<void> open_inner();
  [[nodiscard]] Result<void> check_offsets() const;
  [[nodiscard]] Result<void> check_indices() const;
  [[nodiscard]] bool is_utf8() const;
  /// Of the first row's beginning for 0; of the end of a row for the one behind it.
  [[nodiscard]] std::int64_t offset_at(std::size_t place) const {
    return type_->is_large ? at<std::int64_t>(place) : std::int64_t{at<std::int32_t>(place)};
  }
  [[nodiscard]] std::int64_t integer(std::size_t row) const;
  template <class T>
  [[nodiscard]] T at(std::size_t row) const {
    return static_cast<const T*>(array_->buffers[1])[offset_ + row];
  }

  const ArrowType* type_;
  const ArrowArray* array_;
  std::size_t offset_ = 0;  // of the first row in the buffers
  std::size_t rows_ = 0;
  std::vector<Validity> validities_;         // those that have nulls
  std::shared_ptr<const ArrowCells> inner_;  // a list's items, or a dictionary's values
};

inline std::string_view ArrowCells::text(std::size_t row) const {
  if (type_->values) return inner_->text(static_cast<std::size_t>(integer(row)));
  const std::int64_t begin = offset_at(row);
  const std::int64_t end = offset_at(row + 1);
  if (begin == end) return {};
  return {static_cast<const char*>(array_->buffers[2]) + begin,
          static_cast<std::size_t>(end - begin)};
}

}  // namespace leadscore::runtime
