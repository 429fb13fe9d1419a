//===- Trace.h - What a derivative reaches, reported ------------*- C++ -*-===//
//
// A check moves the numbers a function depends on, and those behind pointers it
// must find first: pointers have no length. In a module that is checked every
// forward derivative reports its accesses of active memory, its allocations and
// what it cannot see to the runtime (runtime/check/trace.h), which listens when
// a check asks it to. Without checks, nothing is emitted.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_CHECK_TRACE_H
#define WENGERT_CHECK_TRACE_H

#include "Emit/EmitState.h"

namespace wengert {

/// The function `wengert.check.NAME`, linked into M on first use.
llvm::Function *checkRuntime(llvm::Module &M, llvm::StringRef Name);

/// Is F of the runtime? What it does says nothing about the program.
bool isCheckRuntime(const llvm::Function &F);

/// The runtime's number of a floating-point format (runtime/check/site.h), and
/// back.
std::optional<int64_t> checkFormat(const llvm::Type *T);
llvm::Type *checkFormatType(llvm::LLVMContext &C, int64_t Format);

/// Reports for one derivative. Each function emits at B; arguments are P's.
class Trace {
public:
  Trace(EmitState &S, llvm::IRBuilder<> &B) : S(S), B(B) {}
  /// Reports are wanted.
  bool isOn() const { return S.isForward() && S.E.isChecking(); }

  /// V is loaded from Ptr, or stored there.
  void access(const llvm::Value *Ptr, const llvm::Value *V, bool Store);
  /// A copy or a memset, before it is made.
  void transfer(llvm::CallBase &I, const KnownCall &K);
  void allocated(llvm::Value *P, llvm::Value *Size);
  void released(llvm::Value *P);
  /// A call of F by a forward rule, with Args, each followed by its tangent or
  /// shadow where it has one. A rule reports nothing: while somebody listens, the
  /// derivative of F's own body runs first.
  void rule(llvm::Function &F, const DiffRequest &Body,
            llvm::ArrayRef<llvm::Value *> Args);
  /// What reaches active memory without reports; Why is told to the user.
  void unseen(const llvm::Twine &Why);

private:
  void touch(llvm::Value *P, llvm::Value *Shadow, llvm::Value *Len,
             uint64_t Period, llvm::Value *Offset, uint64_t Size,
             const ByteType &T, bool Store);
  void leaves(llvm::Type *T, uint64_t Offset, const llvm::Value *Ptr,
              llvm::Value *Shadow, bool Word, bool Store);
  void runs(const Layout &L, const llvm::Value *Ptr, llvm::Value *Len,
            bool Store);
  bool isLocal(const llvm::Value *Ptr) const;

  EmitState &S;
  llvm::IRBuilder<> &B;
};

} // namespace wengert
#endif
