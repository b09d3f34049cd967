#include "compiler/resolve/kinds.hpp"

#include "tests/unit/compiler/check/compiled.hpp"

#include <doctest/doctest.h>

namespace leadscore {
namespace {

TEST_CASE("the prelude declares the kinds of language.md, with their subjects") {
  const model::Model model = model_of("when opened() +1\n");
  std::vector<std::string> kinds;
  for (const model::EventKind& kind : model.kinds) {
    kinds.push_back(fmt::format("{}({}{})", model.texts.text(kind.name),
                                model.texts.text(kind.subject_name), kind.is_path ? ": path" : ""));
  }
  std::ranges::sort(kinds);
  CHECK(kinds ==
        std::vector<std::string>{
            "abandoned(what)",    "added(product)",      "attended(what)",    "bounced(message)",
            "called(about)",      "clicked(link)",       "downloaded(asset)", "followed(channel)",
            "forwarded(message)", "met(about)",          "opened(message)",   "purchased(product)",
            "registered(what)",   "replied(message)",    "requested(what)",   "searched(term)",
            "shared(what)",       "started(what)",       "submitted(form)",   "unfollowed(channel)",
            "unsubscribed(list)", "visited(page: path)", "watched(video)"});
}

TEST_CASE("a kind of the file replaces the prelude's of that name") {
  const model::Model model = model_of("event visited(place)\nwhen visited(\"/A/\") +1\n");
  CHECK(model.kinds.size() == 23);
  CHECK(canonical_text(model).find("event visited(place)\n") != std::string::npos);
  CHECK(canonical_text(model).find("visited(\"/a/\")") != std::string::npos);
}

TEST_CASE("names of kinds that a record cannot tell apart") {
  CHECK(findings("event a(x)\nevent a(y)\nwhen a() +1\n") == Findings{"declared-twice:2"});
  CHECK(findings("event a(x) from \"Demo\", \"demo\"\nwhen a() +1\n") == Findings{});
  CHECK(findings("event a(x) from \"Demo Seen\"\nevent demo_seen(y)\nwhen a() +1\n") ==
        Findings{"read-alike:2"});
  CHECK(findings("event a(x) from \"Opened\"\nwhen a() +1\n") == Findings{"differ-in-case:1"});
  CHECK(findings("event Opened(x)\nwhen opened() +1\n") == Findings{"differ-in-case:1"});
}

}  // namespace
}  // namespace leadscore
