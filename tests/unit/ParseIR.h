// Small modules from text.
#ifndef WENGERT_TESTS_UNIT_PARSEIR_H
#define WENGERT_TESTS_UNIT_PARSEIR_H

#include "llvm/AsmParser/Parser.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/InstrTypes.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/SourceMgr.h"
#include "gtest/gtest.h"

namespace wengert::test {

inline std::unique_ptr<llvm::Module> parse(llvm::LLVMContext &C,
                                           llvm::StringRef Text) {
  llvm::SMDiagnostic Error;
  auto M = llvm::parseAssemblyString(Text, Error, C);
  EXPECT_TRUE(M) << Error.getMessage().str();
  return M;
}

/// The first call in the function of that name; null if there is none.
inline llvm::CallBase *firstCall(llvm::Module &M, llvm::StringRef Name) {
  for (llvm::Instruction &I : llvm::instructions(*M.getFunction(Name)))
    if (auto *CB = llvm::dyn_cast<llvm::CallBase>(&I))
      return CB;
  return nullptr;
}

} // namespace wengert::test

#endif
