#include "benchmarks/generator/rules.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace leadscore::benchmarks {
namespace {

using Kind = Condition::Kind;

class RuleMaker {
 public:
  RuleMaker(const World& world, bool with_events, std::uint64_t seed)
      : world_(world), with_events_(with_events), random_(seed) {}

  Condition equality() {
    Condition made{.kind = Kind::kIn};
    const TextField& field = draw_text_field();
    made.field = field.name;
    const std::size_t most = std::min<std::size_t>(10, field.values.size() / 2);
    const std::size_t count = random_.has_luck(0.5) ? 1 : 2 + random_.below(most - 1);
    while (made.values.size() < count) {
      // Half of what rules ask for is frequent, half is anything.
      const std::string& value = random_.has_luck(0.5) ? field.values[field.frequency.draw(random_)]
                                                       : random_.one_of(field.values);
      if (std::ranges::find(made.values, value) == made.values.end()) made.values.push_back(value);
    }
    return made;
  }

  Condition range() {
    Condition made{.kind = Kind::kRange};
    const std::size_t place = random_.below(world_.numbers.size());
    made.field = world_.numbers[place].name;
    const std::int64_t one = draw_number(place, random_);
    const std::int64_t other = draw_number(place, random_);
    switch (random_.below(4)) {
      case 0:
        made.least = one;
        break;
      case 1:
        made.most = one;
        break;
      default:
        made.least = std::min(one, other);
        made.most = std::max(one, other) + 1;
    }
    return made;
  }

  Condition events() {
    Condition made{.kind = Kind::kEvents, .event = "visited"};
    const double luck = random_.unit();
    if (luck < 0.65) {
      const Deed& deed = random_.has_luck(0.6) ? world_.deeds[world_.deed_frequency.draw(random_)]
                                               : random_.one_of(world_.deeds);
      made.event = deed.kind;
      made.subject = deed.subject;
    } else if (luck < 0.85) {
      made.subject = random_.one_of(world_.page_prefixes);
      made.is_prefix = true;
    } else {
      made.event = random_.one_of(world_.deeds).kind;
    }
    const std::int64_t most_times = made.subject.empty() ? 15 : 4;
    if (made.subject.empty() || random_.has_luck(0.3)) made.times = random_.between(2, most_times);
    if (random_.has_luck(0.4)) {
      made.days = std::array<std::int64_t, 6>{7, 14, 30, 60, 90, 180}[random_.below(6)];
    }
    return made;
  }

  Condition part_of_text() {
    Condition made{.kind = random_.has_luck(0.5) ? Kind::kContains : Kind::kEndsWith};
    if (made.kind == Kind::kEndsWith) {
      made.field = "email";
      made.values.push_back(random_.one_of(world_.endings));
    } else if (random_.has_luck(0.7)) {
      made.field = "job_title";
      made.values.push_back(random_.one_of(world_.title_words));
    } else {
      made.field = "company";
      made.values.push_back(random_.one_of(world_.company_words));
    }
    return made;
  }

  /// `a and b`, `a or b`, `a and not b`, `(a or b) and c`, `(a or b) and not c`.
  Condition compound() {
    Condition first = test();
    Condition second = test();
    switch (random_.below(5)) {
      case 0:
        return joined(Kind::kAnd, std::move(first), std::move(second));
      case 1:
        return joined(Kind::kOr, std::move(first), std::move(second));
      case 2:
        return joined(Kind::kAnd, std::move(first), negated(std::move(second)));
      case 3:
        return joined(Kind::kAnd, joined(Kind::kOr, std::move(first), std::move(second)), test());
      default:
        return joined(Kind::kAnd, joined(Kind::kOr, std::move(first), std::move(second)),
                      negated(test()));
    }
  }

  std::int64_t points() {
    const std::int64_t size = random_.between(1, 25);
    return random_.has_luck(0.25) ? -size : size;
  }

  Random& random() { return random_; }

 private:
  const TextField& draw_text_field() {
    unsigned sum = 0;
    for (const TextField& field : world_.texts) sum += field.rule_weight;
    std::size_t left = random_.below(sum);
    for (const TextField& field : world_.texts) {
      if (left < field.rule_weight) return field;
      left -= field.rule_weight;
    }
    return world_.texts.front();
  }

  Condition test() {
    const std::size_t luck = random_.below(with_events_ ? 90 : 60);
    if (luck < 40) return equality();
    if (luck < 55) return range();
    if (luck < 60) return part_of_text();
    return events();
  }

  static Condition joined(Kind kind, Condition first, Condition second) {
    Condition made{.kind = kind};
    made.parts.push_back(std::move(first));
    made.parts.push_back(std::move(second));
    return made;
  }

  static Condition negated(Condition test) {
    Condition made{.kind = Kind::kNot};
    made.parts.push_back(std::move(test));
    return made;
  }

  const World& world_;
  bool with_events_;
  Random random_;
};

}  // namespace

std::vector<Rule> make_rules(const World& world, std::size_t count, bool with_events,
                             std::uint64_t seed) {
  RuleMaker maker(world, with_events, seed);
  using Make = Condition (RuleMaker::*)();
  struct Share {
    std::size_t percent;
    Make make;
  };
  std::vector<Share> shares = {{40, &RuleMaker::equality},
                               {15, &RuleMaker::range},
                               {10, &RuleMaker::compound},
                               {5, &RuleMaker::part_of_text}};
  if (with_events) shares.push_back({30, &RuleMaker::events});
  std::size_t whole = 0;
  for (const Share& share : shares) whole += share.percent;

  // The rounded running sum, so that few rules have their mix too.
  std::vector<Make> makes;
  std::size_t so_far = 0;
  for (const Share& share : shares) {
    so_far += share.percent;
    makes.resize((count * so_far + whole / 2) / whole, share.make);
  }
  maker.random().shuffle(makes);
  std::vector<Rule> rules;
  for (const Make make : makes) {
    Condition condition = (maker.*make)();
    rules.push_back({std::move(condition), maker.points()});
  }
  return rules;
}

}  // namespace leadscore::benchmarks
