//===- Options.cpp - Are gradients to be checked? -------------------------===//
#include "Check/Options.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/CommandLine.h"
#include <cstdlib>

using namespace llvm;

namespace wengert {

using Text = cl::opt<std::string>;
static constexpr StringLiteral Name = "wengert-check";

namespace {
/// Two copies of the plugin may be in one process (rustc's sysroot, and what
/// its flags load): an option registered twice ends it.
struct Registered {
  Registered() {
    if (!cl::getRegisteredOptions().count(Name))
      new Text("wengert-check", cl::ValueOptional, cl::init("off"),
               cl::desc("Check gradients at run time against forward mode and "
                        "differences"),
               cl::value_desc("strict,every=N,..."));
  }
};
} // namespace
static Registered AtLoad;

std::optional<std::string> checkWords() {
  std::string Words;
  const char *Set = std::getenv("WENGERT_CHECK");
  auto &Options = cl::getRegisteredOptions();
  if (auto It = Options.find(Name);
      It != Options.end() && It->second->getNumOccurrences())
    Words = "on," + static_cast<Text *>(It->second)->getValue();
  else if (Set && *Set)
    Words = Set;
  else
    return std::nullopt;
  SmallVector<StringRef, 4> Each;
  StringRef(Words).split(Each, ',');
  for (StringRef W : Each)
    if (W.trim() == "off" || W.trim() == "0")
      return std::nullopt;
  return Words;
}

} // namespace wengert
