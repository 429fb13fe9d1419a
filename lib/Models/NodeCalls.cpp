//===- NodeCalls.cpp - The containers' functions in libstdc++ -------------===//
#include "Models/NodeCalls.h"
#include "llvm/ADT/StringSwitch.h"

using namespace llvm;

namespace wengert {

static KnownCall relink(int At, int Links, int Colour = 0) {
  KnownCall K;
  K.Kind = CallKind::Relink;
  K.LinkAt = At;
  K.Links = Links;
  K.Colour = Colour;
  return K;
}

/// _List_node_base {next, prev}: member functions, in std::__detail and, for
/// old binaries, in std itself.
static bool isListName(StringRef N) {
  if (!N.consume_front("_ZNSt8__detail15_List_node_base") &&
      !N.consume_front("_ZNSt15_List_node_base"))
    return false;
  return N.starts_with("7_M_hookE") || N.starts_with("9_M_unhookE") ||
         N.starts_with("11_M_transferE") || N.starts_with("10_M_reverseE") ||
         N.starts_with("4swapE");
}

/// _Rb_tree_node_base {colour, parent, left, right}.
static bool isTreeName(StringRef N) {
  return StringSwitch<bool>(N)
      .Cases({"_ZSt18_Rb_tree_incrementPSt18_Rb_tree_node_base",
              "_ZSt18_Rb_tree_incrementPKSt18_Rb_tree_node_base",
              "_ZSt18_Rb_tree_decrementPSt18_Rb_tree_node_base",
              "_ZSt18_Rb_tree_decrementPKSt18_Rb_tree_node_base",
              "_ZSt29_Rb_tree_insert_and_rebalancebPSt18_Rb_tree_node_baseS0_"
              "RS_",
              "_ZSt28_Rb_tree_rebalance_for_erasePSt18_Rb_tree_node_baseRS_"},
             true)
      .Default(false);
}

KnownCall classifyNodeCall(StringRef Name) {
  if (isListName(Name))
    return relink(0, 2);
  if (isTreeName(Name))
    return relink(8, 3, 4);
  // Hash tables: hashes of bytes, numbers of buckets; libc++'s primes.
  bool Integers = StringSwitch<bool>(Name)
                      .Cases({"_ZSt11_Hash_bytesPKvmm",
                              "_ZSt15_Fnv_hash_bytesPKvmm",
                              "_ZSt20_Rb_tree_black_countPKSt18_Rb_tree_node_"
                              "baseS1_",
                              "_ZNSt3__112__next_primeEm"},
                             true)
                      .Default(false) ||
                  Name.starts_with("_ZNKSt8__detail20_Prime_rehash_policy");
  KnownCall K;
  if (Integers)
    K.Kind = CallKind::Inactive;
  return K;
}

} // namespace wengert
