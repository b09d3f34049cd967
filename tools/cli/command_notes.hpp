// What stands at the end of the help of a command: examples, and what its options do not say.
#pragma once

#include <string_view>

namespace leadscore::cli {

inline constexpr std::string_view kRunNotes =
    R"(Examples:
  leadscore run inbound.score leads.jsonl
  leadscore run inbound.score crm.csv.gz --id "Record ID" --format csv --out scores.csv
  leadscore run inbound.score leads.csv --events visits.jsonl --top 20 --why
  leadscore run smb.score enterprise.score leads.jsonl --format jsonl
  leadscore run inbound.score leads.jsonl --since 2026-01-30T06:00:00Z --format jsonl
  zcat leads.jsonl.gz | leadscore run inbound.score - --format jsonl --quiet

Scores go to standard output, in the order of the leads; the summary goes to standard error.
A rejects file has one JSON object a line: "file", "line", "reason" and "text", the record as it
stood: `jq -r .text rejects.jsonl` gives the records back, of a CSV without the header.
Leads that break a `never` are named on standard error, and the exit code is 4.
)";

inline constexpr std::string_view kWhyNotes =
    R"(Example:
  leadscore why inbound.score leads.jsonl --id 7 --as-of 2026-01-31

Here --id is the lead; --id-key names the key of its id, which `leadscore run` calls --id.
)";

inline constexpr std::string_view kNewNotes =
    R"(Examples:
  leadscore new leads.csv -o inbound.score
  leadscore new leads.jsonl --events visits.jsonl --id "Record ID"
  zcat crm.csv.gz | leadscore new - --records 10000 --name "Inbound"

The model declares the fields with the types that their values have, values that mean that nothing was
given (`unknown as`), and the kinds of events; its few rules are examples of what is in the data, to be
changed. It compiles, its tests pass, and it scores the file that it was made of.
)";

inline constexpr std::string_view kCheckNotes =
    R"(Examples:
  leadscore check inbound.score
  leadscore check models/
  leadscore check models/ --diff
  leadscore check models/ --format sarif >findings.sarif
  leadscore check models/ --write-baseline baseline.json
  leadscore check - --name models/inbound.score <inbound.score
)";

inline constexpr std::string_view kExplainNotes =
    R"(Examples:
  leadscore explain
  leadscore explain bare-word
)";

inline constexpr std::string_view kCompletionsNotes =
    R"(Examples:
  leadscore completions bash >~/.local/share/bash-completion/completions/leadscore
  leadscore completions zsh >~/.zfunc/_leadscore
  leadscore completions fish >~/.config/fish/completions/leadscore.fish
)";

inline constexpr std::string_view kManualNotes =
    R"(Examples:
  leadscore manual >leadscore.1
  leadscore manual | man -l -
)";

inline constexpr std::string_view kTestNotes =
    R"(Examples:
  leadscore test inbound.score
  leadscore test models/ --filter CTO
  leadscore test models/ --ci --format junit > tests.xml
  leadscore test inbound.score --coverage html --coverage-out coverage.html
  leadscore test inbound.score --mutate
)";

inline constexpr std::string_view kCompileNotes =
    R"(Example:
  leadscore compile inbound.score -o inbound.scorec
  leadscore run inbound.scorec leads.jsonl

A compiled model holds all that it uses and stands for itself. `run`, `why` and `disassemble` take it
in the place of a model; its tests and comments are left out.
)";

inline constexpr std::string_view kFormatNotes =
    R"(Examples:
  leadscore fmt inbound.score
  leadscore fmt --check models/

Line ends, blanks, columns and `;` are set; words, their order and comments stay. Before a file is
written, it is proven that the model means what it did. Statements with mistakes stay as they are.
A column of points that is lined up stays where it is.
)";

inline constexpr std::string_view kDisassembleNotes =
    R"(Example:
  leadscore disassemble inbound.score
)";

inline constexpr std::string_view kLibraryNotes =
    R"(Examples:
  leadscore stdlib
  leadscore stdlib titles

A model takes a module with `use titles`; the module prelude is there without it.
)";

inline constexpr std::string_view kServerNotes =
    R"(It is started by the editor, and speaks with it over standard input and output.
)";

}  // namespace leadscore::cli
