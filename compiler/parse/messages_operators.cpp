// What is said of tests in words that this language has others for: `is one of`, `like`, `equals`.
#include "compiler/parse/messages.hpp"
#include "compiler/parse/written_words.hpp"

#include <string>

namespace leadscore::syntax {

namespace {

constexpr FixSafety kUnsafe = FixSafety::kUnsafe;

/// Tests that are said in another way here.
constexpr MeantWords kOperators[] = {
    // A list of texts that is empty is known.
    {"is not in", "not in"},
    {"is none of", "not in", kUnsafe},
    {"is not any of", "not in", kUnsafe},
    {"none of", "not in", kUnsafe},
    {"is not empty", "is known", kUnsafe},
    {"is not blank", "is known"},
    {"is not null", "is known"},
    {"is not missing", "is known"},
    {"is not set", "is unknown"},
    {"is not equal to", "is not"},
    {"is not true", "is no"},
    {"is not false", "is yes"},
    {"isn't", "is not"},
    {"aren't", "is not"},
    {"wasn't", "is not"},
    {"doesn't", "does not"},
    {"contains any of", "contains"},
    {"contains one of", "contains"},
    {"mentions any of", "mentions"},
    {"does not contain any of", "does not contain"},
    {"matches any of", "matches"},
    {"starts with any of", "starts with"},
    {"is not one of", "not in"},
    {"is in", "in"},
    {"is one of", "in"},
    {"is any of", "in", kUnsafe},
    {"is between", "between"},
    {"is at least", "at least"},
    {"is at most", "at most"},
    {"is more than", "more than"},
    {"is less than", "less than"},
    {"is greater than", "more than"},
    {"is over", "more than"},
    {"is under", "less than"},
    {"is above", "more than"},
    {"is below", "less than"},
    {"is equal to", "is"},
    {"is empty", "is unknown", kUnsafe},
    {"is blank", "is unknown"},
    {"is missing", "is unknown"},
    {"is null", "is unknown"},
    {"is true", "is yes"},
    {"is false", "is no"},
    {"is set", "is known"},
    {"greater than", "more than"},
    {"equals", "is"},
    {"equal to", "is"},
    {"does not equal", "is not"},
    {"not equal", "is not"},
    {"one of", "in", kUnsafe},
    {"any of", "in", kUnsafe},
    {"begins with", "starts with"},
    {"contain", "contains"},
    {"mention", "mentions"},
    {"start with", "starts with"},
    {"end with", "ends with"},
    {"match", "matches"},
    {"include", "includes"},
    {"not contains", "does not contain"},
    {"not between", "not NAME between"},
};

/// `like "%vp%"`: what SQL writes `%` for is `*` here.
void report_like(const Context& context, const Node& node, std::string_view right) {
  Node whole = node;
  const std::string_view rest = context.text.substr(node.end, context.end - node.end);
  const auto begin = node.end + static_cast<std::uint32_t>(rest.size() - trim_left(rest).size());
  const std::string_view text = thing_at(context, begin);
  const bool has_text = text.size() > 1 && text.starts_with('"') && text.ends_with('"');
  const bool is_converted = has_text && text.find('%') != text.npos;
  std::string meant(right);
  if (is_converted) {
    whole.end = begin + static_cast<std::uint32_t>(text.size());
    meant += ' ';
    for (const char character : text) meant += character == '%' ? '*' : character;
  }
  Diagnostic& diagnostic = context.report.report<DiagnosticKind::kWrongWords>(
      context.span(node), with_single_blanks(context.written(node)));
  diagnostic.help.emplace_back("`*` stands for any characters");
  const bool is_sure = is_converted && text.find_first_of("_*?\\") == text.npos;
  offer(diagnostic, context.span(whole), meant, is_sure ? FixSafety::kSafe : kUnsafe);
}

/// The words of a test in lower case, with a straight apostrophe.
std::string plain_words(std::string_view words) {
  std::string plain(words);
  if (const std::size_t curly = plain.find("\u2019"); curly != plain.npos) {
    plain.replace(curly, std::string_view("\u2019").size(), 1, '\'');
  }
  return lower_case(plain);
}

/// `doesn't contains`: the verb without its ending too; whether it had one.
bool report_verb_after_not(const Context& context, const Node& node) {
  constexpr WrongWord kVerbs[] = {{"contains", "contain"}, {"mentions", "mention"},
                                  {"starts", "start"},     {"ends", "end"},
                                  {"matches", "match"},    {"includes", "include"}};
  const std::string_view rest = context.text.substr(node.end, context.end - node.end);
  const std::string_view verb = first_word(trim_left(rest));
  const std::string_view right = right_word(kVerbs, verb);
  if (right.empty()) return false;
  const auto end = node.end + static_cast<std::uint32_t>(verb.data() + verb.size() - rest.data());
  const Span span = context.span(node.begin, end);
  offer_safe(context.report.report<DiagnosticKind::kWrongWords>(
                 span, with_single_blanks(context.text.substr(node.begin, end - node.begin))),
             span, fmt::format("does not {}", right));
  return true;
}

}  // namespace

void report_wrong_operator(const Context& context, const Node& node) {
  const std::string words = with_single_blanks(context.written(node));
  const std::string plain = plain_words(words);
  if (plain == "doesn't" && report_verb_after_not(context, node)) return;
  if (plain == "like") return report_like(context, node, "matches");
  if (plain == "not like") return report_like(context, node, "does not match");
  Diagnostic& diagnostic =
      context.report.report<DiagnosticKind::kWrongWords>(context.span(node), words);
  const MeantWords* const right = meant_words(kOperators, plain);
  if (right == nullptr) return;
  if (right->right.starts_with("not NAME")) {
    diagnostic.help.emplace_back("write `not` before the name: `not seats between 1 and 5`");
    return;
  }
  offer(diagnostic, context.span(node), std::string(right->right), right->safety);
}

}  // namespace leadscore::syntax
