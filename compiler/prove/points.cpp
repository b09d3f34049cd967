#include "compiler/prove/points.hpp"

namespace leadscore::prove {
namespace {

constexpr std::int64_t kMostSum = 9'000'000'000'000'000'000;  // where sums saturate

std::int64_t add(std::int64_t left, std::int64_t right) {
  for (const std::int64_t end : {Points::kNoLeast, Points::kNoMost}) {
    if (left == end || right == end) return end;
  }
  std::int64_t total = 0;
  if (__builtin_add_overflow(left, right, &total)) return left > 0 ? kMostSum : -kMostSum;
  return std::clamp(total, -kMostSum, kMostSum);
}

std::int64_t times(std::int64_t points, std::int64_t count) {
  if (count == Count::kNoMost) {
    if (points == 0) return 0;
    return points > 0 ? Points::kNoMost : Points::kNoLeast;
  }
  std::int64_t product = 0;
  if (__builtin_mul_overflow(points, count, &product)) return points > 0 ? kMostSum : -kMostSum;
  return product;
}

}  // namespace

Points sum(const Points& left, const Points& right) {
  return {add(left.least, right.least), add(left.most, right.most)};
}

Points within(const Points& points, const model::Bounds& bounds) {
  const auto clamp = [&](std::int64_t value) {
    if (bounds.up_to_thousandths) value = std::min(value, *bounds.up_to_thousandths);
    if (bounds.down_to_thousandths) value = std::max(value, *bounds.down_to_thousandths);
    return value;
  };
  return {clamp(points.least), clamp(points.most)};
}

Range range_of(const Points& points) {
  Range range;
  range.least = points.least == Points::kNoLeast ? std::nullopt : std::optional(points.least);
  range.most = points.most == Points::kNoMost ? std::nullopt : std::optional(points.most);
  return range;
}

Points points_of(const model::Rule& rule, const Count& count) {
  const std::int64_t points = rule.points_thousandths;
  Points given{points, points};
  if (rule.each != model::Each::kOnce) {
    // On how many days they are is not looked at: on one at least, if any has a time.
    const std::int64_t fewest =
        rule.each == model::Each::kDay ? std::min<std::int64_t>(count.least, 1) : count.least;
    const std::int64_t a = times(points, fewest);
    const std::int64_t b = times(points, count.most);
    given = {std::min(a, b), std::max(a, b)};
    if (rule.each == model::Each::kDay) given = given.hull({});  // none has a time
  }
  if (rule.decay) given = given.hull({});
  if (rule.up_to_thousandths) {
    given = within(given, {rule.up_to_thousandths, -*rule.up_to_thousandths});
  }
  return given;
}

}  // namespace leadscore::prove
