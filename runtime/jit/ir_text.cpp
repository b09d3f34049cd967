#include "runtime/jit/ir_text.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace leadscore::runtime::jit {

namespace {

/// Bytes as the number that they are loaded as: the first is the lowest.
std::string number_of(std::string_view bytes) {
  std::string digits;
  for (const char byte : bytes) {
    digits = fmt::format("{:02x}", static_cast<unsigned char>(byte)) + digits;
  }
  return "u0x" + digits;
}

/// Where a std::string_view, which is two words, has its size.
std::size_t size_offset() {
  constexpr std::size_t kWord = sizeof(std::size_t);
  static_assert(sizeof(std::string_view) == 2 * kWord);
  const std::string_view probe("x", 1);
  std::size_t first = 0;
  std::memcpy(&first, &probe, kWord);
  return first == probe.size() ? 0 : kWord;
}

}  // namespace

void IrText::require(const std::string& condition, const std::string& otherwise) {
  const std::string block = new_block();
  branch(condition, block, otherwise);
  begin_block(block);
}

std::string IrText::behind(const std::string& pointer, std::size_t bytes) {
  return bytes == 0 ? pointer : make("getelementptr i8, ptr {}, i64 {}", pointer, bytes);
}

std::string IrText::load(std::string_view type, const std::string& pointer, std::size_t offset) {
  return make("load {}, ptr {}, align 1", type, behind(pointer, offset));
}

void IrText::store(std::string_view type, const std::string& value, const std::string& pointer,
                   std::size_t offset) {
  add("store {} {}, ptr {}, align 1", type, value, behind(pointer, offset));
}

std::string IrText::element(const std::string& array, std::size_t element_bytes,
                            const std::string& index) {
  return make("getelementptr [{} x i8], ptr {}, i64 {}", element_bytes, array, index);
}

void IrText::store_text(const std::string& begin, const std::string& size,
                        const std::string& pointer) {
  store("i64", size, pointer, size_offset());
  store("ptr", begin, pointer, sizeof(std::size_t) - size_offset());
}

std::string IrText::is_byte(const std::string& pointer, char byte) {
  const std::string found = load("i8", pointer);
  return make("icmp eq i8 {}, {}", found, static_cast<int>(static_cast<unsigned char>(byte)));
}

/// What is not 0 if other bytes stand there; of type i`8 * size`.
std::string IrText::differs(const std::string& pointer, std::string_view bytes, std::size_t offset,
                            std::size_t size) {
  const std::string type = fmt::format("i{}", 8 * size);
  const std::string found = load(type, pointer, offset);
  return make("xor {} {}, {}", type, found, number_of(bytes.substr(offset, size)));
}

void IrText::require_bytes(const std::string& pointer, std::string_view bytes,
                           const std::string& otherwise) {
  constexpr std::size_t kMost = 16;  // in one number; twice that in one step
  std::string at = pointer;
  while (!bytes.empty()) {
    const std::string_view step = bytes.substr(0, 2 * kMost);
    const std::size_t size = std::min(std::bit_floor(step.size()), kMost);
    const std::string type = fmt::format("i{}", 8 * size);
    std::string other = differs(at, step, 0, size);
    if (step.size() > size) {
      // The last ones, some of which may be among the first.
      const std::string last = differs(at, step, step.size() - size, size);
      other = make("or {} {}, {}", type, other, last);
    }
    require(make("icmp eq {} {}, 0", type, other), otherwise);
    bytes.remove_prefix(step.size());
    if (!bytes.empty()) at = behind(at, step.size());
  }
}

}  // namespace leadscore::runtime::jit
