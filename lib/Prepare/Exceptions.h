//===- Exceptions.h - C++ exceptions as values -----------------*- C++ -*-===//
//
// A handler that catches and goes on makes an exception part of the control
// flow that a reverse sweep must undo, the part of the callee that ran before
// the throw included. So where a function can throw, or catches, in sight, it
// is rewritten before anything else looks at it: what unwinds becomes a second
// result. A function `R f(A)` gets the form `{R, ptr} f.eav(A)`, whose pointer
// is null or the exception in flight (an `_Unwind_Exception *`):
//
//   call or invoke g       {r, e} = g.eav(...); if (e) goto unwind destination
//   throw, calls that      {r, e} = wengert.try.N(...): a real call, and a
//   only may throw           handler for everything around it
//   landingpad clauses     s = wengert.match.N(e): raises e again under the
//                            same clauses, to let the C++ runtime choose
//   resume e               return {0, e}
//
// What is left is ordinary control flow, calls and returns: no analysis and no
// emitter knows of exceptions. The function that was asked for calls its own
// form, and `wengert.raise(e)` raises what comes out of it: in forward mode in
// the place of its return, in reverse mode after the reverse sweep has undone
// what ran before the throw and has released the tape.
//
// Linear in the size of the functions concerned, each rewritten once.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_PREPARE_EXCEPTIONS_H
#define WENGERT_PREPARE_EXCEPTIONS_H

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/IR/Instructions.h"
#include <map>

namespace wengert {

class Engine;

/// Calls of wengert.raise: they end a function, after its reverse sweep.
bool isRaise(const llvm::CallBase &CB);

class Exceptions {
public:
  /// Names end with this where exceptions are values already.
  static constexpr const char *Suffix = ".eav";

  static constexpr const char *EntrySuffix = ".entry";
  /// E is what entryFor made of a function whose form is F.
  static bool isEntryOf(const llvm::Function &E, const llvm::Function &F) {
    llvm::StringRef Entry = E.getName(), Form = F.getName();
    return Entry.consume_back(EntrySuffix) && Form.consume_back(Suffix) &&
           Entry == Form;
  }

  explicit Exceptions(Engine &E) : E(E) {}

  /// F, or a function it calls, throws or catches in code of this module.
  bool concern(llvm::Function &F);

  /// A function of F's type that stands for F and has no handlers itself.
  llvm::Function *entryFor(llvm::Function &F);

  /// Deletes what nothing uses any more.
  void dropUnused();

private:
  struct Call {
    llvm::Value *Result = nullptr; ///< null for void
    llvm::Value *Exception = nullptr;
  };
  bool mayUnwind(const llvm::CallBase &CB) const;
  llvm::Function *formOf(llvm::Function &F);
  void rewrite(llvm::Function &F);
  Call emitCall(llvm::CallBase &CB);
  llvm::Function *target(llvm::CallBase &CB);
  llvm::Function *tryCall(llvm::CallBase &CB);
  llvm::Function *dispatch(llvm::CallBase &CB);
  llvm::Value *select(llvm::LandingPadInst &LP, llvm::Value *Exception,
                      llvm::Function *Personality);
  unsigned typeId(llvm::Value *TypeInfo);
  llvm::FunctionCallee raiseFunction();
  llvm::Function *make(llvm::FunctionType *T, const llvm::Twine &Name);

  Engine &E;
  llvm::DenseMap<llvm::Function *, bool> Concerned;
  llvm::MapVector<llvm::Function *, llvm::Function *> Forms, Entries;
  std::map<std::pair<llvm::Function *, llvm::FunctionType *>, llvm::Function *>
      Tries, Dispatches;
  llvm::DenseMap<llvm::Value *, unsigned> TypeIds;
  llvm::SmallVector<llvm::Function *, 8> Made;
};

} // namespace wengert
#endif
