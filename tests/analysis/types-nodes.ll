; RUN: %opt -passes='print<wengert-types>' -disable-output %s 2>&1 | %filecheck %s
; RUN: %opt -passes='print<wengert-activity>' -disable-output %s 2>&1 | %filecheck %s --check-prefix=ACT
; Functions of libstdc++ that link nodes: any node may be linked to any other,
; and the colour is an integer that must be copied.
define double @list(ptr %node, ptr %at) {
  call void @_ZNSt8__detail15_List_node_base7_M_hookEPS0_(ptr %node, ptr %at)
  %n = load ptr, ptr %at
  %v = getelementptr i8, ptr %n, i64 16
  %x = load double, ptr %v
  ret double %x
}
; CHECK-LABEL: types of list
; CHECK: %node = {0+8:Pointer} -> {0+16:Pointer, 16+8:double}
; CHECK: %at = {0+8:Pointer} -> {0+16:Pointer, 16+8:double}
; ACT-LABEL: activity of list
; ACT: * call void @_ZNSt8__detail15_List_node_base7_M_hookEPS0_

define double @tree(ptr %it) {
  %n = call ptr @_ZSt18_Rb_tree_incrementPSt18_Rb_tree_node_base(ptr %it)
  %v = getelementptr i8, ptr %n, i64 40
  %x = load double, ptr %v
  ret double %x
}
; CHECK-LABEL: types of tree
; CHECK: %it = {0+8:Pointer} -> {0+4:Integer, {{.*}}8+24:Pointer, {{.*}}40+8:double}
; ACT-LABEL: activity of tree
; ACT: [active] %n = call ptr @_ZSt18_Rb_tree_incrementPSt18_Rb_tree_node_base

declare void @_ZNSt8__detail15_List_node_base7_M_hookEPS0_(ptr, ptr)
declare ptr @_ZSt18_Rb_tree_incrementPSt18_Rb_tree_node_base(ptr)
