#include "compiler/resolve/kinds.hpp"

#include "base/text/fold.hpp"
#include "base/text/lenient.hpp"
#include "compiler/resolve/names.hpp"

#include <string>
#include <variant>

namespace leadscore::resolve {
namespace {

/// Finds names of kinds that a record's `type` cannot tell apart (§9: it is read leniently).
class AlikeKinds {
 public:
  AlikeKinds(const Interner& texts, Diagnostics& diagnostics)
      : texts_(texts), diagnostics_(diagnostics) {}

  void add(const ast::EventDeclaration& kind) {
    add_spelling(kind, texts_.text(kind.kind.text), kind.kind.span);
    for (const ast::TextLiteral& from : kind.from) {
      add_spelling(kind, texts_.text(from.text), from.span);
    }
  }

 private:
  struct Spelling {
    const ast::EventDeclaration* kind;
    std::string_view text;
    Span span;
  };

  void add_spelling(const ast::EventDeclaration& kind, std::string_view text, Span span) {
    std::string key = text::lenient_key(text);
    if (key.empty()) key = text;
    const auto [first, is_new] =
        spellings_.try_emplace(std::move(key), Spelling{&kind, text, span});
    if (is_new || first->second.kind == &kind) return;
    // The later place is the wrong one; the prelude's never is.
    report(first->second, Spelling{&kind, text, span});
  }

  void report(const Spelling& first, const Spelling& second) {
    const bool differ_in_case =
        first.text != second.text && text::fold(first.text) == text::fold(second.text);
    Diagnostic& diagnostic = differ_in_case ? diagnostics_.report<DiagnosticKind::kDifferInCase>(
                                                  second.span, first.text, second.text)
                                            : diagnostics_.report<DiagnosticKind::kReadAlike>(
                                                  second.span, second.text, first.text);
    if (first.span.file == second.span.file) {
      diagnostic.labels.push_back({first.span, "the other one is here"});
    } else {
      diagnostic.help.push_back(
          fmt::format("`{}` is one of the kinds that are always there", first.text));
    }
    diagnostic.help.push_back(
        "in a record's `type` only letters and digits count, in capitals or not: give one of the "
        "two another name");
  }

  const Interner& texts_;
  Diagnostics& diagnostics_;
  std::unordered_map<std::string, Spelling> spellings_;
};

/// How much a declaration is worth against another one of its name.
enum class Rank { kPrelude, kLibrary, kAuthor };

class KindCollector {
 public:
  KindCollector(const ast::File& file, const Interner& texts, Diagnostics& diagnostics)
      : file_(file), texts_(texts), diagnostics_(diagnostics) {}

  [[nodiscard]] Kinds collect() {
    add_all_of_library(true);
    add_all_of_library(false);
    AlikeKinds alike(texts_, diagnostics_);
    for (const ast::EventDeclaration* kind : kinds_.all) {
      if (rank_of(*kind) != Rank::kAuthor) alike.add(*kind);
    }
    for (const ast::EventDeclaration* kind : kinds_.all) {
      if (rank_of(*kind) == Rank::kAuthor) alike.add(*kind);
    }
    return std::move(kinds_);
  }

 private:
  [[nodiscard]] Rank rank_of(const ast::EventDeclaration& kind) const {
    const Span span = kind.kind.span;
    if (!is_of_library(file_, span)) return Rank::kAuthor;
    return span.file == file_.library_files.front() ? Rank::kPrelude : Rank::kLibrary;
  }

  void add_all_of_library(bool of_library) {
    for (const ast::StatementId id : file_.meant) {
      const auto* kind = std::get_if<ast::EventDeclaration>(&file_.statements[id].node);
      if (kind != nullptr && (rank_of(*kind) != Rank::kAuthor) == of_library) add(*kind);
    }
  }

  void add(const ast::EventDeclaration& kind) {
    const Rank rank = rank_of(kind);
    const auto index = static_cast<std::uint32_t>(kinds_.all.size());
    const auto [known, is_new] = kinds_.by_name.try_emplace(kind.kind.text, index);
    if (is_new) {
      kinds_.all.push_back(&kind);
      kinds_.is_open.push_back(rank == Rank::kPrelude);
      return;
    }
    const ast::EventDeclaration*& first = kinds_.all[known->second];
    if (rank_of(*first) < rank) {
      first = &kind;
      kinds_.is_open[known->second] = false;
      return;
    }
    Diagnostic& diagnostic = diagnostics_.report<DiagnosticKind::kDeclaredTwice>(
        kind.kind.span, texts_.text(kind.kind.text));
    diagnostic.labels.push_back({first->kind.span, "first declared here, as a kind of event"});
    diagnostic.help.emplace_back("keep one of the two, or give the second another name");
  }

  const ast::File& file_;
  const Interner& texts_;
  Diagnostics& diagnostics_;
  Kinds kinds_;
};

}  // namespace

const std::uint32_t* Kinds::find(TextId name) const {
  const auto found = by_name.find(name);
  return found == by_name.end() ? nullptr : &found->second;
}

Kinds collect_kinds(const ast::File& file, const Interner& texts, Diagnostics& diagnostics) {
  return KindCollector(file, texts, diagnostics).collect();
}

}  // namespace leadscore::resolve
