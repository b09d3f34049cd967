// Puts text of LLVM's intermediate representation together: the body of one function, instruction
// by instruction, in blocks. Values and blocks are strings, as they are spelled in it.
#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

namespace leadscore::runtime::jit {

/// A constant of type `<n x type>`: its n elements.
template <class Elements>
[[nodiscard]] std::string ir_vector(std::string_view type, const Elements& elements) {
  std::string vector;
  for (const auto& element : elements) {
    vector += fmt::format("{}{} {}", vector.empty() ? "<" : ", ", type, element);
  }
  return vector + ">";
}

class IrText {
 public:
  /// Names of values and blocks begin with `prefix`: those of a function may come from several.
  explicit IrText(std::string prefix = "v") : prefix_(std::move(prefix)) {}

  [[nodiscard]] const std::string& text() const { return text_; }

  /// An instruction (or anything else) on a line of its own.
  template <class... Values>
  void add(fmt::format_string<Values...> format, Values&&... values) {
    fmt::format_to(std::back_inserter(text_), format, std::forward<Values>(values)...);
    text_ += '\n';
  }
  /// An instruction that makes a value, which is returned.
  template <class... Values>
  [[nodiscard]] std::string make(fmt::format_string<Values...> format, Values&&... values) {
    std::string name = fmt::format("%{}{}", prefix_, names_++);
    text_ += name + " = ";
    add(format, std::forward<Values>(values)...);
    return name;
  }

  /// The name of a block that comes later.
  [[nodiscard]] std::string new_block() { return fmt::format("{}.block{}", prefix_, names_++); }
  void begin_block(const std::string& block) { add("{}:", block); }
  void jump(const std::string& block) { add("br label %{}", block); }
  void branch(const std::string& condition, const std::string& yes, const std::string& no) {
    add("br i1 {}, label %{}, label %{}", condition, yes, no);
  }
  /// Goes on in a new block if `condition` holds, else at `otherwise`.
  void require(const std::string& condition, const std::string& otherwise);

  // Memory: `pointer` is a value, what it points at is not known.
  [[nodiscard]] std::string behind(const std::string& pointer, std::size_t bytes);
  [[nodiscard]] std::string load(std::string_view type, const std::string& pointer,
                                 std::size_t offset = 0);
  void store(std::string_view type, const std::string& value, const std::string& pointer,
             std::size_t offset = 0);
  /// The element of an array with that (64-bit) index.
  [[nodiscard]] std::string element(const std::string& array, std::size_t element_bytes,
                                    const std::string& index);
  /// Stores a std::string_view.
  void store_text(const std::string& begin, const std::string& size, const std::string& pointer);

  // Comparing: values of type i1.
  [[nodiscard]] std::string is_byte(const std::string& pointer, char byte);
  [[nodiscard]] std::string both(const std::string& left, const std::string& right) {
    return make("and i1 {}, {}", left, right);
  }
  [[nodiscard]] std::string either(const std::string& left, const std::string& right) {
    return make("or i1 {}, {}", left, right);
  }
  /// Goes on in a new block if `bytes` stand at `pointer`, else at `otherwise`. Not more than 31
  /// bytes behind the first line feed are looked at, if there is none in `bytes`.
  void require_bytes(const std::string& pointer, std::string_view bytes,
                     const std::string& otherwise);

 private:
  std::string prefix_;
  std::string text_;
  std::size_t names_ = 0;
};

}  // namespace leadscore::runtime::jit
