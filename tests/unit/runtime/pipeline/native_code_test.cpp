#include "runtime/pipeline/native_code.hpp"

#include <doctest/doctest.h>

namespace leadscore::runtime {
namespace {

TEST_CASE("native_code: it is made where much is left to do, as far as one can tell") {
  constexpr std::uint64_t kGigabyte = 1'000'000'000;
  CHECK_FALSE(is_native_worth_it({}));
  CHECK_FALSE(is_native_worth_it({.seconds = 5, .bytes_read = 0, .bytes_total = kGigabyte}));
  // A second more, after one: making would take longer than it saves, and of ten it would save
  // little. An hour more pays.
  CHECK_FALSE(
      is_native_worth_it({.seconds = 1, .bytes_read = kGigabyte, .bytes_total = 2 * kGigabyte}));
  CHECK_FALSE(
      is_native_worth_it({.seconds = 1, .bytes_read = kGigabyte, .bytes_total = 11 * kGigabyte}));
  CHECK(is_native_worth_it({.seconds = 1, .bytes_read = kGigabyte, .bytes_total = 20 * kGigabyte}));
  CHECK(
      is_native_worth_it({.seconds = 1, .bytes_read = kGigabyte, .bytes_total = 3600 * kGigabyte}));
  // What the first block took, which is slow, says little.
  CHECK_FALSE(
      is_native_worth_it({.seconds = 0.02, .bytes_read = 100'000, .bytes_total = kGigabyte}));
  // At the end nothing is left; nor is it where a file has grown since it was opened.
  CHECK_FALSE(
      is_native_worth_it({.seconds = 3600, .bytes_read = kGigabyte, .bytes_total = kGigabyte}));
  CHECK_FALSE(
      is_native_worth_it({.seconds = 3600, .bytes_read = 2 * kGigabyte, .bytes_total = kGigabyte}));
  // Of a pipe nobody knows the end: what came for long will go on as long.
  CHECK_FALSE(is_native_worth_it({.seconds = 1, .bytes_read = kGigabyte, .bytes_total = 0}));
  CHECK(is_native_worth_it({.seconds = 3600, .bytes_read = kGigabyte, .bytes_total = 0}));
}

}  // namespace
}  // namespace leadscore::runtime
