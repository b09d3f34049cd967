// The same for the compiler: `counted_compile MODEL.score`.
#include "compiler/compile.hpp"

#include <cstdio>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>

/// Known to callgrind by this name.
extern "C" __attribute__((noinline)) void counted_work(const std::function<void()>& work) {
  work();
}

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: counted_compile MODEL.score\n", stderr);
    return 2;
  }
  std::ifstream file(argv[1], std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  bool is_compiled = false;
  counted_work([&] {
    const leadscore::Compilation compiled = leadscore::compile(argv[1], text);
    is_compiled = compiled.program.has_value();
  });
  if (!is_compiled) std::fprintf(stderr, "%s does not compile\n", argv[1]);
  return is_compiled ? 0 : 1;
}
