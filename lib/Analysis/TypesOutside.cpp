//===- TypesOutside.cpp - What comes from outside of the analysed code ----===//
#include "Analysis/TypesImpl.h"

using namespace llvm;

namespace wengert {

std::vector<bool> TypesImpl::reached(ArrayRef<ObjId> Seeds,
                                     bool Forward) const {
  std::vector<bool> Mark(S.numObjects(), false);
  SmallVector<ObjId, 32> Work;
  auto add = [&](ObjId O) {
    if (O != NoId && !Mark[O]) {
      Mark[O] = true;
      Work.push_back(O);
    }
  };
  DenseMap<ObjId, SmallVector<ObjId, 2>> Flows;
  for (const Copy &C : S.copies()) {
    ObjId A = S.object(C.From), B = S.object(C.To);
    if (A == NoId || B == NoId || A == B || movesNumbers(C))
      continue;
    Flows[Forward ? A : B].push_back(Forward ? B : A);
  }
  for (ObjId O : Seeds)
    add(O);
  while (!Work.empty()) {
    ObjId O = Work.pop_back_val();
    for (auto &[K, F] : S.obj(O).Facts)
      if (F.Cell != NoId)
        add(S.object(F.Cell));
    if (auto It = Flows.find(O); It != Flows.end())
      for (ObjId B : It->second)
        add(B);
  }
  return Mark;
}

bool TypesImpl::movesUnknown() const {
  SmallVector<ObjId, 8> Seeds;
  for (const Origin &X : Origins)
    if (const auto *A = dyn_cast<Argument>(X.V);
        X.K == Origin::Argument &&
        (A->getArgNo() >= R.Args.size() ||
         R.Args[A->getArgNo()] != ActKind::Const))
      Seeds.push_back(S.find(X.Obj).first);
  const std::vector<bool> Handed = reached(Seeds, /*Forward=*/true);
  auto isUnknown = [](const TypeRun &R) {
    return R.Type.K == ByteType::Unknown && !R.Type.Conflict;
  };
  return any_of(S.copies(), [&](const Copy &C) {
    ObjId From = S.object(C.From), To = S.object(C.To);
    if (From == NoId || !Handed[From] || !isLeaking(To))
      return false;
    if (C.Len == AnyLen)
      return any_of(layoutAt(C.From, std::nullopt).Runs, isUnknown);
    const uint64_t End = uint64_t(C.FromOff) + C.Len;
    return C.FromOff < 0 ||
           any_of(layoutAt(C.From, End).Runs, [&](const TypeRun &R) {
             return isUnknown(R) &&
                    int64_t(R.Offset + R.Size) > C.FromOff;
           });
  });
}

} // namespace wengert
