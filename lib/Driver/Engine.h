//===- Engine.h - One module's derivatives ---------------------*- C++ -*-===//
//
// Owns what is shared while one module is processed: memoized derivatives and
// prepared clones, the module's analyses. No globals: several engines run on
// several threads at once.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_DRIVER_ENGINE_H
#define WENGERT_DRIVER_ENGINE_H

#include "Request/DiffRequest.h"
#include "llvm/IR/PassManager.h"
#include <map>
#include <memory>

namespace wengert {

class Preparer;
struct Registrations; // Request/Registrations.h: __enzyme_register_* and kin

class Engine {
public:
  Engine(llvm::Module &M, llvm::ModuleAnalysisManager &MAM);
  ~Engine();

  /// Returns the derivative R asks for, emitting it (and what it calls) on
  /// first use; null after a diagnostic. While it is being emitted the entry
  /// holds a declaration, so recursion works.
  const DerivativeFn *getOrEmit(const DiffRequest &R);

  /// The parameters and result of the derivative, without emitting it.
  DerivativeFn declare(const DiffRequest &R, const llvm::Twine &Name);

  /// Lowers every wire call in F and in the functions it can reach, innermost
  /// first (nesting). False after a diagnostic.
  bool lowerWireCalls(llvm::Function &F);

  /// Simplifies and verifies what was created, and drops helper clones.
  void finish();

  llvm::Module &module() { return M; }
  llvm::FunctionAnalysisManager &fam() { return FAM; }
  Preparer &preparer() { return *Prep; }
  const Registrations &registrations() { return *Regs; }
  /// Functions the engine created, for the clean-up pipeline.
  llvm::ArrayRef<llvm::Function *> created() const { return Created; }
  void noteCreated(llvm::Function *F) { Created.push_back(F); }
  bool failed() const { return Failed; }
  void setFailed() { Failed = true; }

private:
  llvm::Module &M;
  llvm::FunctionAnalysisManager &FAM;
  std::unique_ptr<Preparer> Prep;
  std::unique_ptr<Registrations> Regs;
  std::map<DiffRequest, std::unique_ptr<DerivativeFn>> Memo;
  llvm::SmallVector<llvm::Function *, 16> Created;
  bool Failed = false;
};

} // namespace wengert
#endif
