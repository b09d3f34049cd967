#include "tools/cli/commands.hpp"

#include "tools/cli/command_notes.hpp"

#include <algorithm>
#include <array>

namespace leadscore::cli {
namespace {

// Rows that several commands share.
constexpr ArgumentRow kModels{
    .name = "MODEL",
    .value = {},
    .help =
        "the model: a .score file, or what `leadscore compile` made of one; of several, each that "
        "is for a lead scores it",
    .target = &Options::files,
    .is_required = true};
constexpr ArgumentRow kModel{
    .name = "MODEL",
    .value = {},
    .help = "the model: a .score file, or what `leadscore compile` made of one",
    .target = &Options::model,
    .is_required = true};
constexpr ArgumentRow kLeads{
    .name = "LEADS",
    .value = {},
    .help = "the leads: JSON lines or CSV, also compressed with gzip; - is standard input",
    .target = &Options::leads,
    .is_required = true,
    .takes_last = true};
constexpr ArgumentRow kEvents{.name = "--events",
                              .value = "FILE",
                              .help = "the leads' events, where they are in a file of their own",
                              .target = &Options::events};
constexpr ArgumentRow kEventLead{.name = "--event-lead",
                                 .value = "KEY",
                                 .help =
                                     "the lead's id in the events file (else the key of the "
                                     "lead's id, else lead_id)",
                                 .target = &Options::event_lead};
constexpr ArgumentRow kEventType{
    .name = "--event-type",
    .value = "KIND",
    .help = "the kind of every event, for an events file without `type`",
    .target = &Options::event_type};
constexpr ArgumentRow kEventTime{.name = "--event-time",
                                 .value = "KEY",
                                 .help = "the event's time in the events file (else at)",
                                 .target = &Options::event_time};
constexpr ArgumentRow kEventSubject{
    .name = "--event-subject",
    .value = "KEY",
    .help = "the event's subject in the events file (else the name that its kind gives it)",
    .target = &Options::event_subject};
constexpr ArgumentRow kAsOf{.name = "--as-of",
                            .value = "TIME",
                            .help =
                                "the moment for which to score: 2026-01-31 or "
                                "2026-01-31T09:30:00Z, in UTC (else now)",
                            .target = &Options::as_of};
constexpr ArgumentRow kStrict{.name = "--strict",
                              .value = {},
                              .help = "reject a record with a value that does not read",
                              .target = &Options::is_strict};
constexpr ArgumentRow kQuiet{.name = "--quiet",
                             .value = {},
                             .help = "no progress and no summary",
                             .target = &Options::is_quiet,
                             .alias = "-q"};

constexpr std::array kRunArguments{
    kModels,
    kLeads,
    kEvents,
    ArgumentRow{.name = "--id",
                .value = "KEY",
                .help = "the key of the lead's id (else id, else the row number)",
                .target = &Options::id_key},
    kAsOf,
    ArgumentRow{.name = "--since",
                .value = "TIME",
                .help = "the moment of the last run: says which alerts fired since then",
                .target = &Options::since},
    ArgumentRow{.name = "--format",
                .value = "FORMAT",
                .help = "table, jsonl or csv (else by the ending of --out, else table)",
                .target = &Options::format,
                .choices = "table|jsonl|csv"},
    ArgumentRow{.name = "--out",
                .value = "FILE",
                .help = "write the scores there",
                .target = &Options::out},
    ArgumentRow{.name = "--rejects",
                .value = "FILE",
                .help = "write there what could not be read, with its line and the reason",
                .target = &Options::rejects},
    ArgumentRow{.name = "--top",
                .value = "N",
                .help = "only the N highest scores, best first",
                .target = &Options::top},
    ArgumentRow{.name = "--stage",
                .value = "NAME",
                .help = "only leads whose stage it is (also: disqualified, none)",
                .target = &Options::stage},
    ArgumentRow{.name = "--why",
                .value = {},
                .help = "the reasons of each score",
                .target = &Options::shows_reasons},
    kStrict,
    ArgumentRow{.name = "--threads",
                .value = "N",
                .help = "score on N threads (else, or with 0, on one a core)",
                .target = &Options::threads},
    ArgumentRow{.name = "--engine",
                .value = "ENGINE",
                .help = "auto, vm, batch or jit (else auto, the fastest); the scores are the same",
                .target = &Options::engine,
                .choices = "auto|vm|batch|jit"},
    kEventLead,
    kEventType,
    kEventTime,
    kEventSubject,
    kQuiet,
};

constexpr std::array kWhyArguments{
    kModels,
    kLeads,
    ArgumentRow{.name = "--id",
                .value = "ID",
                .help = "the lead's id",
                .target = &Options::lead_id,
                .is_required = true},
    ArgumentRow{.name = "--id-key",
                .value = "KEY",
                .help = "the key of the lead's id (else id, else the row number)",
                .target = &Options::id_key},
    kEvents,
    kAsOf,
    ArgumentRow{.name = "--format",
                .value = "FORMAT",
                .help = "text or json (else text)",
                .target = &Options::format,
                .choices = "text|json"},
    kStrict,
    kEventLead,
    kEventType,
    kEventTime,
    kEventSubject,
};

constexpr std::array kNewArguments{
    ArgumentRow{.name = "LEADS",
                .value = {},
                .help = "the leads: JSON lines or CSV, also compressed with gzip; - is standard "
                        "input",
                .target = &Options::leads,
                .is_required = true},
    ArgumentRow{.name = "--out",
                .value = "FILE",
                .help = "write the model there, if there is no such file yet",
                .target = &Options::out,
                .alias = "-o"},
    ArgumentRow{.name = "--force",
                .value = {},
                .help = "with --out: write over a file that is there",
                .target = &Options::is_forced},
    ArgumentRow{.name = "--name",
                .value = "NAME",
                .help = "what the model is called (else as the file is)",
                .target = &Options::model_name},
    ArgumentRow{.name = "--format",
                .value = "FORMAT",
                .help = "score, or json: what was found, and the model in it (else score)",
                .target = &Options::format,
                .choices = "score|json"},
    ArgumentRow{.name = "--records",
                .value = "N",
                .help = "look at the first N records of LEADS only",
                .target = &Options::most_records},
    ArgumentRow{.name = "--id",
                .value = "KEY",
                .help = "the key of the lead's id, which becomes no field (else id)",
                .target = &Options::id_key},
    kEvents,
    kEventLead,
    kEventType,
    kEventTime,
    kEventSubject,
    ArgumentRow{.name = "--quiet",
                .value = {},
                .help = "no progress and no summary",
                .target = &Options::is_quiet,
                .alias = "-q"},
};

constexpr std::array kCheckArguments{
    ArgumentRow{.name = "FILE",
                .value = {},
                .help = "a model, or a folder: every .score file below it",
                .target = &Options::files,
                .is_required = true},
    ArgumentRow{.name = "--format",
                .value = "FORMAT",
                .help = "text, plain, json, sarif, junit, github, gitlab or checkstyle (else as "
                        "leadscore.toml says, else text)",
                .target = &Options::format,
                .choices = "text|plain|json|sarif|junit|github|gitlab|checkstyle"},
    ArgumentRow{.name = "--config",
                .value = "FILE",
                .help = "the configuration (else leadscore.toml of the first FILE's folder or of "
                        "one above it)",
                .target = &Options::config},
    ArgumentRow{.name = "--deny-warnings",
                .value = {},
                .help = "warnings too end in exit code 1",
                .target = &Options::denies_warnings},
    ArgumentRow{.name = "--bounds",
                .value = {},
                .help =
                    "show the least and most points, and what reaches each stage, instead (text "
                    "or json)",
                .target = &Options::shows_bounds},
    ArgumentRow{.name = "--fix",
                .value = {},
                .help = "apply the fixes that are safe",
                .target = &Options::applies_fixes},
    ArgumentRow{.name = "--unsafe",
                .value = {},
                .help = "with --fix or --diff: also the fixes that are proposals only",
                .target = &Options::takes_unsafe_fixes},
    ArgumentRow{.name = "--diff",
                .value = {},
                .help = "show what --fix would change, and change nothing",
                .target = &Options::shows_diff},
    ArgumentRow{.name = "--baseline",
                .value = "FILE",
                .help = "leave out the findings that are listed there",
                .target = &Options::baseline},
    ArgumentRow{.name = "--write-baseline",
                .value = "FILE",
                .help = "list there all findings but mistakes, for --baseline",
                .target = &Options::write_baseline},
    ArgumentRow{.name = "--name",
                .value = "PATH",
                .help = "the path of what comes from standard input, where FILE is -",
                .target = &Options::input_name},
    ArgumentRow{.name = "--leads",
                .value = "FILE",
                .help = "instead, hold the rules against these leads: how often each fires, what "
                        "the data does not have (text or json)",
                .target = &Options::leads},
    ArgumentRow{.name = "--strict",
                .value = {},
                .help = "with --leads: what is found ends in exit code 1",
                .target = &Options::is_strict},
    ArgumentRow{.name = "--id",
                .value = "KEY",
                .help = "the key of the lead's id (else id, else the row number)",
                .target = &Options::id_key},
    kAsOf,
    kEvents,
    kEventLead,
    kEventType,
    kEventTime,
    kEventSubject,
};

constexpr std::array kTestArguments{
    ArgumentRow{.name = "FILE",
                .value = {},
                .help = "a model, or a folder: every .score file below it",
                .target = &Options::files,
                .is_required = true},
    ArgumentRow{.name = "--filter",
                .value = "TEXT",
                .help = "only tests whose name has TEXT in it",
                .target = &Options::filter},
    ArgumentRow{.name = "--format",
                .value = "FORMAT",
                .help = "text, plain, json or junit (else text)",
                .target = &Options::format,
                .choices = "text|plain|json|junit"},
    ArgumentRow{.name = "--watch",
                .value = {},
                .help = "run the tests again whenever a file changes, until Ctrl-C",
                .target = &Options::is_watching},
    ArgumentRow{.name = "--ci",
                .value = {},
                .help = "no tests at all is a failure (also if CI is set to true)",
                .target = &Options::is_ci},
    ArgumentRow{.name = "--coverage",
                .value = "FORMAT",
                .help = "which rules and conditions the tests try: text, lcov, html or json",
                .target = &Options::coverage,
                .choices = "text|lcov|html|json"},
    ArgumentRow{.name = "--coverage-out",
                .value = "FILE",
                .help = "write the coverage there (lcov, html and json need it)",
                .target = &Options::coverage_out},
    ArgumentRow{.name = "--min",
                .value = "PERCENT",
                .help = "fail if the coverage is less",
                .target = &Options::min_coverage},
    ArgumentRow{.name = "--mutate",
                .value = {},
                .help = "change the model, one thing at a time, and list the changes that no "
                        "test notices",
                .target = &Options::mutates},
    ArgumentRow{.name = "--mutate-max",
                .value = "N",
                .help = "try at most N changes of each model, spread evenly",
                .target = &Options::mutate_max},
    ArgumentRow{.name = "--min-killed",
                .value = "PERCENT",
                .help = "fail if the tests notice less of the changes",
                .target = &Options::min_killed},
};

constexpr std::array kCompileArguments{
    ArgumentRow{.name = "MODEL",
                .value = {},
                .help = "the model, a .score file",
                .target = &Options::model,
                .is_required = true},
    ArgumentRow{.name = "--out",
                .value = "FILE",
                .help = "write the compiled model there (its usual ending is .scorec)",
                .target = &Options::out,
                .alias = "-o",
                .is_required = true},
};

constexpr std::array kDisassembleArguments{kModel};

constexpr std::array kLibraryArguments{
    ArgumentRow{.name = "NAME",
                .value = {},
                .help = "a module, to be shown in full; without it, all are listed",
                .target = &Options::module},
};

constexpr std::array kFormatArguments{
    ArgumentRow{.name = "FILE",
                .value = {},
                .help = "a model, a folder (every .score file below it), or - for standard input",
                .target = &Options::files,
                .is_required = true},
    ArgumentRow{.name = "--check",
                .value = {},
                .help = "only name the files that are not in the style",
                .target = &Options::checks_only},
    ArgumentRow{.name = "--diff",
                .value = {},
                .help = "only show what would change",
                .target = &Options::shows_diff},
};

constexpr std::array kExplainArguments{
    ArgumentRow{.name = "KIND",
                .value = {},
                .help = "what stands in brackets in a message; without it, all are listed",
                .target = &Options::kind},
};

constexpr std::array kCompletionsArguments{
    ArgumentRow{.name = "SHELL",
                .value = {},
                .help = "bash, zsh or fish",
                .target = &Options::shell,
                .choices = "bash|zsh|fish",
                .is_required = true},
};

constexpr std::array kCommonOptions{
    ArgumentRow{.name = "--help",
                .value = {},
                .help = "show this help",
                .target = &Options::wants_help,
                .alias = "-h"},
};

constexpr std::array kCommands{
    Command{"run", "scores every lead of a file", kRunArguments, kRunNotes, run_leads},
    Command{"why", "explains the score of one lead", kWhyArguments, kWhyNotes, explain_lead},
    Command{"new", "writes a first model for a file of leads", kNewArguments, kNewNotes,
            start_model},
    Command{"check", "finds every mistake in models", kCheckArguments, kCheckNotes, check_models},
    Command{"test", "runs the tests that models carry", kTestArguments, kTestNotes, test_models},
    Command{"fmt", "writes models in one style", kFormatArguments, kFormatNotes, format_models},
    Command{"compile", "makes one file of a model and all that it uses", kCompileArguments,
            kCompileNotes, compile_model},
    Command{"disassemble", "shows what a model was compiled to", kDisassembleArguments,
            kDisassembleNotes, disassemble_model},
    Command{"stdlib", "shows the standard library", kLibraryArguments, kLibraryNotes, show_library},
    Command{"explain", "says what a message means", kExplainArguments, kExplainNotes, explain_kind},
    Command{"completions", "writes the completions of a shell", kCompletionsArguments,
            kCompletionsNotes, show_completions},
    Command{"manual", "writes the manual page", {}, kManualNotes, show_manual},
    Command{"lsp", "serves an editor, as a language server", {}, kServerNotes, serve_editor},
};

}  // namespace

std::span<const Command> all_commands() { return kCommands; }

std::span<const ArgumentRow> common_options() { return kCommonOptions; }

const Command* find_command(std::string_view name) {
  const auto found = std::ranges::find(kCommands, name, &Command::name);
  return found == kCommands.end() ? nullptr : &*found;
}

}  // namespace leadscore::cli
