//===- Registrations.h - Module-level registrations ------------*- C++ -*-===//
//
// The `__enzyme_register_gradient_*`, `__enzyme_inactivefn*`, ... globals and
// the `enzyme_*` function attributes, collected once per module. Derivatives
// are registered by calls as well, `__enzyme_register_gradient_*(f, augmented,
// reverse)`, for generic functions of languages that have no generic globals;
// such calls are erased when they have been read. Kinds that
// amount to an attribute are turned into one (`enzyme_inactive`,
// `enzyme_nofree`, `enzyme_shouldrecompute`, `enzyme_math`=name) on the
// function they name, so that everybody else only looks at attributes.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_REQUEST_REGISTRATIONS_H
#define WENGERT_REQUEST_REGISTRATIONS_H

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/IR/Module.h"

namespace wengert {

/// Calls Use with every function or global that carries an attribute of the
/// convention by clang's __attribute__((annotate("name=value"))).
void forEachAnnotation(
    llvm::Module &M,
    llvm::function_ref<void(llvm::Constant &Target, llvm::StringRef Name,
                            llvm::StringRef Value)>
        Use);

/// Set on functions whose rule decides what depends on what, rather than the body.
inline constexpr llvm::StringLiteral RuleOfItsOwn = "wengert-rule";

struct CustomGradient {
  llvm::Function *Augmented = nullptr;
  llvm::Function *Reverse = nullptr;
};

struct Registrations {
  llvm::DenseMap<const llvm::Function *, CustomGradient> Gradients;
  llvm::DenseMap<const llvm::Function *, llvm::Function *> Derivatives;
  /// splitderivative: {augmented forward, derivative}
  llvm::DenseMap<const llvm::Function *, CustomGradient> SplitDerivatives;
  bool Valid = true; ///< false after a diagnostic

  explicit Registrations(llvm::Module &M);
  bool isCustom(const llvm::Function *F) const {
    return Gradients.count(F) || Derivatives.count(F) ||
           SplitDerivatives.count(F);
  }
};

/// Is F what registrations by a call are calls of?
bool isRegistrationCall(const llvm::Function &F);

} // namespace wengert
#endif
