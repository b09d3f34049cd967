#include "runtime/records/packed_values.hpp"

#include "base/check.hpp"

#include <cstring>

namespace leadscore::runtime {

namespace {

using bytecode::FieldType;

template <class T>
void pack_plain(T value, std::string& bytes) {
  char buffer[sizeof(T)];
  std::memcpy(buffer, &value, sizeof(T));
  bytes.append(buffer, sizeof(T));
}

std::string_view take(std::string_view& bytes, std::size_t size) {
  LEADSCORE_CHECK(size <= bytes.size(), "packed values end too early");
  const std::string_view front = bytes.substr(0, size);
  bytes.remove_prefix(size);
  return front;
}

template <class T>
T unpack_plain(std::string_view& bytes) {
  T value{};
  std::memcpy(&value, take(bytes, sizeof(T)).data(), sizeof(T));
  return value;
}

void pack_text(std::string_view text, std::string& bytes) {
  pack_plain<std::uint64_t>(text.size(), bytes);
  bytes.append(text);
}

std::string_view unpack_text(std::string_view& bytes, TextArena& arena) {
  const auto size = static_cast<std::size_t>(unpack_plain<std::uint64_t>(bytes));
  return arena.keep(take(bytes, size));
}

}  // namespace

void pack_value(FieldType type, const FieldValue& value, std::string& bytes) {
  bytes.push_back(value.is_known ? '\1' : '\0');
  if (!value.is_known) return;
  switch (type) {
    case FieldType::kText:
    case FieldType::kOneOf:
      pack_text(value.text, bytes);
      break;
    case FieldType::kNumber:
      pack_plain(value.number, bytes);
      break;
    case FieldType::kYesNo:
      bytes.push_back(value.yes ? '\1' : '\0');
      break;
    case FieldType::kTime:
      pack_plain(value.time, bytes);
      break;
    case FieldType::kListOfText:
      pack_plain<std::uint64_t>(value.items.size(), bytes);
      for (const std::string_view item : value.items) pack_text(item, bytes);
      break;
    case FieldType::kAny:
      break;
  }
}

FieldValue unpack_value(FieldType type, std::string_view& bytes, TextArena& arena) {
  FieldValue value;
  value.is_known = take(bytes, 1).front() != '\0';
  if (!value.is_known) return value;
  switch (type) {
    case FieldType::kText:
    case FieldType::kOneOf:
      value.text = unpack_text(bytes, arena);
      break;
    case FieldType::kNumber:
      value.number = unpack_plain<double>(bytes);
      break;
    case FieldType::kYesNo:
      value.yes = take(bytes, 1).front() != '\0';
      break;
    case FieldType::kTime:
      value.time = unpack_plain<TimeMs>(bytes);
      break;
    case FieldType::kListOfText: {
      auto count = unpack_plain<std::uint64_t>(bytes);
      for (; count > 0; --count) value.items.push_back(unpack_text(bytes, arena));
      break;
    }
    case FieldType::kAny:
      break;
  }
  return value;
}

void pack_number(std::uint32_t number, std::string& bytes) { pack_plain(number, bytes); }

std::uint32_t unpack_number(std::string_view& bytes) { return unpack_plain<std::uint32_t>(bytes); }

}  // namespace leadscore::runtime
