//===- Activity.h - What carries a derivative ------------------*- C++ -*-===//
//
// A value is active when it depends on an active input (is varied) and can
// reach an active output (is useful), through registers and memory. A pointer
// is active when the memory it points to (transitively) may hold active
// floats, so that it needs a shadow. Integers and control are inactive by
// proof: their bytes are not floats.
//
// Memory is tracked per abstract object of the type analysis.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_ANALYSIS_ACTIVITY_H
#define WENGERT_ANALYSIS_ACTIVITY_H

#include "Analysis/Types.h"
#include "Request/DiffRequest.h"
#include "llvm/IR/InstrTypes.h"
#include "llvm/IR/Instructions.h"
#include <memory>

namespace wengert {

class ActivityImpl;

class Activity {
public:
  Activity(llvm::Function &Body, const DiffRequest &R, const Types &T);
  ~Activity();

  /// V's float bytes have a tangent/adjoint, or its pointer bytes a shadow.
  /// Constants: true only for globals with shadows and functions.
  bool isActive(const llvm::Value *V) const;

  /// The memory P points to holds active data (so P has a shadow).
  bool isActiveMemory(const llvm::Value *P) const;

  /// I must be looked at by the emitters: its result is active, or it writes
  /// or reads active memory, or is a call that may.
  bool isActiveInst(const llvm::Instruction *I) const;

  /// P may point to memory of a const argument as well as to active memory:
  /// an error unless runtime activity was asked for.
  bool isMixed(const llvm::Value *P) const;

  /// No address that P could hold is ever made: what it is used for cannot be
  /// reached (a tape entry of a path not taken, after inlining).
  bool pointsNowhere(const llvm::Value *P) const;

  /// How each argument of a call takes part, and its result: the Args and Ret
  /// of the callee's request (Mode decides the Shadow/Adjoint bits of floats).
  ActKind argKind(const llvm::CallBase &CB, unsigned ArgNo, DiffMode M) const;
  ActKind retKind(const llvm::CallBase &CB, DiffMode M) const;

  /// The constant pointers inside of what the callee of CB gets, its arguments
  /// taking part as Kinds say; nothing if there are too many to describe.
  std::optional<ConstPlaces>
  constPlaces(const llvm::CallBase &CB, llvm::ArrayRef<ActKind> Kinds) const;

  /// Writes of data that depends on active inputs into memory passed as
  /// constant, of which something that reaches an active output is read:
  /// there the derivative ends, as was asked for, or by mistake.
  llvm::SmallVector<const llvm::Instruction *, 4> lostStores() const;

  /// Writes of active data into memory that a static object owns or may own
  /// (StaticObjects.h): without a shadow the derivative would be lost.
  llvm::SmallVector<const llvm::Instruction *, 4> staticStores() const;

  /// A load of active floats that X stores as a pointer, or null: the adjoint of
  /// a pointer is nothing.
  /// Those of which Told says that the two are told apart do not count.
  const llvm::LoadInst *
  floatMovedAsPointer(const llvm::StoreInst &X,
                      llvm::function_ref<bool(const llvm::Value *)> Told) const;

  void print(llvm::raw_ostream &OS) const;

private:
  std::unique_ptr<ActivityImpl> Impl;
};

} // namespace wengert
#endif
