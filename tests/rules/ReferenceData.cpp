//===- ReferenceData.cpp - The oracle's points ----------------------------===//
#include "ReferenceData.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace llvm;

namespace wengert::test {

static std::vector<std::string> splitList(StringRef S) {
  SmallVector<StringRef, 8> Parts;
  S.split(Parts, ',');
  std::vector<std::string> Out;
  for (StringRef P : Parts)
    Out.push_back(P.trim().str());
  return Out;
}

static std::map<std::string, std::vector<Point>> load() {
  std::map<std::string, std::vector<Point>> Out;
  auto Buffer = MemoryBuffer::getFile(RULES_REFERENCE);
  if (!Buffer)
    return Out;
  SmallVector<StringRef, 0> Lines;
  (*Buffer)->getBuffer().split(Lines, '\n', -1, false);
  for (StringRef Line : Lines) {
    SmallVector<StringRef, 5> F;
    Line.split(F, ';');
    if (F.size() != 5)
      continue;
    Point P;
    P.Edge = F[1].trim() == "edge";
    P.Operands = splitList(F[2]);
    P.Results = splitList(F[3]);
    P.Partials = splitList(F[4]);
    Out[F[0].trim().str()].push_back(std::move(P));
  }
  return Out;
}

const std::map<std::string, std::vector<Point>> &referenceData() {
  static const auto Data = load();
  return Data;
}

} // namespace wengert::test
