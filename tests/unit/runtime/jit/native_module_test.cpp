#include "runtime/jit/native_module.hpp"

#include "base/check.hpp"
#include "tests/unit/runtime/jit/has_llvm.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <utility>

namespace leadscore::runtime::jit {
namespace {

TEST_CASE("native_module: a function that was compiled does what its text says") {
  if (!has_llvm()) return;
  auto module = NativeModule::compile(R"(
define i64 @sum_of_true(ptr %numbers, i8 %which) {
  %all = load <8 x i64>, ptr %numbers, align 8
  %bits = bitcast i8 %which to <8 x i1>
  %given = select <8 x i1> %bits, <8 x i64> %all, <8 x i64> zeroinitializer
  %sum = call i64 @llvm.vector.reduce.add.v8i64(<8 x i64> %given)
  ret i64 %sum
}
declare i64 @llvm.vector.reduce.add.v8i64(<8 x i64>)
)");
  REQUIRE(module);
  const std::int64_t numbers[8] = {1, 20, 300, 4000, 50'000, 600'000, 7'000'000, 80'000'000};
  auto* const sum_of_true =
      module->function<std::int64_t(const std::int64_t*, std::uint8_t)>("sum_of_true");
  CHECK(sum_of_true(numbers, 0) == 0);
  CHECK(sum_of_true(numbers, 0b0000'0101) == 301);
  CHECK(sum_of_true(numbers, 0xFF) == 87'654'321);

  // The function goes where its module goes.
  const NativeModule moved = std::move(*module);
  CHECK(moved.function<std::int64_t(const std::int64_t*, std::uint8_t)>("sum_of_true")(numbers,
                                                                                       2) == 20);
}

TEST_CASE("native_module: a text that LLVM does not read is our bug") {
  if (!has_llvm()) return;
  CHECK_THROWS_AS(static_cast<void>(NativeModule::compile("define i64 @f( {")), InternalError);
  const auto empty = NativeModule::compile("");
  REQUIRE(empty);
  CHECK_THROWS_AS(static_cast<void>(empty->function<void()>("f")), InternalError);
}

}  // namespace
}  // namespace leadscore::runtime::jit
