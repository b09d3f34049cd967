// How the program ends. Documented in the help and in docs/language/command-line.md.
#pragma once

namespace leadscore::cli {

enum class ExitCode {
  kFine = 0,
  kFindings = 1,       // mistakes in models, tests that failed
  kUsage = 2,          // wrong arguments, a file that cannot be read or written
  kRejected = 3,       // finished, but some records were rejected
  kBrokenPromise = 4,  // finished, but a lead breaks a `never` of its model
  kInternalError = 70  // a bug of ours
};

}  // namespace leadscore::cli
