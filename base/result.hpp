// Failures of the world (a file, memory, an image from elsewhere) as values: a Result holds either
// what was asked for or an Error, and the compiler complains about one that nobody looks at.
#pragma once

#include "base/check.hpp"

#include <tl/expected.hpp>

#include <concepts>
#include <string>
#include <type_traits>
#include <utility>

namespace leadscore {

/// What went wrong, as a sentence for a person.
struct Error {
  std::string message;
};

/// A `T`, or the Error that came instead. Asking the wrong one is our bug (InternalError).
template <class T>
class [[nodiscard]] Result {
 public:
  /// A success. Implicit, so that a function can `return value;`.
  template <class U = T>
  requires(std::convertible_to<U&&, T> && !std::same_as<std::remove_cvref_t<U>, Result> &&
           !std::same_as<std::remove_cvref_t<U>, Error>) Result(U&& value)
      : outcome_(tl::in_place, std::forward<U>(value)) {}

  /// A failure. Implicit, so that a function can `return Error{...};`.
  Result(Error error) : outcome_(tl::unexpect, std::move(error)) {}

  /// Whether there is a value.
  [[nodiscard]] explicit operator bool() const noexcept { return outcome_.has_value(); }

  [[nodiscard]] T& value() & { return *checked(); }
  [[nodiscard]] const T& value() const& { return *checked(); }
  [[nodiscard]] T&& value() && { return std::move(*checked()); }

  [[nodiscard]] T& operator*() & { return *checked(); }
  [[nodiscard]] const T& operator*() const& { return *checked(); }
  [[nodiscard]] T&& operator*() && { return std::move(*checked()); }

  [[nodiscard]] T* operator->() { return checked(); }
  [[nodiscard]] const T* operator->() const { return checked(); }

  /// The failure; there must be one.
  [[nodiscard]] const Error& error() const {
    LEADSCORE_CHECK(!outcome_, "error() of a Result that has a value");
    return outcome_.error();
  }

 private:
  [[nodiscard]] T* checked() {
    LEADSCORE_CHECK(outcome_, "value of a failed Result: " + outcome_.error().message);
    return &*outcome_;
  }
  [[nodiscard]] const T* checked() const {
    LEADSCORE_CHECK(outcome_, "value of a failed Result: " + outcome_.error().message);
    return &*outcome_;
  }

  tl::expected<T, Error> outcome_;
};

/// Success without a value, or the Error that came instead.
template <>
class [[nodiscard]] Result<void> {
 public:
  /// A success.
  Result() = default;

  /// A failure.
  Result(Error error) : outcome_(tl::unexpect, std::move(error)) {}

  /// Whether it succeeded.
  [[nodiscard]] explicit operator bool() const noexcept { return outcome_.has_value(); }

  /// Checks that it succeeded.
  void value() const {
    LEADSCORE_CHECK(outcome_, "value of a failed Result: " + outcome_.error().message);
  }
  void operator*() const { value(); }

  /// The failure; there must be one.
  [[nodiscard]] const Error& error() const {
    LEADSCORE_CHECK(!outcome_, "error() of a Result that has a value");
    return outcome_.error();
  }

 private:
  tl::expected<void, Error> outcome_;
};

}  // namespace leadscore
