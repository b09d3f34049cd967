#include "runtime/records/arrow_cells.hpp"

#include <fmt/format.h>
#include <simdjson.h>

#include <cmath>
#include <limits>
#include <utility>

namespace leadscore::runtime {

namespace {

using Kind = ArrowType::Kind;

/// Rounds towards the past, as a time's decimals are cut.
std::int64_t divide_down(std::int64_t value, std::int64_t by) {
  return value / by - (value % by < 0 ? 1 : 0);
}

std::optional<TimeMs> multiply(std::int64_t value, std::int64_t by) {
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  if (value > kMost / by || value < -(kMost / by)) return std::nullopt;
  return value * by;
}

/// As many as the format's specification gives the type.
std::int64_t buffer_count(const ArrowType& type) {
  if (type.values) return 2;
  switch (type.kind) {
    case Kind::kNothing:
      return 0;
    case Kind::kStruct:
      return 1;
    case Kind::kYesNo:
    case Kind::kInteger:
    case Kind::kDecimal:
    case Kind::kDate:
    case Kind::kTime:
    case Kind::kList:
      return 2;
    case Kind::kText:
      return 3;
    case Kind::kOther:
      break;
  }
  return -1;
}

}  // namespace

Result<ArrowCells> ArrowCells::open(const ArrowType& type, const ArrowArray& array,
                                    std::int64_t offset, std::int64_t rows) {
  ArrowCells cells(type, array);
  if (array.length < 0 || array.offset < 0 || offset > array.length - rows) {
    return cells.damaged("it is shorter than what it is part of");
  }
  cells.offset_ = static_cast<std::size_t>(array.offset + offset);
  cells.rows_ = static_cast<std::size_t>(rows);
  if (const auto fits = cells.check_layout(); !fits) return fits.error();
  const bool has_validity = buffer_count(type) > 0 && array.buffers[0] != nullptr;
  if (has_validity && array.null_count != 0) {
    cells.validities_.push_back(
        {static_cast<const std::uint8_t*>(array.buffers[0]), cells.offset_});
  }
  if (const auto opened = cells.open_inner(); !opened) return opened.error();
  return cells;
}

Error ArrowCells::damaged(std::string_view how) const {
  return Error{fmt::format("the Arrow column \"{}\" ({}) is damaged: {}", type_->name,
                           name_of(*type_), how)};
}

Result<void> ArrowCells::check_layout() const {
  const std::int64_t wanted = buffer_count(*type_);
  if (wanted < 0) return damaged("its type is none that records have");
  const auto children = static_cast<std::int64_t>(type_->values ? 0 : type_->children.size());
  if (array_->n_buffers != wanted || array_->n_children != children ||
      (wanted > 0 && array_->buffers == nullptr) || (children > 0 && array_->children == nullptr)) {
    return damaged("it has not the buffers and children of its type");
  }
  if ((array_->dictionary != nullptr) != (type_->values != nullptr)) {
    return damaged("the schema and the array do not agree about a dictionary");
  }
  for (std::int64_t child = 0; child < children; ++child) {
    if (array_->children[child] == nullptr) return damaged("a child is missing");
  }
  if (rows_ == 0) return {};
  // A text may be empty in each row, and then its bytes need not be there.
  const std::int64_t needed = type_->kind == Kind::kText && !type_->values ? 2 : wanted;
  for (std::int64_t buffer = 1; buffer < needed; ++buffer) {
    if (array_->buffers[buffer] == nullptr) return damaged("a buffer is missing");
  }
  return {};
}

/// Opens what its indices or offsets are of, having checked them.
Result<void> ArrowCells::open_inner() {
  if (type_->values) {
    auto values = open(*type_->values, *array_->dictionary, 0, array_->dictionary->length);
    if (!values) return values.error();
    inner_ = std::make_shared<const ArrowCells>(std::move(*values));
    return check_indices();
  }
  if (type_->kind != Kind::kText && type_->kind != Kind::kList) return {};
  if (const auto fine = check_offsets(); !fine) return fine;
  if (type_->kind == Kind::kText) {
    return is_utf8() ? Result<void>() : Result<void>(damaged("it holds bytes that are not UTF-8"));
  }
  const ArrowArray& items = *array_->children[0];
  const std::int64_t end = rows_ == 0 ? 0 : offset_at(rows_);
  if (end > items.length) return damaged("a list goes beyond the items");
  auto opened = open(type_->children.front(), items, 0, items.length);
  if (!opened) return opened.error();
  inner_ = std::make_shared<const ArrowCells>(std::move(*opened));
  return {};
}

Result<void> ArrowCells::check_offsets() const {
  if (rows_ == 0) return {};
  std::int64_t last = 0;
  for (std::size_t place = 0; place <= rows_; ++place) {
    const std::int64_t offset = offset_at(place);
    if (offset < last) return damaged("its offsets go backwards");
    last = offset;
  }
  const bool has_bytes = type_->kind != Kind::kText || array_->buffers[2] != nullptr;
  if (last > offset_at(0) && !has_bytes) return damaged("a buffer is missing");
  return {};
}

Result<void> ArrowCells::check_indices() const {
  const auto count = static_cast<std::uint64_t>(inner_->rows_);
  for (std::size_t row = 0; row < rows_; ++row) {
    // A negative one is beyond any dictionary, too.
    if (!is_null(row) && static_cast<std::uint64_t>(integer(row)) >= count) {
      return damaged(fmt::format("row {} has an index beyond the dictionary", row + 1));
    }
  }
  return {};
}

/// Whether each text is.
bool ArrowCells::is_utf8() const {
  const std::int64_t begin = rows_ == 0 ? 0 : offset_at(0);
  const std::int64_t end = rows_ == 0 ? 0 : offset_at(rows_);
  if (begin == end) return true;
  const char* const bytes = static_cast<const char*>(array_->buffers[2]);
  const auto is_inside_character = [&](std::size_t row) {
    const std::int64_t offset = offset_at(row);
    return offset < end && (static_cast<unsigned char>(bytes[offset]) & 0xC0U) == 0x80U;
  };
  // All at once where that goes; what is null may hold anything.
  bool is_sure = simdjson::validate_utf8(bytes + begin, static_cast<std::size_t>(end - begin));
  for (std::size_t row = 0; row < rows_ && is_sure; ++row) is_sure = !is_inside_character(row);
  for (std::size_t row = 0; row < rows_ && !is_sure; ++row) {
    if (!is_null(row) && !simdjson::validate_utf8(text(row))) return false;
  }
  return true;
}

Result<ArrowCells> ArrowCells::child(std::size_t place) const {
  auto cells = open(type_->children[place], *array_->children[place],
                    static_cast<std::int64_t>(offset_), static_cast<std::int64_t>(rows_));
  if (cells) {
    cells->validities_.insert(cells->validities_.end(), validities_.begin(), validities_.end());
  }
  return cells;
}

std::int64_t ArrowCells::integer(std::size_t row) const {
  switch (type_->format.front()) {
    case 'c':
      return at<std::int8_t>(row);
    case 'C':
      return at<std::uint8_t>(row);
    case 's':
      return at<std::int16_t>(row);
    case 'S':
      return at<std::uint16_t>(row);
    case 'i':
      return at<std::int32_t>(row);
    case 'I':
      return at<std::uint32_t>(row);
    default:
      return at<std::int64_t>(row);
  }
}

bool ArrowCells::has_plain_texts() const {
  return type_->kind == Kind::kText && (!type_->values || inner_->validities_.empty());
}

std::optional<double> ArrowCells::number(std::size_t row) const {
  const char format = type_->format.front();
  if (type_->kind == Kind::kInteger) {
    if (format == 'L') return static_cast<double>(at<std::uint64_t>(row));
    return static_cast<double>(integer(row));
  }
  const double number = format == 'f' ? double{at<float>(row)} : at<double>(row);
  if (!std::isfinite(number)) return std::nullopt;
  return number + 0.0;  // -0 becomes 0
}

std::optional<TimeMs> ArrowCells::time(std::size_t row) const {
  std::optional<TimeMs> time;
  if (type_->format == "tdD") {
    time = at<std::int32_t>(row) * kMsPerDay;
  } else if (type_->format == "tdm") {
    time = at<std::int64_t>(row);
  } else {
    const auto moment = at<std::int64_t>(row);
    switch (type_->format[2]) {  // the unit
      case 's':
        time = multiply(moment, kMsPerSecond);
        break;
      case 'm':
        time = moment;
        break;
      case 'u':
        time = divide_down(moment, 1'000);
        break;
      default:
        time = divide_down(moment, 1'000'000);
        break;
    }
  }
  if (!time || *time < kMinTimeMs || *time > kMaxTimeMs) return std::nullopt;
  return time;
}

ArrowCells::Rows ArrowCells::list(std::size_t row) const {
  return {static_cast<std::size_t>(offset_at(row)), static_cast<std::size_t>(offset_at(row + 1))};
}

RawValue ArrowCells::value(std::size_t row, TextArena& arena) const {
  RawValue value;
  if (type_->kind == Kind::kNothing || is_null(row)) return value;
  if (type_->values) return inner_->value(static_cast<std::size_t>(integer(row)), arena);
  switch (type_->kind) {
    case Kind::kYesNo: {
      const std::size_t bit = offset_ + row;
      value.kind = RawValue::Kind::kYesNo;
      value.yes = (static_cast<const std::uint8_t*>(array_->buffers[1])[bit / 8] >> (bit % 8) & 1U);
      break;
    }
    case Kind::kInteger:
      value.kind = RawValue::Kind::kInteger;
      value.integer = integer(row);
      value.big_integer = static_cast<std::uint64_t>(value.integer);
      if (type_->format == "L" && value.integer < 0) value.kind = RawValue::Kind::kBigInteger;
      break;
    case Kind::kDecimal:
      // What JSON has no number for is a text, which does not read as a number.
      if (const auto decimal = number(row)) {
        value.kind = RawValue::Kind::kDecimal;
        value.decimal = *decimal;
      } else {
        const double odd = type_->format == "f" ? double{at<float>(row)} : at<double>(row);
        value = RawValue(std::isnan(odd) ? "NaN" : odd < 0 ? "-Infinity" : "Infinity");
      }
      break;
    case Kind::kText:
      value = RawValue(text(row));
      break;
    case Kind::kDate:
    case Kind::kTime: {
      const auto moment = time(row);
      if (!moment) {
        value = RawValue("a moment outside the years 0001 to 9999");
        break;
      }
      const bool is_day = type_->kind == Kind::kDate && *moment % kMsPerDay == 0;
      value = RawValue(arena.keep(is_day ? format_date(*moment) : format_time(*moment)));
      break;
    }
    case Kind::kList:
      value.kind = RawValue::Kind::kArray;
      break;
    case Kind::kStruct:
      value.kind = RawValue::Kind::kObject;
      break;
    case Kind::kNothing:
    case Kind::kOther:
      break;
  }
  return value;
}

}  // namespace leadscore::runtime
