#include "runtime/jit/ir_text.hpp"

#include <algorithm>
#include <cstring>
#include <vector>

namespace leadscore::runtime::jit {

namespace {

/// Bytes as a vector of `size` bytes, filled up.
std::string vector_of(std::string_view bytes, std::size_t size) {
  std::vector<int> numbers(size);
  std::transform(bytes.begin(), bytes.end(), numbers.begin(),
                 [](char byte) { return static_cast<unsigned char>(byte); });
  return ir_vector("i8", numbers);
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

void IrText::require_bytes(const std::string& pointer, std::string_view bytes,
                           const std::string& otherwise) {
  std::string at = pointer;
  while (!bytes.empty()) {
    const std::string_view step = bytes.substr(0, 32);
    const std::size_t size = step.size() == 1 ? 1 : step.size() <= 16 ? 16 : 32;
    const std::string found = load(fmt::format("<{} x i8>", size), at);
    const std::string same = make("icmp eq <{} x i8> {}, {}", size, found, vector_of(step, size));
    const std::string bits = make("bitcast <{} x i1> {} to i{}", size, same, size);
    const std::string mask = fmt::to_string((std::uint64_t{1} << step.size()) - 1);
    const std::string wanted = make("and i{} {}, {}", size, bits, mask);
    require(make("icmp eq i{} {}, {}", size, wanted, mask), otherwise);
    bytes.remove_prefix(step.size());
    if (!bytes.empty()) at = behind(at, step.size());
  }
}

}  // namespace leadscore::runtime::jit
