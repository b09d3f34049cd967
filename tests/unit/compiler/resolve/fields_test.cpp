#include "compiler/resolve/fields.hpp"

#include "tests/unit/compiler/check/compiled.hpp"

#include <doctest/doctest.h>

namespace leadscore {
namespace {

/// The inferred type of the field `f` that this condition asks for, as `lead { }` spells it.
std::string type_of_f(const std::string& condition) {
  const model::Model model =
      model_of("list texts = [\"a\"]\nlist numbers = [1]\nwhen " + condition + " +1\n");
  for (const model::Field& field : model.fields) {
    if (model.texts.text(field.name) != "f") continue;
    if (field.type == model::Type::kAny) return "any";
    return std::string(resolve::spelling(field.type));
  }
  return "none";
}

TEST_CASE("without a lead block a field's type follows from its uses") {
  CHECK(type_of_f("f is \"a\"") == "text");
  CHECK(type_of_f("f not in [\"a\"]") == "text");
  CHECK(type_of_f("f in texts") == "text");
  CHECK(type_of_f("f matches \"a*\"") == "text");
  CHECK(type_of_f("f is 5") == "number");
  CHECK(type_of_f("f in numbers") == "number");
  CHECK(type_of_f("f at most 5") == "number");
  CHECK(type_of_f("f between 1 and 5") == "number");
  CHECK(type_of_f("f") == "yes/no");
  CHECK(type_of_f("f is no") == "yes/no");
  CHECK(type_of_f("f more than 7 days ago") == "time");
  CHECK(type_of_f("f includes \"a\"") == "list of text");
  CHECK(type_of_f("f is known") == "any");
  CHECK(type_of_f("f is unknown or f > 5") == "number");
  CHECK(type_of_f("g") == "none");
}

TEST_CASE("named conditions and outcomes are uses too") {
  const model::Model model = model_of(
      "define d: a > 5\nmql when b is \"x\"\ndisqualify when c\nscore p { when e is known +1 }\n");
  REQUIRE(model.fields.size() == 4);
  CHECK(model.fields[model::FieldId(0)].type == model::Type::kNumber);
  CHECK(model.fields[model::FieldId(1)].type == model::Type::kText);
  CHECK(model.fields[model::FieldId(2)].type == model::Type::kYesNo);
  CHECK(model.fields[model::FieldId(3)].type == model::Type::kAny);
}

TEST_CASE("a field whose uses disagree is reported once, however many uses it has") {
  CHECK(findings("when f > 5 +1\nwhen f is \"a\" +1\nwhen f +1\nwhen f contains \"b\" +1\n") ==
        Findings{"types-disagree:2"});
}

TEST_CASE("test blocks do not decide what a field is") {
  CHECK(findings("when f is known +1\ntest \"t\" { lead { f: 5 }; expect score 1 }\n") ==
        Findings{});
  CHECK(findings("when f > 1 +1\ntest \"t\" { lead { f: \"x\" }; expect score 1 }\n") ==
        Findings{"wrong-value:2"});
}

TEST_CASE("with a lead block each unknown name is one error") {
  CHECK(
      findings("lead { a: text }\nwhen b is \"x\" +1\nwhen b +1\nwhen c > 5 or b is \"y\" +1\n") ==
      Findings{"unknown-field:2", "unknown-field:4"});
}

TEST_CASE("several lead blocks are one") {
  CHECK(findings("lead { a: text }\nlead { b: number }\nwhen a is \"x\" and b > 5 +1\n") ==
        Findings{});
}

TEST_CASE("the fix for an unknown field makes the file good") {
  const std::string begin = "lead {\n  plan: text  # the plan\n}\n";
  const std::string rule = "when seats > 5 and plan is \"x\" +1\n";
  const Compilation result = compile("model.score", begin + rule);
  REQUIRE(result.diagnostics.all().size() == 1);
  const Fix fix = result.diagnostics.all().front().fixes.back();
  std::string text = begin + rule;
  text.replace(fix.span.begin, fix.span.end - fix.span.begin, fix.text);
  CHECK(text == "lead {\n  seats: number\n  plan: text  # the plan\n}\n" + rule);
  CHECK(findings(text) == Findings{});
}

}  // namespace
}  // namespace leadscore
