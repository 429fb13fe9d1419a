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
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/IR/PassManager.h"
#include <map>
#include <memory>
#include <optional>
#include <tuple>
#include <vector>

namespace wengert {

class Activity;
class CallerTypes;
class Preparer;
class VTables;
struct NormalForm;
struct Registrations; // Request/Registrations.h: __enzyme_register_* and kin

/// The dispatch functions of one kind of indirect call (IndirectCalls.h).
struct IndirectDispatch {
  DerivativeFn Layout, PullbackLayout;
  llvm::Function *Forward = nullptr, *Pullback = nullptr;
};

class Engine {
public:
  Engine(llvm::Module &M, llvm::ModuleAnalysisManager &MAM);
  ~Engine();

  /// Returns the derivative R asks for, emitting it (and what it calls) on
  /// first use; null after a diagnostic. While it is being emitted the entry
  /// holds a declaration, so recursion works. Both halves of a split
  /// derivative are emitted together; they always return primal and shadow.
  const DerivativeFn *getOrEmit(DiffRequest R);

  /// The same, but if it cannot be had nothing is reported: null, and Why.
  const DerivativeFn *tryEmit(const DiffRequest &R, std::string &Why);

  /// Lowers every wire call in F and in the functions it can reach, innermost
  /// first (nesting). False after a diagnostic.
  bool lowerWireCalls(llvm::Function &F);

  /// Drops helper clones; verifies what was created.
  void finish();

  llvm::Module &module() { return M; }
  llvm::FunctionAnalysisManager &fam() { return FAM; }
  Preparer &preparer() { return *Prep; }
  const Registrations &registrations() { return *Regs; }
  VTables &vtables() { return *Tables; }
  CallerTypes &callerTypes() { return *Callers; }
  /// F is emitted code, or calls some (derivatives of derivatives).
  bool isMadeOfOurs(const llvm::Function &F) const;
  void noteCreated(llvm::Function *F) { Created.insert(F); }
  /// Created by this engine: a derivative, a clone or a helper.
  bool isOurs(const llvm::Function &F) const;
  /// The module asks for tangents between the halves of a split derivative.
  bool hasSplitTangents() const { return SplitTangents; }
  /// Some derivative in the module is itself part of what is differentiated.
  bool hasNested() const { return Nested; }
  /// Derivatives are to be checked at run time (Check/Options.h).
  bool isChecking() const { return Checked.has_value(); }
  const std::string &checkWords() const { return *Checked; }
  bool failed() const { return Failed; }
  void setFailed() { Failed = true; }

  /// By the call's type, what is asked, and the functions it may reach.
  std::map<std::tuple<llvm::FunctionType *, DiffRequest,
                      std::vector<llvm::Function *>>,
           std::unique_ptr<IndirectDispatch>>
      Dispatches;

private:
  std::unique_ptr<DerivativeFn> declare(const DiffRequest &R,
                                        const llvm::Twine &Suffix);
  bool emit(const DiffRequest &Asked, DerivativeFn &D, DerivativeFn *Back);
  /// What the memory may hold that the derivative R sees.
  FloatFormats floatsOf(const DiffRequest &R);
  /// Promotes, inlines helpers and simplifies a finished derivative.
  bool cleanUp(llvm::Function &F);

  /// Warns, once for each place, where the derivative ends in memory declared
  /// constant.
  void warnLost(const Activity &A);

  llvm::Module &M;
  llvm::FunctionAnalysisManager &FAM;
  std::unique_ptr<Preparer> Prep;
  std::unique_ptr<Registrations> Regs;
  std::unique_ptr<VTables> Tables;
  ModuleFloats Floats;
  std::unique_ptr<CallerTypes> Callers;
  /// Types::movesUnknown of a function, by how its arguments take part.
  std::map<std::pair<llvm::Function *, std::vector<ActKind>>, bool>
      MovesUnknown;
  std::map<DiffRequest, std::unique_ptr<DerivativeFn>> Memo;
  llvm::SmallPtrSet<const llvm::Function *, 32> Created;
  llvm::SmallPtrSet<const llvm::Function *, 32> Lowered;
  llvm::DenseSet<const llvm::MDNode *> Warned; ///< places
  std::optional<std::string> Checked;
  bool SplitTangents = false, Nested = false;
  bool Failed = false;
};

} // namespace wengert
#endif
