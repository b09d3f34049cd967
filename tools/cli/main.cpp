#include "base/check.hpp"
#include "base/kept_memory.hpp"
#include "tools/cli/console.hpp"
#include "tools/cli/program.hpp"

#include <fmt/format.h>

#include <exception>
#include <new>
#include <signal.h>
#include <string>
#include <vector>

int main(int argc, char** argv) {
  using leadscore::cli::ExitCode;
  leadscore::keep_memory();
  // A reader of a pipe who goes is an error of write, not a signal that ends us.
  signal(SIGPIPE, SIG_IGN);
  auto console = leadscore::cli::Console::of_process();
  try {
    const std::vector<std::string> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
    return static_cast<int>(leadscore::cli::run_program(arguments, console));
  } catch (const std::bad_alloc&) {
    console.say_error("there is not enough memory");
    return static_cast<int>(ExitCode::kUsage);
  } catch (const std::exception& error) {
    console.say_error(
        fmt::format("this is a bug in leadscore: {}", error.what()),
        "please report it, with the command and, if you can, the model and the leads");
    return static_cast<int>(ExitCode::kInternalError);
  }
}
