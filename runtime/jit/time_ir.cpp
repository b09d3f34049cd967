#include "runtime/jit/time_ir.hpp"

#include "base/common_time.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace leadscore::runtime::jit {

namespace {

/// With the quotes around it.
constexpr std::string_view kQuotedTime = "\"0000-00-00T00:00:00Z\"";
static_assert(kQuotedTime.substr(1, kCommonTimeSize) == kCommonTime);
/// Where its numbers of two digits are.
constexpr std::array<std::size_t, 6> kTwos{1, 3, 6, 9, 12, 15};
constexpr std::size_t kSeconds = 18;

constexpr int kFirstYear = 1900;
constexpr std::size_t kMonths = std::size_t{200} * 12;

/// The number of the day before each month, and before the month behind the last.
constexpr std::array<std::int32_t, kMonths + 1> kDaysBefore = [] {
  std::array<std::int32_t, kMonths + 1> days{};
  for (std::size_t month = 0; month <= kMonths; ++month) {
    const std::chrono::year_month_day first(
        std::chrono::year(kFirstYear + static_cast<int>(month / 12)),
        std::chrono::month(static_cast<unsigned>(month % 12 + 1)), std::chrono::day(1));
    const auto day = std::chrono::sys_days(first).time_since_epoch().count();
    days[month] = static_cast<std::int32_t>(day) - 1;
  }
  return days;
}();

/// 32 bytes from `at` on, each less what stands there in a common time: digits are 0 to 9, the
/// others 0. Goes to `otherwise` if they are not.
std::string read_digits(IrText& ir, const std::string& at, const std::string& otherwise) {
  constexpr std::size_t kBytes = 32;
  std::vector<int> spelling(kBytes, 0);
  std::vector<int> most(kBytes, 255);
  for (std::size_t place = 0; place < kQuotedTime.size(); ++place) {
    spelling[place] = kQuotedTime[place];
    most[place] = kQuotedTime[place] == '0' ? 9 : 0;
  }
  const std::string bytes = ir.load("<32 x i8>", at);
  const std::string digits = ir.make("sub <32 x i8> {}, {}", bytes, ir_vector("i8", spelling));
  const std::string are_good = ir.make("icmp ule <32 x i8> {}, {}", digits, ir_vector("i8", most));
  const std::string bits = ir.make("bitcast <32 x i1> {} to i32", are_good);
  ir.require(ir.make("icmp eq i32 {}, -1", bits), otherwise);
  return digits;
}

/// Digits as 16-bit numbers: those at kTwos, `offset` behind them.
std::string pick_digits(IrText& ir, const std::string& digits, std::size_t offset) {
  constexpr std::size_t kZero = 32;  // the first byte of the other vector
  std::vector<std::size_t> picked(16, kZero);
  for (std::size_t two = 0; two < kTwos.size(); ++two) picked[2 * two] = kTwos[two] + offset;
  const std::string bytes =
      ir.make("shufflevector <32 x i8> {}, <32 x i8> zeroinitializer, <16 x i32> {}", digits,
              ir_vector("i32", picked));
  return ir.make("bitcast <16 x i8> {} to <8 x i16>", bytes);
}

/// The numbers of two digits: century, year in it, month, day, hour and minute. Goes to `otherwise`
/// if one of them is too small or too large.
std::string read_twos(IrText& ir, const std::string& digits, const std::string& otherwise) {
  static constexpr std::array kLeast{kFirstYear / 100, 0, 1, 1, 0, 0, 0, 0};
  static constexpr std::array kAbove{1, 99, 11, 30, 23, 59, 0, 0};
  const std::string tens = pick_digits(ir, digits, 0);
  const std::string ones = pick_digits(ir, digits, 1);
  const std::string ten = ir_vector("i16", std::array{10, 10, 10, 10, 10, 10, 10, 10});
  const std::string tenfold = ir.make("mul <8 x i16> {}, {}", tens, ten);
  std::string twos = ir.make("add <8 x i16> {}, {}", tenfold, ones);
  const std::string above = ir.make("sub <8 x i16> {}, {}", twos, ir_vector("i16", kLeast));
  const std::string are_good =
      ir.make("icmp ule <8 x i16> {}, {}", above, ir_vector("i16", kAbove));
  const std::string bits = ir.make("bitcast <8 x i1> {} to i8", are_good);
  ir.require(ir.make("icmp eq i8 {}, -1", bits), otherwise);
  return twos;
}

/// The number of the day. Goes to `otherwise` if there is no such day. `date`: four 16-bit numbers,
/// century, year, month and day, the first the lowest.
std::string day_number(IrText& ir, const std::string& date, const std::string& otherwise) {
  // One multiplication makes (100 * century + year) * 12 + month of them, in the highest 16 bits.
  constexpr std::uint64_t kFactors =
      (std::uint64_t{1200} << 48U) + (std::uint64_t{12} << 32U) + (std::uint64_t{1} << 16U);
  const std::string sums = ir.make("mul i64 {}, {}", date, kFactors);
  const std::string months = ir.make("lshr i64 {}, 48", sums);
  const std::string month = ir.make("sub i64 {}, {}", months, kFirstYear * 12 + 1);
  const std::string table =
      ir.make("inttoptr i64 {} to ptr", reinterpret_cast<std::uintptr_t>(kDaysBefore.data()));
  const std::string place = ir.element(table, sizeof(std::int32_t), month);
  const std::string before = ir.load("i32", place);
  const std::string next = ir.load("i32", place, sizeof(std::int32_t));
  const std::string length = ir.make("sub i32 {}, {}", next, before);
  const std::string day = ir.make("trunc i64 {} to i32", ir.make("lshr i64 {}, 48", date));
  ir.require(ir.make("icmp ule i32 {}, {}", day, length), otherwise);
  return ir.make("sext i32 {} to i64", ir.make("add i32 {}, {}", before, day));
}

std::string read_seconds(IrText& ir, const std::string& at, const std::string& otherwise) {
  const auto digit = [&](std::size_t place) {
    const std::string byte = ir.make("zext i8 {} to i64", ir.load("i8", at, place));
    return ir.make("sub i64 {}, 48", byte);
  };
  const std::string tens = ir.make("mul i64 {}, 10", digit(kSeconds));
  const std::string seconds = ir.make("add i64 {}, {}", tens, digit(kSeconds + 1));
  ir.require(ir.make("icmp ult i64 {}, 60", seconds), otherwise);
  return seconds;
}

}  // namespace

IrTime read_common_time(IrText& ir, const std::string& at, const std::string& otherwise) {
  const std::string digits = read_digits(ir, at, otherwise);
  const std::string twos = read_twos(ir, digits, otherwise);
  const std::string halves = ir.make("bitcast <8 x i16> {} to <2 x i64>", twos);
  const std::string date = ir.make("extractelement <2 x i64> {}, i64 0", halves);
  const std::string time = ir.make("extractelement <2 x i64> {}, i64 1", halves);
  const std::string day = day_number(ir, date, otherwise);
  const std::string seconds = read_seconds(ir, at, otherwise);
  const std::string hour = ir.make("and i64 {}, 65535", time);
  const std::string minute = ir.make("lshr i64 {}, 16", time);
  std::string ms = ir.make("mul i64 {}, {}", day, kMsPerDay);
  const auto add_part = [&](const std::string& part, DurationMs part_ms) {
    ms = ir.make("add i64 {}, {}", ms, ir.make("mul i64 {}, {}", part, part_ms));
  };
  add_part(hour, kMsPerHour);
  add_part(minute, kMsPerMinute);
  add_part(seconds, kMsPerSecond);
  return {.ms = ms, .end = ir.behind(at, kQuotedTime.size())};
}

}  // namespace leadscore::runtime::jit
