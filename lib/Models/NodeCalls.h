//===- NodeCalls.h - Library code that links nodes -------------*- C++ -*-===//
//
// The containers of libstdc++ that are made of nodes (list, map, set, the
// unordered ones) keep the code that does not depend on the element type in
// the shared library, out of sight. It reads and writes links, colours and
// counts, never elements. Shadow nodes are linked exactly as their primals are,
// for all code that links them is repeated on them; so a call that links or
// follows primal nodes is repeated on the shadow nodes, and its result is the
// shadow of the primal's. What depends on elements, the order of keys above
// all, is decided by the primal and is not repeated.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_MODELS_NODECALLS_H
#define WENGERT_MODELS_NODECALLS_H

#include "Models/KnownCalls.h"

namespace wengert {

/// Relink for functions that follow or change links, Inactive for those that
/// only compute with integers, Unknown for all others.
KnownCall classifyNodeCall(llvm::StringRef Name);

} // namespace wengert
#endif
