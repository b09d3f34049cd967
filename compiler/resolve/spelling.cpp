#include "compiler/resolve/spelling.hpp"

#include "base/text/fold.hpp"
#include "base/text/lenient.hpp"
#include "compiler/resolve/suggest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

namespace leadscore::resolve {
namespace {

struct Spelling {
  TextId name;
  Span span;
  TextId key;  // of a field: its key in records
  Span key_span;
};

std::vector<Spelling> all_spellings(const ast::File& file, const Names& names,
                                    const Fields& fields) {
  std::vector<Spelling> all;
  for (const Field& field : fields.all) {
    const bool has_from = field.declaration != nullptr && field.declaration->from.has_value();
    const TextId key = has_from ? field.declaration->from->text : field.name.text;
    const Span key_span = has_from ? field.declaration->from->span : field.name.span;
    all.push_back({field.name.text, field.name.span, key, key_span});
  }
  for (const auto& [name, declaration] : names.by_name) {
    if (declaration.kind == NameKind::kField) continue;
    all.push_back({name, declaration.name.span, TextId{}, {}});
  }
  std::ranges::sort(all, {}, [&file](const Spelling& spelling) {
    const Span span = spelling.span;
    return std::tuple(!is_of_library(file, span), span.file, span.begin);
  });
  return all;
}

class SpellingCheck {
 public:
  /// `whose`: what has the names, in a message.
  SpellingCheck(const Interner& texts, std::string_view whose, Diagnostics& diagnostics)
      : texts_(texts), whose_(whose), diagnostics_(diagnostics) {}

  void add(const Spelling& spelling) {
    const std::string_view name = texts_.text(spelling.name);
    const auto [first, is_new] = by_folded_name_.try_emplace(text::fold(name), &spelling);
    if (!is_new) {
      report_case(*first->second, spelling);
    } else if (spelling.key.is_valid()) {
      add_key(spelling);
    }
  }

 private:
  void add_key(const Spelling& spelling) {
    const std::string_view key = texts_.text(spelling.key);
    std::string lenient = text::lenient_key(key);
    if (lenient.empty()) lenient = key;
    const auto [first, is_new] = by_key_.try_emplace(std::move(lenient), &spelling);
    if (!is_new) report_key(*first->second, spelling);
  }

  void report_case(const Spelling& first, const Spelling& second) {
    const std::string_view meant = texts_.text(first.name);
    Diagnostic& diagnostic = diagnostics_.report<DiagnosticKind::kDifferInCase>(
        second.span, meant, texts_.text(second.name));
    diagnostic.labels.push_back({first.span, fmt::format("`{}` is here", meant)});
    diagnostic.help.emplace_back(
        "write the name the same everywhere; two things need names that differ in more");
    suggest(diagnostic, second.span, std::string(meant));
  }

  void report_key(const Spelling& first, const Spelling& second) {
    const bool is_one_key = second.key == first.key;
    Diagnostic& diagnostic = diagnostics_.report<DiagnosticKind::kReadAlike>(
        second.key_span, texts_.text(is_one_key ? second.name : second.key),
        texts_.text(is_one_key ? first.name : first.key));
    diagnostic.labels.push_back({first.key_span, "the other one is here"});
    if (is_one_key) {
      diagnostic.help.push_back(
          fmt::format("both {} would be read from the key `{}`: give one of them a key of its own",
                      whose_, texts_.text(first.key)));
      return;
    }
    diagnostic.help.push_back(
        fmt::format("in a record's keys only letters and digits count, in capitals or not, so both "
                    "{} would read the same one: keep one of the two",
                    whose_));
  }

  const Interner& texts_;
  std::string_view whose_;
  Diagnostics& diagnostics_;
  std::unordered_map<std::string, const Spelling*> by_folded_name_;
  std::unordered_map<std::string, const Spelling*> by_key_;
};

}  // namespace

void check_spellings(const ast::File& file, const Names& names, const Fields& fields,
                     const Interner& texts, Diagnostics& diagnostics) {
  const std::vector<Spelling> all = all_spellings(file, names, fields);
  SpellingCheck check(texts, "fields", diagnostics);
  for (const Spelling& spelling : all) check.add(spelling);
}

void check_spellings(const Attributes& attributes, const Interner& texts,
                     Diagnostics& diagnostics) {
  std::map<std::uint32_t, std::vector<Spelling>> by_kind;
  for (const Attribute& attribute : attributes.all) {
    const ast::Name& name = attribute.name;
    // What every page has stands nowhere in a file, unless the file asks for it.
    if (!name.span.file.is_valid()) continue;
    by_kind[attribute.kind].push_back({name.text, name.span, name.text, name.span});
  }
  for (const auto& [kind, spellings] : by_kind) {
    SpellingCheck check(texts, "attributes", diagnostics);
    for (const Spelling& spelling : spellings) check.add(spelling);
  }
}

}  // namespace leadscore::resolve
