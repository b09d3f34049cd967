#include "compiler/resolve/looks_like.hpp"

#include "base/text/fold.hpp"
#include "base/text/nearest.hpp"

#include <algorithm>
#include <cctype>
#include <string>
#include <unordered_set>
#include <vector>

namespace leadscore::resolve {
namespace {

/// Beyond this many pairs of names a model is not written by hand, and nothing is compared.
constexpr std::size_t kMostPairs = 100'000;
constexpr std::size_t kShortest = 4;  // of shorter names only swapped letters are a slip

struct Known {
  std::string_view name;
  std::string_view phrase;
};

/// `tier_1` and `tier_2`, `title` and `titles` are meant so.
std::string without_digits_and_plural(std::string_view name) {
  std::string result;
  for (const char character : text::fold(name)) {
    if (std::isdigit(static_cast<unsigned char>(character)) == 0) result += character;
  }
  if (result.ends_with('s')) result.pop_back();
  return result;
}

std::size_t most_slips(std::string_view name) { return name.size() < 7 ? 1 : 2; }

class SlipCheck {
 public:
  SlipCheck(const FieldSources& from, const Fields& fields, Diagnostics& diagnostics)
      : from_(from), fields_(fields), diagnostics_(diagnostics) {}

  void check() {
    collect_known();
    const std::size_t longest = std::max(conditions_.size(), numbers_.size());
    if (longest == 0 || fields_.all.size() > kMostPairs / longest) return;
    for (const Use& use : from_.uses) {
      const Field* field = fields_.find(use.name.text);
      if (field == nullptr || field->declaration != nullptr) continue;
      if (!was_checked_.emplace(use.name.text).second) continue;
      check(use, use.is_bare ? conditions_ : numbers_);
    }
  }

 private:
  void collect_known() {
    const auto add = [this](std::vector<Known>& known, const ast::Name& name, NameKind kind) {
      known.push_back({from_.texts.text(name.text), phrase(kind)});
    };
    for (const auto* define : from_.names.defines) {
      add(conditions_, define->name, NameKind::kCondition);
    }
    for (const auto* stage : from_.names.stages) add(conditions_, stage->name, NameKind::kStage);
    for (const ast::EventDeclaration* kind : from_.kinds.all) {
      conditions_.push_back({from_.texts.text(kind->kind.text), "a kind of event"});
    }
    for (const ast::Name& part : from_.names.parts) add(numbers_, part, NameKind::kPart);
  }

  void check(const Use& use, const std::vector<Known>& all) {
    const std::string_view name = from_.texts.text(use.name.text);
    for (const Known& known : all) {
      if (known.name == name) continue;
      const bool is_short = std::min(name.size(), known.name.size()) < kShortest;
      if (is_short && (name.size() != known.name.size() ||
                       !std::is_permutation(name.begin(), name.end(), known.name.begin()))) {
        continue;
      }
      if (!text::is_within(name, known.name, most_slips(std::min(name, known.name, shorter)))) {
        continue;
      }
      if (without_digits_and_plural(name) == without_digits_and_plural(known.name)) continue;
      return warn(use, name, known);
    }
  }

  static bool shorter(std::string_view left, std::string_view right) {
    return left.size() < right.size();
  }

  void warn(const Use& use, std::string_view name, const Known& known) {
    Diagnostic& diagnostic = diagnostics_.report<DiagnosticKind::kLooksLike>(
        use.name.span, name, known.name, known.phrase);
    const bool is_kind = known.phrase == "a kind of event";
    std::string right = fmt::format("{}{}", known.name, is_kind ? "()" : "");
    diagnostic.fixes.push_back({use.name.span, right, fmt::format("did you mean `{}`?", right)});
    const Field& field = *fields_.find(use.name.text);
    diagnostic.help.push_back(
        fmt::format("a name that nothing declares is a field of the lead; if it is one, say so: "
                    "`lead {{ {}: {} }}`, with all other fields",
                    name, spelling(field.type.value_or(model::Type::kAny))));
  }

  const FieldSources& from_;
  const Fields& fields_;
  Diagnostics& diagnostics_;
  std::vector<Known> conditions_;
  std::vector<Known> numbers_;
  std::unordered_set<TextId> was_checked_;
};

}  // namespace

void warn_of_slips(const FieldSources& from, const Fields& fields, Diagnostics& diagnostics) {
  SlipCheck(from, fields, diagnostics).check();
}

}  // namespace leadscore::resolve
