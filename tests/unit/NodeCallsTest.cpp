// What the functions of libstdc++'s node containers mean.
#include "Models/NodeCalls.h"
#include "gtest/gtest.h"

using namespace wengert;

namespace {

TEST(NodeCalls, Lists) {
  KnownCall K =
      classifyNodeCall("_ZNSt8__detail15_List_node_base7_M_hookEPS0_");
  EXPECT_EQ(K.Kind, CallKind::Relink);
  EXPECT_EQ(K.LinkAt, 0);
  EXPECT_EQ(K.Links, 2);
  EXPECT_EQ(classifyNodeCall("_ZNSt8__detail15_List_node_base4swapERS0_S1_")
                .Kind,
            CallKind::Relink);
  EXPECT_EQ(classifyNodeCall("_ZNSt8__detail15_List_node_base4sizeEv").Kind,
            CallKind::Unknown);
}

TEST(NodeCalls, Trees) {
  KnownCall K = classifyNodeCall(
      "_ZSt29_Rb_tree_insert_and_rebalancebPSt18_Rb_tree_node_baseS0_RS_");
  EXPECT_EQ(K.Kind, CallKind::Relink);
  EXPECT_EQ(K.LinkAt, 8);
  EXPECT_EQ(K.Links, 3);
  EXPECT_EQ(K.Colour, 4);
}

TEST(NodeCalls, Hashes) {
  EXPECT_EQ(classifyNodeCall("_ZSt11_Hash_bytesPKvmm").Kind,
            CallKind::Inactive);
  EXPECT_EQ(classifyNodeCall(
                "_ZNKSt8__detail20_Prime_rehash_policy11_M_next_bktEm")
                .Kind,
            CallKind::Inactive);
  EXPECT_EQ(classifyNodeCall("malloc").Kind, CallKind::Unknown);
}

} // namespace
