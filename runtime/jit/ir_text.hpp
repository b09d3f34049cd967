// What the functions over a batch::BlockView share in the text of LLVM's IR: how its members are
// loaded, and how values get names.
#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <iterator>
#include <string>
#include <utility>

namespace leadscore::runtime::jit {

/// Text of IR that grows.
class IrText {
 public:
  /// Values are named in the order in which they are made, with that prefix.
  explicit IrText(std::string prefix) : prefix_(std::move(prefix)) {}

  /// A line; `{}` as in fmt.
  template <class... Args>
  void line(fmt::format_string<Args...> text, Args&&... args) {
    fmt::format_to(std::back_inserter(text_), text, std::forward<Args>(args)...);
    text_ += '\n';
  }
  /// A line that makes a value, whose name is returned.
  template <class... Args>
  [[nodiscard]] std::string value(fmt::format_string<Args...> text, Args&&... args) {
    std::string name = fmt::format("%{}{}", prefix_, count_++);
    fmt::format_to(std::back_inserter(text_), "{} = ", name);
    line(text, std::forward<Args>(args)...);
    return name;
  }
  /// The value of a member of the view, which is %view.
  [[nodiscard]] std::string member(const char* type, std::size_t offset) {
    const std::string at = value("getelementptr i8, ptr %view, i64 {}", offset);
    return value("load {}, ptr {}, align 8", type, at);
  }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string prefix_;
  std::string text_;
  std::size_t count_ = 0;
};

}  // namespace leadscore::runtime::jit
