// Every place of a model where a name is written: what it stands for, and whether it is declared
// there. What an editor asks about the word under the cursor is answered from this.
#pragma once

#include "tools/lsp/things.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace leadscore::lsp {

struct Mention {
  Span span;  // the name; of a text with its quotes
  ThingId thing;
  bool declares = false;  // `score fit { }` each time, for a part may be continued
};

/// The index of names of one compilation: of its file and of those that it uses, modules of the
/// standard library aside. Immutable; made in time linear in the text.
class Mentions {
 public:
  explicit Mentions(std::shared_ptr<const Compilation> compiled);

  [[nodiscard]] const Compilation& compilation() const { return *compiled_; }
  [[nodiscard]] const Things& things() const { return things_; }
  [[nodiscard]] const Thing& thing(const Mention& mention) const { return things_[mention.thing]; }

  /// All of them by file, and in each by place. None overlaps another.
  [[nodiscard]] std::span<const Mention> all() const { return all_; }
  /// Those of one file.
  [[nodiscard]] std::span<const Mention> in(FileId file) const;
  /// Those of one thing, in the order of all().
  [[nodiscard]] std::vector<Mention> of(ThingId thing) const;

  /// The mention at a byte of a file, its end included; null if there is none. Of two that touch,
  /// the one that begins there.
  [[nodiscard]] const Mention* find(FileId file, std::uint32_t offset) const;
  /// The same of the compilation's own file.
  [[nodiscard]] const Mention* find(std::uint32_t offset) const {
    return find(compiled_->file, offset);
  }

 private:
  std::shared_ptr<const Compilation> compiled_;
  Things things_;
  std::vector<Mention> all_;
  std::vector<std::uint32_t> by_thing_;  // places in all_, sorted by their things
};

/// The span of a text without its quotes, where they are plain ones.
[[nodiscard]] Span inside_quotes(const SourceMap& sources, Span text);

}  // namespace leadscore::lsp
