// Every condition up to a size, over every combination of truths: the engine, the twin and Kleene's
// tables, written out by hand, say the same (§1.4). In rules, stages, named conditions alike.
#include "tests/differential/engine.hpp"
#include "tests/reference/reference.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace leadscore::differential {
namespace {

using reference::Json;
using reference::Truth;

constexpr Truth F = Truth::kFalse;
constexpr Truth U = Truth::kUnknown;
constexpr Truth T = Truth::kTrue;

// Rows: the left side is false, unknown, true; columns: the right side.
constexpr Truth kAndTable[3][3] = {{F, F, F}, {F, U, U}, {F, U, T}};
constexpr Truth kOrTable[3][3] = {{F, U, T}, {U, U, T}, {T, T, T}};
constexpr Truth kNotTable[3] = {T, U, F};

std::size_t index_of(Truth truth) { return static_cast<std::size_t>(truth); }

/// A condition over atoms 0 to 2. Binds as §5 says: `not` tightest, then `and`, then `or`.
struct Formula {
  enum class Kind { kAtom, kNot, kAnd, kOr };

  Kind kind = Kind::kAtom;
  std::size_t left = 0;   // kAtom: which; else an index into the formulas
  std::size_t right = 0;  // kAnd, kOr
};

/// What an atom is called in the model, and the records that make it false, unknown and true; where
/// a truth cannot be, nothing.
struct Atom {
  std::string text;
  std::array<std::optional<std::string>, 3> record;  // a JSON member; "" adds none
};

/// All formulas with up to `most` of `not`, `and`, `or`; operands come before what uses them.
class Formulas {
 public:
  explicit Formulas(std::size_t most) {
    for (std::size_t atom = 0; atom < 3; ++atom) add({Formula::Kind::kAtom, atom, 0});
    ends_.push_back(all_.size());
    for (std::size_t size = 1; size <= most; ++size) {
      for (std::size_t operand = begin(size - 1); operand < ends_[size - 1]; ++operand) {
        add({Formula::Kind::kNot, operand, 0});
      }
      for (std::size_t left = 0; left < size; ++left) add_pairs(left, size - 1 - left);
      ends_.push_back(all_.size());
    }
  }

  [[nodiscard]] std::size_t size() const { return all_.size(); }

  [[nodiscard]] Truth truth(std::size_t index, const std::array<Truth, 3>& atoms) const {
    const Formula& formula = all_[index];
    switch (formula.kind) {
      case Formula::Kind::kAtom:
        return atoms[formula.left];
      case Formula::Kind::kNot:
        return kNotTable[index_of(truth(formula.left, atoms))];
      case Formula::Kind::kAnd:
        return kAndTable[index_of(truth(formula.left, atoms))]
                        [index_of(truth(formula.right, atoms))];
      case Formula::Kind::kOr:
        return kOrTable[index_of(truth(formula.left, atoms))]
                       [index_of(truth(formula.right, atoms))];
    }
    return U;
  }

  /// With parentheses only where `binding` (0 or, 1 and, 2 not) asks for them.
  [[nodiscard]] std::string spare(std::size_t index, const std::array<Atom, 3>& atoms,
                                  int binding = 0) const {
    const Formula& formula = all_[index];
    if (formula.kind == Formula::Kind::kAtom) return atoms[formula.left].text;
    if (formula.kind == Formula::Kind::kNot) return "not " + spare(formula.left, atoms, 2);
    const bool is_and = formula.kind == Formula::Kind::kAnd;
    const int own = is_and ? 1 : 0;
    const std::string text = fmt::format("{} {} {}", spare(formula.left, atoms, own),
                                         is_and ? "and" : "or", spare(formula.right, atoms, own));
    return own < binding ? "(" + text + ")" : text;
  }

  /// With parentheses around everything.
  [[nodiscard]] std::string full(std::size_t index, const std::array<Atom, 3>& atoms) const {
    const Formula& formula = all_[index];
    switch (formula.kind) {
      case Formula::Kind::kAtom:
        return "(" + atoms[formula.left].text + ")";
      case Formula::Kind::kNot:
        return "(not " + full(formula.left, atoms) + ")";
      case Formula::Kind::kAnd:
      case Formula::Kind::kOr:
        break;
    }
    return fmt::format("({} {} {})", full(formula.left, atoms),
                       formula.kind == Formula::Kind::kAnd ? "and" : "or",
                       full(formula.right, atoms));
  }

 private:
  [[nodiscard]] std::size_t begin(std::size_t size) const {
    return size == 0 ? 0 : ends_[size - 1];
  }

  void add(Formula formula) { all_.push_back(formula); }

  void add_pairs(std::size_t left_size, std::size_t right_size) {
    for (std::size_t left = begin(left_size); left < ends_[left_size]; ++left) {
      for (std::size_t right = begin(right_size); right < ends_[right_size]; ++right) {
        add({Formula::Kind::kAnd, left, right});
        add({Formula::Kind::kOr, left, right});
      }
    }
  }

  std::vector<Formula> all_;
  std::vector<std::size_t> ends_;  // by size: one past the last formula of that size
};

/// Every combination of the atoms' truths that a record can show, with its record.
struct Combination {
  std::array<Truth, 3> truths;
  std::string record;
};

std::vector<Combination> combinations_of(const std::array<Atom, 3>& atoms) {
  std::vector<Combination> combinations;
  for (std::size_t number = 0; number < 27; ++number) {
    const std::array<std::size_t, 3> choice = {number / 9, number / 3 % 3, number % 3};
    Combination combination{{}, "{\"id\": \"1\""};
    bool is_possible = true;
    for (std::size_t atom = 0; atom < 3; ++atom) {
      const auto& record = atoms[atom].record[choice[atom]];
      combination.truths[atom] = static_cast<Truth>(choice[atom]);
      is_possible = is_possible && record;
      if (record && !record->empty()) combination.record += ", " + *record;
    }
    combination.record += "}";
    if (is_possible) combinations.push_back(combination);
  }
  return combinations;
}

constexpr TimeMs kAsOf = 1'769'817'600'000;  // 2026-01-31
constexpr std::size_t kFormulasOfAModel = 400;

/// Every formula is a rule in a part of its own, and a named condition that is a stage.
std::string model_of(const Formulas& formulas, const std::array<Atom, 3>& atoms, std::size_t first,
                     std::size_t last) {
  std::string model;
  for (std::size_t index = first; index < last; ++index) {
    model += fmt::format("score p{0} {{ when {1} +1 }}\ns{0} when d{0}\ndefine d{0}: {2}\n", index,
                         formulas.spare(index, atoms), formulas.full(index, atoms));
  }
  return model;
}

/// Whether part and stage of every formula say what the table says.
void check_answer(const Formulas& formulas, const reference::Answer& answer,
                  const Combination& combination, const std::array<Atom, 3>& atoms,
                  std::size_t first) {
  for (std::size_t at = 0; at < answer.parts_thousandths.size(); ++at) {
    const bool is_true = formulas.truth(first + at, combination.truths) == T;
    const bool is_right =
        answer.parts_thousandths[at] == (is_true ? 1000 : 0) && answer.stages_met[at] == is_true;
    if (!is_right) {
      FAIL_CHECK(fmt::format("{} on {} should be {}", formulas.spare(first + at, atoms),
                             combination.record, is_true));
    }
  }
}

/// Returns how many pairs of a formula and a record were tried.
std::size_t try_all(const Formulas& formulas, const std::array<Atom, 3>& atoms) {
  const std::vector<Combination> combinations = combinations_of(atoms);
  std::size_t tried = 0;
  for (std::size_t first = 0; first < formulas.size(); first += kFormulasOfAModel) {
    const std::size_t last = std::min(first + kFormulasOfAModel, formulas.size());
    const Compilation compilation = compile("small.score", model_of(formulas, atoms, first, last));
    REQUIRE_MESSAGE(compilation.program.has_value(), errors_of(compilation));
    Engine engine(*compilation.program);
    for (const Combination& combination : combinations) {
      const reference::Answer answer = engine.score(combination.record, kAsOf);
      REQUIRE(answer.parts_thousandths.size() == last - first);
      check_answer(formulas, answer, combination, atoms, first);
      check_answer(formulas,
                   reference::evaluate(*compilation.model, Json::parse(combination.record), kAsOf),
                   combination, atoms, first);
      tried += last - first;
    }
  }
  return tried;
}

const Atom kText{R"(job is "CTO")", {R"("job": "CEO")", "", R"("job": "cto")"}};
const Atom kNegatedText{R"(city is not "Rome")",
                        {R"("city": "ROME ")", R"("city": null)", R"("city": "Bonn")"}};
const Atom kNumber{"seats >= 10", {R"("seats": 9)", R"("seats": "many")", R"("seats": "10")"}};
const Atom kTime{"since in the last 7 days",
                 {R"("since": "2026-01-23")", R"("since": " ")", R"("since": "2026-01-24")"}};
const Atom kList{R"(tags includes "x")", {R"("tags": [])", "", R"("tags": ["X"])"}};
const Atom kYes{"vip", {R"("vip": "maybe")", std::nullopt, R"("vip": true)"}};
const Atom kKnown{"size is unknown", {R"("size": 5)", std::nullopt, ""}};
const Atom kEvents{"opened() at least 2 times",
                   {R"("events": [{"type": "opened"}])", std::nullopt,
                    R"("events": [{"type": "opened"}, {"type": "opened"}])"}};

}  // namespace

TEST_CASE("every condition of up to three of not, and, or, over every combination of truths") {
  const Formulas formulas(3);
  CHECK(formulas.size() == 4728);
  const std::size_t tried = try_all(formulas, {kText, kNumber, kTime});
  MESSAGE(fmt::format("{} conditions, {} pairs of condition and lead", formulas.size(), tried));
  CHECK(tried == std::size_t{4728} * 27);
}

TEST_CASE("every condition of up to two of not, and, or, over tests of other kinds") {
  const Formulas formulas(2);
  CHECK(formulas.size() == 297);
  std::size_t tried = 0;
  tried += try_all(formulas, {kNegatedText, kList, kEvents});
  tried += try_all(formulas, {kYes, kKnown, kText});
  tried += try_all(formulas, {kEvents, kKnown, kYes});
  MESSAGE(fmt::format("{} conditions, {} pairs of condition and lead", formulas.size(), tried));
  CHECK(tried == std::size_t{297} * (18 + 12 + 8));
}

}  // namespace leadscore::differential
