#include "runtime/columns/value_column.hpp"

namespace leadscore::runtime {

void ValueColumn::grow(std::size_t rows) {
  known.resize(rows);
  switch (type) {
    case bytecode::FieldType::kText:
    case bytecode::FieldType::kOneOf:
      texts.resize(rows);
      break;
    case bytecode::FieldType::kListOfText:
      lists.resize(rows);
      break;
    case bytecode::FieldType::kNumber:
      numbers.resize(rows);
      break;
    case bytecode::FieldType::kYesNo:
      yes.resize(rows);
      break;
    case bytecode::FieldType::kTime:
      times.resize(rows);
      break;
    case bytecode::FieldType::kAny:
      break;
  }
}

void* ValueColumn::values() {
  switch (type) {
    case bytecode::FieldType::kText:
    case bytecode::FieldType::kOneOf:
      return texts.data();
    case bytecode::FieldType::kListOfText:
      return lists.data();
    case bytecode::FieldType::kNumber:
      return numbers.data();
    case bytecode::FieldType::kYesNo:
      return yes.data();
    case bytecode::FieldType::kTime:
      return times.data();
    case bytecode::FieldType::kAny:
      break;
  }
  return nullptr;
}

void ValueColumn::set(std::size_t row, const FieldValue& value) {
  known[row] = value.is_known ? 1 : 0;
  switch (type) {
    case bytecode::FieldType::kText:
    case bytecode::FieldType::kOneOf:
      texts[row] = value.text;
      break;
    case bytecode::FieldType::kListOfText:
      lists[row] = {.begin = items.size(), .size = value.items.size()};
      items.insert(items.end(), value.items.begin(), value.items.end());
      break;
    case bytecode::FieldType::kNumber:
      numbers[row] = value.number;
      break;
    case bytecode::FieldType::kYesNo:
      yes[row] = value.is_known && value.yes ? 1 : 0;
      break;
    case bytecode::FieldType::kTime:
      times[row] = value.time;
      break;
    case bytecode::FieldType::kAny:
      break;
  }
}

}  // namespace leadscore::runtime
