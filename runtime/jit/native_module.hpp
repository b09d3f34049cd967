// Machine code that is made while the program runs: text of LLVM's intermediate representation in,
// functions out. LLVM is a shared library that is loaded when it is first wanted, so that it costs
// nothing to who does not want it; where it is not there, all goes on without.
#pragma once

#include "base/result.hpp"

#include <memory>
#include <string>

namespace leadscore::runtime::jit {

/// Whether LLVM is there. Loads it. Any thread. The error says what is missing.
[[nodiscard]] Result<void> load_llvm();

/// Functions for the processor at hand; they last as long as this. Immutable: threads share it.
class NativeModule {
 public:
  /// Compiles a module, optimised. `ir`: its text, as LLVM 19 reads it, without target and data
  /// layout. Takes milliseconds, in time linear in the text. Any thread. Errors: LLVM is not there,
  /// or knows no such processor. A text that it does not read is our bug (InternalError).
  [[nodiscard]] static Result<NativeModule> compile(const std::string& ir);

  /// The function of that name, which the module defines as of type `Function`.
  template <class Function>
  [[nodiscard]] Function* function(const char* name) const {
    return reinterpret_cast<Function*>(address(name));
  }

 private:
  struct Delete {
    void operator()(void* jit) const;
  };

  explicit NativeModule(void* jit) : jit_(jit) {}
  [[nodiscard]] void* address(const char* name) const;

  std::unique_ptr<void, Delete> jit_;  // LLVMOrcLLJITRef
};

}  // namespace leadscore::runtime::jit
