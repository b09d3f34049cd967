#include "benchmarks/table_form/rule_set.hpp"

#include <nlohmann/json.hpp>

#include <fstream>
#include <map>
#include <stdexcept>

namespace leadscore::benchmarks {
namespace {

using Json = nlohmann::json;

std::string text_or_empty(const Json& value) {
  return value.is_null() ? std::string() : value.get<std::string>();
}

Test make_test(const Json& json) {
  const std::string kind = json["test"];
  Test test;
  if (kind == "events") {
    test.kind = Test::Kind::kEvents;
    test.event = json["kind"];
    test.subject = text_or_empty(json["subject"]) + text_or_empty(json["prefix"]);
    if (!json["subject"].is_null()) test.subject_kind = Test::Subject::kExact;
    if (!json["prefix"].is_null()) test.subject_kind = Test::Subject::kPrefix;
    test.times = json["least"];
    test.days = json["days"].is_null() ? 0 : json["days"].get<std::int64_t>();
    return test;
  }
  test.field = json["field"];
  if (kind == "in") {
    test.values = json["values"].get<std::vector<std::string>>();
  } else if (kind == "range") {
    test.kind = Test::Kind::kRange;
    if (!json["least"].is_null()) test.least = json["least"];
    if (!json["most"].is_null()) test.most = json["most"];
  } else if (kind == "contains" || kind == "ends with") {
    test.kind = kind == "contains" ? Test::Kind::kContains : Test::Kind::kEndsWith;
    test.values = {json["text"].get<std::string>()};
  } else {
    throw std::runtime_error("a rule with the test " + kind);
  }
  return test;
}

class RuleSetReader {
 public:
  RuleSet read(const Json& json) {
    set_.as_of_seconds = json["as_of_seconds"];
    set_.texts = json["texts"].get<std::vector<std::string>>();
    set_.numbers = json["numbers"].get<std::vector<std::string>>();
    for (const Json& rule : json["rules"]) add_rule(rule["if"], rule["points"]);
    return std::move(set_);
  }

 private:
  void add_rule(const Json& condition, std::int32_t points) {
    const std::string kind = condition["test"];
    if (kind != "and" && kind != "or") {
      test_of(condition).points += points;
      return;
    }
    const Json& first = condition["of"][0];
    const Json& second = condition["of"][1];
    Compound compound{.points = points};
    if (kind == "or") {
      compound.a = bit_of(first);
      compound.b = bit_of(second);
    } else {
      if (first["test"] == "or") {
        compound.a = bit_of(first["of"][0]);
        compound.b = bit_of(first["of"][1]);
      } else {
        compound.a = bit_of(first);
      }
      add_gate(second, compound);
    }
    set_.compounds.push_back(compound);
  }

  /// The part after the `and`. What is not so needs the field's value; events are always known.
  void add_gate(const Json& condition, Compound& compound) {
    compound.is_c_negated = condition["test"] == "not";
    const Json& test = compound.is_c_negated ? condition["of"][0] : condition;
    compound.c = bit_of(test);
    if (!compound.is_c_negated || test["test"] == "events") return;
    const auto [found, is_new] = set_.known_bits.try_emplace(test["field"], kNowhere);
    compound.known = bit_at(found->second);
  }

  Test& test_of(const Json& json) {
    const auto [found, is_new] = places_.try_emplace(json.dump(), set_.tests.size());
    if (is_new) set_.tests.push_back(make_test(json));
    return set_.tests[found->second];
  }

  std::int32_t bit_of(const Json& json) { return bit_at(test_of(json).bit); }

  std::int32_t bit_at(std::int32_t& bit) {
    if (bit == kNowhere) bit = static_cast<std::int32_t>(set_.bits++);
    return bit;
  }

  RuleSet set_;
  std::map<std::string, std::size_t> places_;
};

}  // namespace

RuleSet read_rule_set(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  return RuleSetReader().read(Json::parse(file));
}

}  // namespace leadscore::benchmarks
