#include "compiler/parse/parse.hpp"

#include "base/text/utf8.hpp"
#include "compiler/parse/builder.hpp"
#include "compiler/parse/layout.hpp"
#include "compiler/parse/messages.hpp"
#include "compiler/parse/reading.hpp"
#include "compiler/parse/statement_report.hpp"

#include <algorithm>
#include <utility>

namespace leadscore {
namespace syntax {
namespace {

/// Reads a file's statements, piece by piece.
class Parser {
 public:
  Parser(ast::File& tree, std::string_view text, Interner& texts, Diagnostics& diagnostics)
      : tree_(tree), text_(text), texts_(texts), diagnostics_(diagnostics) {}

  void file_statement(const Piece& piece);

 private:
  /// Reads a piece, which holds several statements where a `;` is missing. For each, `take` is
  /// given its piece, whether it was read (its nodes are in reading_ then), and its report.
  template <class Take>
  void for_each_statement(const Piece& piece, Place place, Take take);
  bool read(const Piece& piece, Place place, StatementReport& report);
  /// Where another statement begins that no `;` divides from the one that was read.
  [[nodiscard]] std::optional<std::uint32_t> next_statement() const;

  void statements(const Piece& piece, Place place, std::vector<ast::StatementId>& list);
  void report_too_many(Span span);
  void fill_block(const Piece& piece, ast::StatementNode& node);
  void fill_table(const Piece& piece, ast::TableStatement& table);
  void fill_lead(const Piece& piece, ast::LeadBlock& lead);
  /// The `{ }` inside the statement that was read: an event's attributes.
  [[nodiscard]] std::optional<Node> attribute_block() const;
  void fill_event(const Node& block, ast::EventDeclaration& event);
  void fill_test_event(const Node& block, ast::TestEvent& event);
  void fill_test(const Piece& piece, ast::TestStatement& test);
  void test_entry(const Piece& piece, StatementReport& report, ast::TestStatement& test);
  void test_lead(const Piece& piece, ast::TestStatement& test);

  [[nodiscard]] std::optional<ast::Name> declared_name(StatementReport& report);
  /// What was read, without a mistake before it that is read as what it means (`Expect`).
  [[nodiscard]] NodeView first_node() const;

  ast::File& tree_;
  std::string_view text_;
  Interner& texts_;
  Diagnostics& diagnostics_;
  Reading reading_;
};

template <class Take>
void Parser::for_each_statement(const Piece& piece, Place place, Take take) {
  std::optional<Piece> rest;  // the piece without the statements that were read
  bool is_reported = piece.is_reported;
  while (true) {
    const Piece& one = rest ? *rest : piece;
    StatementReport report(diagnostics_, is_reported);
    const bool is_read = read(one, place, report);
    const std::optional<std::uint32_t> next = next_statement();
    take(one, is_read, report);
    if (!next || piece.is_broken) return;
    if (!rest) rest = piece;
    rest->begin = *next;
    is_reported = false;
  }
}

bool Parser::read(const Piece& piece, Place place, StatementReport& report) {
  if (piece.is_broken) {  // only its name is of use, and brackets may be nested without end
    const std::size_t bracket = text_.substr(0, piece.end).find_first_of("([{", piece.begin);
    const auto end = static_cast<std::uint32_t>(std::min<std::size_t>(bracket, piece.end));
    read_statement(place, text_, piece.begin, end, reading_);
    return false;
  }
  read_statement(place, text_, piece.begin, piece.end, reading_);
  report_first_mistake({.text = text_,
                        .file = tree_.file,
                        .place = place,
                        .begin = piece.begin,
                        .end = piece.end,
                        .reading = reading_,
                        .report = report});
  return reading_.is_complete;
}

std::optional<std::uint32_t> Parser::next_statement() const {
  if (!reading_.stop) return std::nullopt;
  const Node& node = reading_.nodes[*reading_.stop];
  if (node.kind != NodeKind::kMissingSemicolon) return std::nullopt;
  return node.end;
}

std::optional<ast::Name> Parser::declared_name(StatementReport& report) {
  for (std::size_t i = 0; i < reading_.nodes.size(); ++i) {
    if (reading_.nodes[i].kind == NodeKind::kDeclaredName) {
      return Builder(tree_, texts_, text_, report).name({reading_.nodes, i});
    }
  }
  return std::nullopt;
}

void Parser::file_statement(const Piece& piece) {
  statements(piece, Place::kFile, tree_.top_level);
}

/// What a block's statements would fill, where the statement itself could not be read.
ast::StatementNode block_of(BlockKind block) {
  switch (block) {
    case BlockKind::kPart:
      return ast::PartStatement{};
    case BlockKind::kLead:
      return ast::LeadBlock{};
    case BlockKind::kTest:
      return ast::TestStatement{};
    case BlockKind::kPoints:
      return ast::TableStatement{};
    case BlockKind::kBestOf:
      return ast::BestOfStatement{};
    case BlockKind::kNone:
    case BlockKind::kTestLead:
    case BlockKind::kOther:
      break;
  }
  return ast::InvalidStatement{};
}

void Parser::statements(const Piece& piece, Place place, std::vector<ast::StatementId>& list) {
  for_each_statement(piece, place, [&](const Piece& one, bool is_read, StatementReport& report) {
    ast::StatementNode node = ast::InvalidStatement{};
    if (is_read) {
      node = Builder(tree_, texts_, text_, report).statement(first_node());
      const std::optional<Node> attributes = attribute_block();
      auto* const event = std::get_if<ast::EventDeclaration>(&node);
      if (event != nullptr && attributes) fill_event(*attributes, *event);
      fill_block(one, node);
    } else {
      node = ast::InvalidStatement{declared_name(report)};
      ast::StatementNode unused = block_of(one.block);  // for the mistakes inside
      if (!next_statement()) fill_block(one, unused);
    }
    const Span span{.file = tree_.file, .begin = one.begin, .end = one.whole_end};
    if (tree_.statements.size() == kMaxStatements) report_too_many(span);
    list.push_back(tree_.statements.add({.node = std::move(node), .span = span}));
  });
}

/// Of the first statement that is one too many; the others are not complained about.
void Parser::report_too_many(Span span) {
  diagnostics_
      .report<DiagnosticKind::kTooLong>({span.file, span.begin, span.begin}, "model",
                                        limit_words(kMaxStatements), "statements")
      .help.emplace_back(
          "values that are asked alike belong into a list: `when job_title in executives +20` is "
          "one rule for all of them");
}

void Parser::fill_block(const Piece& piece, ast::StatementNode& node) {
  if (auto* const part = std::get_if<ast::PartStatement>(&node)) {
    for (const Piece& child : piece.children) statements(child, Place::kPart, part->rules);
  } else if (auto* const best = std::get_if<ast::BestOfStatement>(&node)) {
    for (const Piece& child : piece.children) statements(child, Place::kBestOf, best->rules);
  } else if (auto* const table = std::get_if<ast::TableStatement>(&node)) {
    fill_table(piece, *table);
  } else if (auto* const lead = std::get_if<ast::LeadBlock>(&node)) {
    fill_lead(piece, *lead);
  } else if (auto* const test = std::get_if<ast::TestStatement>(&node)) {
    fill_test(piece, *test);
  }
}

void Parser::fill_table(const Piece& piece, ast::TableStatement& table) {
  const auto take = [&](const Piece& /*one*/, bool is_read, StatementReport& report) {
    if (is_read) table.rows.push_back(Builder(tree_, texts_, text_, report).row(first_node()));
    if (!is_read) table.has_unread_rows = true;
  };
  for (const Piece& child : piece.children) for_each_statement(child, Place::kTable, take);
}

NodeView Parser::first_node() const {
  const auto first = std::ranges::find_if(
      reading_.nodes, [](const Node& node) { return node.kind < NodeKind::kCapitals; });
  return {reading_.nodes, static_cast<std::size_t>(first - reading_.nodes.begin())};
}

std::optional<Node> Parser::attribute_block() const {
  for (const Node& node : reading_.nodes) {
    if (node.kind == NodeKind::kAttributes) return node;
  }
  return std::nullopt;
}

void Parser::fill_event(const Node& block, ast::EventDeclaration& event) {
  const auto take = [&](const Piece& /*one*/, bool is_read, StatementReport& report) {
    if (is_read) {
      Builder builder(tree_, texts_, text_, report);
      event.attributes.push_back(builder.attribute_declaration(first_node()));
    } else if (const auto name = declared_name(report)) {
      event.unread_names.push_back(*name);
    }
  };
  for (const Piece& line :
       lines_of_block(text_, block.begin + 1, block.end - 1, EndOfEntry::kLine)) {
    for_each_statement(line, Place::kAttributes, take);
  }
}

void Parser::fill_test_event(const Node& block, ast::TestEvent& event) {
  const auto take = [&](const Piece& /*one*/, bool is_read, StatementReport& report) {
    if (!is_read) return;
    event.attributes.push_back(Builder(tree_, texts_, text_, report).test_field(first_node()));
  };
  for (const Piece& line :
       lines_of_block(text_, block.begin + 1, block.end - 1, EndOfEntry::kLineOrComma)) {
    for_each_statement(line, Place::kTestAttributes, take);
  }
}

void Parser::fill_lead(const Piece& piece, ast::LeadBlock& lead) {
  const auto take = [&](const Piece& /*one*/, bool is_read, StatementReport& report) {
    if (is_read) {
      Builder builder(tree_, texts_, text_, report);
      lead.fields.push_back(builder.field_declaration(first_node()));
    } else if (const auto name = declared_name(report)) {
      lead.unread_names.push_back(*name);
    }
  };
  for (const Piece& child : piece.children) for_each_statement(child, Place::kLead, take);
}

void Parser::fill_test(const Piece& piece, ast::TestStatement& test) {
  const auto take = [&](const Piece& one, bool is_read, StatementReport& report) {
    if (is_read) test_entry(one, report, test);
  };
  for (const Piece& child : piece.children) for_each_statement(child, Place::kTest, take);
}

void Parser::test_entry(const Piece& piece, StatementReport& report, ast::TestStatement& test) {
  Builder builder(tree_, texts_, text_, report);
  const NodeView node = first_node();
  switch (node.kind()) {
    case NodeKind::kAsOf: {
      const ast::DateLiteral as_of = builder.as_of(node);
      if (test.as_of) {
        Diagnostic& diagnostic = report.report<DiagnosticKind::kDeclaredTwice>(as_of.span, "as of");
        diagnostic.labels.push_back({test.as_of->span, "the first one is here"});
        diagnostic.help.emplace_back("a test stands at one moment: keep one of the two");
      }
      test.as_of = as_of;
      return;
    }
    case NodeKind::kLeadHead:
      return test_lead(piece, test);
    case NodeKind::kTestEvent: {
      test.events.push_back(builder.test_event(node));
      const std::optional<Node> attributes = attribute_block();
      if (attributes) fill_test_event(*attributes, test.events.back());
      return;
    }
    default:
      test.expectations.push_back(builder.expectation(node));
      test.expectations.back().span.begin = piece.begin;
  }
}

void Parser::test_lead(const Piece& piece, ast::TestStatement& test) {
  const auto take = [&](const Piece& /*one*/, bool is_read, StatementReport& report) {
    if (!is_read) return;
    test.fields.push_back(Builder(tree_, texts_, text_, report).test_field(first_node()));
  };
  for (const Piece& child : piece.children) for_each_statement(child, Place::kTestLead, take);
}

std::uint32_t line_of(std::string_view text, std::size_t offset) {
  return static_cast<std::uint32_t>(
             std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(offset), '\n')) +
         1;
}

bool is_control(char character) {
  const auto byte = static_cast<unsigned char>(character);
  return byte < 0x20 && (byte < '\t' || byte > '\r');  // not those of blanks and line ends
}

std::size_t first_bad_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t code_point = text::next_code_point(text, at);
    if (code_point == text::kReplacement && text.substr(begin, at - begin) != "\xEF\xBF\xBD") {
      return begin;
    }
  }
  return text.size();
}

/// Whether `text` can be read at all; if not, one diagnostic says why.
bool check_file(std::string_view text, FileId file, Diagnostics& diagnostics) {
  const auto place = [file](std::size_t offset, std::size_t size) {
    return Span{.file = file,
                .begin = static_cast<std::uint32_t>(offset),
                .end = static_cast<std::uint32_t>(offset + size)};
  };
  if (text.size() > kMaxFileBytes) {
    const std::string why = fmt::format("it is larger than {} MB", kMaxFileBytes / (1024 * 1024));
    diagnostics.report<DiagnosticKind::kUnreadableFile>(place(0, 0), why)
        .help.emplace_back("a model is a text of some pages; is this a file of leads?");
    return false;
  }
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    diagnostics.report<DiagnosticKind::kNotUtf8>(place(0, 0), 1U)
        .help.emplace_back("it seems to be UTF-16; save it as UTF-8");
    return false;
  }
  const auto control = std::ranges::find_if(text, is_control);
  if (control != text.end()) {
    const auto offset = static_cast<std::size_t>(control - text.begin());
    const std::string why = fmt::format("line {} holds the byte {:#04x}, which no text has",
                                        line_of(text, offset), static_cast<unsigned>(*control));
    diagnostics.report<DiagnosticKind::kUnreadableFile>(place(offset, 1), why);
    return false;
  }
  const std::size_t bad = text::is_valid_utf8(text) ? text.size() : first_bad_utf8(text);
  if (bad < text.size()) {
    diagnostics.report<DiagnosticKind::kNotUtf8>(place(bad, 1), line_of(text, bad))
        .help.emplace_back("save the file as UTF-8");
    return false;
  }
  return true;
}

}  // namespace
}  // namespace syntax

namespace {

void fill(ast::File& tree, const SourceMap& sources, FileId file, Interner& texts,
          Diagnostics& diagnostics) {
  tree.file = file;
  const std::string_view text = sources.text(file);
  if (!syntax::check_file(text, file, diagnostics)) return;
  syntax::Layout layout(text, file, diagnostics, tree.comments);
  syntax::Parser parser(tree, text, texts, diagnostics);
  while (const auto piece = layout.next()) {
    parser.file_statement(*piece);
    if (diagnostics.was_cut()) break;  // the rest would not be shown
  }
}

}  // namespace

ast::File parse(const SourceMap& sources, FileId file, Interner& texts, Diagnostics& diagnostics) {
  ast::File tree;
  fill(tree, sources, file, texts, diagnostics);
  return tree;
}

std::vector<ast::StatementId> parse_into(ast::File& tree, const SourceMap& sources, FileId file,
                                         Interner& texts, Diagnostics& diagnostics) {
  ast::File one;
  std::swap(one.expressions, tree.expressions);
  std::swap(one.statements, tree.statements);
  fill(one, sources, file, texts, diagnostics);
  std::swap(one.expressions, tree.expressions);
  std::swap(one.statements, tree.statements);
  return std::move(one.top_level);
}

}  // namespace leadscore
