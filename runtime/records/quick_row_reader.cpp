#include "runtime/records/quick_row_reader.hpp"

#include "base/sort_once.hpp"
#include "runtime/records/exact_decimal.hpp"
#include "runtime/records/key_table.hpp"
#include "runtime/records/lead_reader.hpp"
#include "runtime/records/quick_values.hpp"
#include "runtime/records/raw_value.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

namespace leadscore::runtime {

namespace {

/// Numbers of so many digits are exact as doubles.
constexpr std::size_t kMostDigits = 15;

bool is_digit(char character) { return character >= '0' && character <= '9'; }

/// The number that at most kMostDigits digits are with a point between them. False: it is something
/// else.
bool read_decimal(std::string_view text, double& number) {
  const std::size_t point = text.find('.');
  if (point == 0 || point >= text.size() - 1) return false;
  std::uint64_t digits = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (at == point) continue;
    if (!is_digit(text[at])) return false;
    digits = digits * 10 + static_cast<std::uint64_t>(text[at] - '0');
  }
  number = exact_decimal(digits, text.size() - point - 1);
  return true;
}

/// The number that the first `size` (1 to 8) characters are, if all are digits. Eight bytes are
/// looked at.
bool read_eight_digits(const char* at, std::size_t size, std::uint64_t& number) {
  if constexpr (std::endian::native != std::endian::little) {
    number = 0;
    for (std::size_t place = 0; place < size; ++place) {
      if (!is_digit(at[place])) return false;
      number = number * 10 + static_cast<std::uint64_t>(at[place] - '0');
    }
    return true;
  }
  std::uint64_t digits = 0;
  std::memcpy(&digits, at, sizeof(digits));
  // A byte a digit; the last one becomes the highest byte, and zeros come before the first.
  digits = (digits ^ 0x3030303030303030U) << (8 * (8 - size));
  if ((((digits + 0x7676767676767676U) | digits) & 0x8080808080808080U) != 0) return false;
  // Pairs, then fours, then all, each time all of them at once.
  digits = digits * 10 + (digits >> 8U);
  constexpr std::uint64_t kMask = 0x000000FF000000FFU;
  number = ((digits & kMask) * (100 + (std::uint64_t{1'000'000} << 32U)) +
            ((digits >> 16U) & kMask) * (1 + (std::uint64_t{10'000} << 32U))) >>
           32U;
  return true;
}

/// The number that few digits are, with a point between them or without.
bool read_few_digits(std::string_view text, double& number) {
  if (text.empty() || text.size() > kMostDigits) return false;
  std::uint64_t digits = 0;
  std::uint64_t first = 0;
  if (text.size() <= 8) {
    if (read_eight_digits(text.data(), text.size(), digits)) {
      number = static_cast<double>(digits);
      return true;
    }
  } else if (read_eight_digits(text.data(), text.size() - 8, first) &&
             read_eight_digits(text.data() + text.size() - 8, 8, digits)) {
    number = static_cast<double>(first * 100'000'000 + digits);
    return true;
  }
  return read_decimal(text, number);
}

}  // namespace

QuickRowReader::QuickRowReader(const bytecode::Program& program,
                               const std::vector<std::string>& columns,
                               const std::optional<std::string>& id_key)
    : fields_(program) {
  const LeadSlots slots(program);
  const KeyTable table(keys_of_leads(program, id_key));
  const KeyTable::Columns found(table, columns);
  for (const bytecode::FieldId id : program.fields.ids()) {
    std::vector<std::size_t> fitting = found.columns_of(id.value);
    const bool is_only = fitting.size() == 1;
    add_slot(is_only ? use_of(fields_.common(id.value)) : Use::kField, id, std::move(fitting));
  }
  add_slot(Use::kId, {}, found.columns_of(slots.id));
  add_slot(Use::kEvents, {}, found.columns_of(slots.events));
  std::sort(slots_.begin(), slots_.end(),
            [](const Slot& a, const Slot& b) { return a.column < b.column; });
  sort_once(used_);
}

QuickRowReader::Use QuickRowReader::use_of(QuickFields::Common common) {
  switch (common) {
    case QuickFields::Common::kNothing:
      break;
    case QuickFields::Common::kAnyText:
      return Use::kAnyText;
    case QuickFields::Common::kAnyNumber:
      return Use::kAnyNumber;
  }
  return Use::kField;
}

void QuickRowReader::add_slot(Use use, bytecode::FieldId field, std::vector<std::size_t> columns) {
  if (columns.empty()) return;
  used_.insert(used_.end(), columns.begin(), columns.end());
  slots_.push_back({use, field, columns.front(), std::move(columns)});
}

bool QuickRowReader::read(std::span<const std::string_view> cells, std::uint64_t line,
                          std::uint64_t number, LeadBatch& batch) {
  batch.begin_lasting_lead({}, line);
  has_id_ = false;
  for (const Slot& slot : slots_) {
    if (take(slot, cells, batch)) continue;
    batch.drop_lead();
    return false;
  }
  fields_.finish(has_id_, number, batch);
  return true;
}

inline bool QuickRowReader::take(const Slot& slot, std::span<const std::string_view> cells,
                                 LeadBatch& batch) {
  const std::string_view cell = cells[slot.column];
  const std::size_t lead = batch.last_lead();
  switch (slot.use) {
    case Use::kAnyText: {
      if (cell.empty()) return true;
      if (!is_plainly_given(cell)) break;
      ValueColumn& column = batch.field_column(slot.field);
      column.texts[lead] = cell;
      column.known[lead] = 1;
      return true;
    }
    case Use::kAnyNumber: {
      if (cell.empty()) return true;
      ValueColumn& column = batch.field_column(slot.field);
      if (!read_few_digits(cell, column.numbers[lead])) break;
      column.known[lead] = 1;
      return true;
    }
    case Use::kField:
      break;
    case Use::kId:
      for (const std::size_t column : slot.columns) {
        if (is_blank(cells[column])) continue;
        batch.set_lasting_id(cells[column]);
        has_id_ = true;
        break;
      }
      return true;
    case Use::kEvents:
      return std::all_of(slot.columns.begin(), slot.columns.end(),
                         [&](std::size_t column) { return is_blank(cells[column]); });
  }
  return take_field(slot, cells, batch);
}

/// Takes the cell that has a value; of several, the one that fits best.
bool QuickRowReader::take_field(const Slot& slot, std::span<const std::string_view> cells,
                                LeadBatch& batch) {
  const FieldReader& field = fields_[slot.field.value];
  ValueColumn& column = batch.field_column(slot.field);
  for (const std::size_t at : slot.columns) {
    const RawValue value(cells[at]);
    if (slot.columns.size() > 1 && !field.has_value(value, batch.arena())) continue;
    return take_value(field, value, batch.arena(), column, batch.last_lead(), scratch_);
  }
  return true;
}

}  // namespace leadscore::runtime
