#include "runtime/jit/native_module.hpp"

#include "base/check.hpp"

#include <cstdint>

#if defined(LEADSCORE_HAS_LLVM)
#include <dlfcn.h>
#include <llvm-c/Core.h>
#include <llvm-c/Error.h>
#include <llvm-c/IRReader.h>
#include <llvm-c/LLJIT.h>
#include <llvm-c/Orc.h>
#include <llvm-c/Target.h>
#include <llvm-c/TargetMachine.h>
#include <llvm-c/Transforms/PassBuilder.h>

#include <utility>
#endif

namespace leadscore::runtime::jit {

#if defined(LEADSCORE_HAS_LLVM)

namespace {

/// LLVM's functions, as the shared library has them.
struct Llvm {
#define LEADSCORE_LLVM(name) decltype(&::name) name = nullptr;
#include "runtime/jit/llvm_functions.def"
#undef LEADSCORE_LLVM
};

/// What is worth its time for code that is spelled out already: with "default<O2>" compiling takes
/// half as long again, and the code is no faster.
constexpr const char* kPasses =
    "always-inline,function(sroa,early-cse,simplifycfg,instcombine,simplifycfg)";

/// As Debian calls it, and as LLVM itself does.
constexpr const char* kLibraries[] = {"libLLVM.so.19.1", "libLLVM-19.so"};

Result<Llvm> load() {
  void* library = nullptr;
  // It is never unloaded: what it registers at the process' end would be gone.
  for (const char* const name : kLibraries) {
    if (library == nullptr) library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
  }
  if (library == nullptr) {
    return Error{
        "the native engine needs LLVM 19.1, which is not installed here (Debian's package "
        "libllvm19); the other engines do without"};
  }
  Llvm llvm;
  const char* missing = nullptr;
#define LEADSCORE_LLVM_NAME(name) #name
#define LEADSCORE_LLVM(name)                                                                    \
  llvm.name = reinterpret_cast<decltype(llvm.name)>(dlsym(library, LEADSCORE_LLVM_NAME(name))); \
  if (llvm.name == nullptr) missing = LEADSCORE_LLVM_NAME(name);
#include "runtime/jit/llvm_functions.def"
#undef LEADSCORE_LLVM
#undef LEADSCORE_LLVM_NAME
  if (missing != nullptr) {
    return Error{std::string("the LLVM that is installed here is another than 19.1: it has no ") +
                 missing};
  }
  llvm.LLVM_NATIVE_TARGETINFO();
  llvm.LLVM_NATIVE_TARGET();
  llvm.LLVM_NATIVE_TARGETMC();
  llvm.LLVM_NATIVE_ASMPRINTER();
  return llvm;
}

const Result<Llvm>& loaded() {
  static const Result<Llvm> llvm = load();
  return llvm;
}

/// A text that LLVM made.
class Message {
 public:
  explicit Message(const Llvm& llvm) : llvm_(llvm) {}
  Message(const Llvm& llvm, char* text) : llvm_(llvm), text_(text) {}
  Message(const Message&) = delete;
  Message& operator=(const Message&) = delete;
  ~Message() {
    if (text_ != nullptr) llvm_.LLVMDisposeMessage(text_);
  }
  [[nodiscard]] char** place() { return &text_; }
  [[nodiscard]] const char* text() const { return text_ != nullptr ? text_ : ""; }

 private:
  const Llvm& llvm_;
  char* text_ = nullptr;
};

/// The sentence of an error of LLVM's, which this uses up; empty: there is none.
std::string sentence_of(const Llvm& llvm, LLVMErrorRef error) {
  if (error == nullptr) return {};
  char* const message = llvm.LLVMGetErrorMessage(error);
  std::string sentence = message;
  llvm.LLVMDisposeErrorMessage(message);
  return sentence;
}

/// One compilation: what LLVM makes on the way.
class Compilation {
 public:
  explicit Compilation(const Llvm& llvm) : llvm_(llvm) {}
  Compilation(const Compilation&) = delete;
  Compilation& operator=(const Compilation&) = delete;
  ~Compilation() { llvm_.LLVMOrcDisposeThreadSafeContext(context_); }

  /// The context owns the module until make_jit().
  void read(const std::string& ir) {
    LLVMMemoryBufferRef const text =
        llvm_.LLVMCreateMemoryBufferWithMemoryRangeCopy(ir.data(), ir.size(), "leadscore");
    Message message(llvm_);
    const bool failed =
        llvm_.LLVMParseIRInContext(llvm_.LLVMOrcThreadSafeContextGetContext(context_), text,
                                   &module_, message.place()) != 0;
    LEADSCORE_CHECK(!failed, std::string("LLVM does not read: ") + message.text());
  }

  [[nodiscard]] Result<void> optimise() {
    const Message triple(llvm_, llvm_.LLVMGetDefaultTargetTriple());
    const Message processor(llvm_, llvm_.LLVMGetHostCPUName());
    const Message features(llvm_, llvm_.LLVMGetHostCPUFeatures());
    Message message(llvm_);
    LLVMTargetRef target = nullptr;
    if (llvm_.LLVMGetTargetFromTriple(triple.text(), &target, message.place()) != 0) {
      return Error{std::string("LLVM makes no code for this processor: ") + message.text()};
    }
    machine_ = llvm_.LLVMCreateTargetMachine(target, triple.text(), processor.text(),
                                             features.text(), LLVMCodeGenLevelDefault, LLVMRelocPIC,
                                             LLVMCodeModelJITDefault);
    LLVMTargetDataRef const layout = llvm_.LLVMCreateTargetDataLayout(machine_);
    llvm_.LLVMSetTarget(module_, triple.text());
    llvm_.LLVMSetModuleDataLayout(module_, layout);
    llvm_.LLVMDisposeTargetData(layout);
    LLVMPassBuilderOptionsRef const options = llvm_.LLVMCreatePassBuilderOptions();
    const std::string failure =
        sentence_of(llvm_, llvm_.LLVMRunPasses(module_, kPasses, machine_, options));
    llvm_.LLVMDisposePassBuilderOptions(options);
    LEADSCORE_CHECK(failure.empty(), "LLVM does not optimise: " + failure);
    return {};
  }

  /// Hands the module on.
  [[nodiscard]] Result<LLVMOrcLLJITRef> make_jit() {
    LLVMOrcLLJITBuilderRef const builder = llvm_.LLVMOrcCreateLLJITBuilder();
    llvm_.LLVMOrcLLJITBuilderSetJITTargetMachineBuilder(
        builder, llvm_.LLVMOrcJITTargetMachineBuilderCreateFromTargetMachine(machine_));
    LLVMOrcLLJITRef jit = nullptr;
    std::string failure = sentence_of(llvm_, llvm_.LLVMOrcCreateLLJIT(&jit, builder));
    if (!failure.empty()) return Error{"LLVM cannot make code here: " + failure};
    failure = sentence_of(llvm_, llvm_.LLVMOrcLLJITAddLLVMIRModule(
                                     jit, llvm_.LLVMOrcLLJITGetMainJITDylib(jit),
                                     llvm_.LLVMOrcCreateNewThreadSafeModule(module_, context_)));
    LEADSCORE_CHECK(failure.empty(), "LLVM does not take a module: " + failure);
    return jit;
  }

 private:
  const Llvm& llvm_;
  LLVMOrcThreadSafeContextRef context_ = llvm_.LLVMOrcCreateNewThreadSafeContext();
  LLVMModuleRef module_ = nullptr;
  LLVMTargetMachineRef machine_ = nullptr;
};

}  // namespace

Result<void> load_llvm() {
  if (!loaded()) return loaded().error();
  return {};
}

Result<NativeModule> NativeModule::compile(const std::string& ir) {
  if (!loaded()) return loaded().error();
  Compilation compilation(*loaded());
  compilation.read(ir);
  if (const auto optimised = compilation.optimise(); !optimised) return optimised.error();
  const auto jit = compilation.make_jit();
  if (!jit) return jit.error();
  return NativeModule(*jit);
}

void NativeModule::Delete::operator()(void* jit) const {
  const Llvm& llvm = *loaded();
  llvm.LLVMConsumeError(llvm.LLVMOrcDisposeLLJIT(static_cast<LLVMOrcLLJITRef>(jit)));
}

void* NativeModule::address(const char* name) const {
  const Llvm& llvm = *loaded();
  LLVMOrcExecutorAddress address = 0;
  const std::string failure = sentence_of(
      llvm, llvm.LLVMOrcLLJITLookup(static_cast<LLVMOrcLLJITRef>(jit_.get()), &address, name));
  LEADSCORE_CHECK(failure.empty(), "LLVM does not find a function: " + failure);
  return reinterpret_cast<void*>(static_cast<std::uintptr_t>(address));
}

#else

Result<void> load_llvm() {
  return Error{
      "this leadscore was built without LLVM, which the native engine needs; the other engines do "
      "without"};
}

Result<NativeModule> NativeModule::compile(const std::string&) { return load_llvm().error(); }

void NativeModule::Delete::operator()(void*) const {}

void* NativeModule::address(const char*) const { return nullptr; }

#endif

}  // namespace leadscore::runtime::jit
