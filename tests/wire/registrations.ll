; Registrations become attributes, and every trace of the convention goes away.
; RUN: %opt -passes=wengert -S %s | %filecheck %s
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

; CHECK-NOT: enzyme_register
; CHECK-NOT: __enzyme
; CHECK: @quiet = global double 0.000000e+00 [[INACTIVE_GLOBAL:#[0-9]+]]
; CHECK: @annotated_global = global double 0.000000e+00 [[INACTIVE_GLOBAL]]
@quiet = global double 0.0
@annotated_global = global double 0.0
@sin_name = private constant [4 x i8] c"sin\00"
@indices = private constant [5 x i8] c"-1,0\00"
@__enzyme_inactivefn_list = global [2 x ptr] [ptr @log_it, ptr @log_too]
@_ZN2ns26__enzyme_inactive_global_1E = global ptr @quiet
@__enzyme_nofree_1 = global ptr @keeps
@__enzyme_shouldrecompute_1 = global ptr @cheap
@__enzyme_function_like_1 = global [2 x ptr] [ptr @my_sin, ptr @sin_name]
@__enzyme_allocation_like_1 = global [4 x ptr] [ptr @my_alloc, ptr inttoptr (i64 1 to ptr), ptr @indices, ptr @my_free]
@llvm.used = appending global [2 x ptr] [ptr @__enzyme_nofree_1, ptr @__enzyme_inactivefn_list], section "llvm.metadata"
@text = private constant [16 x i8] c"enzyme_inactive\00"
@text2 = private constant [16 x i8] c"enzyme_math=cos\00"
@text3 = private constant [10 x i8] c"other_one\00"
@llvm.global.annotations = appending global [4 x { ptr, ptr, ptr, i32, ptr }] [
  { ptr, ptr, ptr, i32, ptr } { ptr @annotated, ptr @text, ptr null, i32 1, ptr null },
  { ptr, ptr, ptr, i32, ptr } { ptr @my_cos, ptr @text2, ptr null, i32 1, ptr null },
  { ptr, ptr, ptr, i32, ptr } { ptr @other, ptr @text3, ptr null, i32 1, ptr null },
  { ptr, ptr, ptr, i32, ptr } { ptr @annotated_global, ptr @text, ptr null, i32 1, ptr null }], section "llvm.metadata"
@enzyme_out = external global i32
@enzyme_dup = external global i32

; CHECK-DAG: declare void @log_it() [[INACTIVE:#[0-9]+]]
declare void @log_it()
; CHECK-DAG: declare void @log_too() [[INACTIVE]]
declare void @log_too()
; CHECK-DAG: declare void @keeps() [[KEEPS:#[0-9]+]]
declare void @keeps()
; CHECK-DAG: declare void @cheap() [[CHEAP:#[0-9]+]]
declare void @cheap()
; CHECK-DAG: declare double @my_sin(double) [[SIN:#[0-9]+]]
declare double @my_sin(double)
; CHECK-DAG: declare double @my_cos(double) [[COS:#[0-9]+]]
declare double @my_cos(double)
; CHECK-DAG: declare ptr @my_alloc(i32, i64) [[ALLOC:#[0-9]+]]
declare ptr @my_alloc(i32, i64)
; CHECK-DAG: declare void @my_free(ptr allocptr, i32) [[FREE:#[0-9]+]]
declare void @my_free(ptr, i32)
; CHECK-DAG: declare void @annotated() [[INACTIVE]]
declare void @annotated()
; CHECK-DAG: declare void @other(){{$}}
declare void @other()

define double @f(double %x) {
  %y = fmul double %x, %x
  ret double %y
}
; CHECK: define double @caller(double %x)
; CHECK: call { double } @f.grad(double %x, double 1.000000e+00)
define double @caller(double %x) {
  %m = load i32, ptr @enzyme_out
  %r = call double (ptr, ...) @__enzyme_autodiff(ptr @f, i32 %m, double %x)
  ret double %r
}
; Hints are for the analysis only.
define void @hinted(ptr %p) {
; CHECK: define void @hinted(ptr %p)
; CHECK-NEXT: ret void
  call void (...) @__enzyme_double(ptr %p)
  ret void
}
declare double @__enzyme_autodiff(ptr, ...)
declare void @__enzyme_double(...)

; CHECK-DAG: attributes [[INACTIVE]] = { "enzyme_inactive" }
; CHECK-DAG: attributes [[KEEPS]] = { nofree "enzyme_nofree" }
; CHECK-DAG: attributes [[CHEAP]] = { "enzyme_shouldrecompute" }
; CHECK-DAG: attributes [[SIN]] = { "enzyme_math"="sin" }
; CHECK-DAG: attributes [[COS]] = { "enzyme_math"="cos" }
; CHECK-DAG: attributes [[ALLOC]] = { allockind("alloc,uninitialized") allocsize(1) "alloc-family"="wengert.my_free" "enzyme_allocator"="1" "enzyme_deallocator"="-1,0" }
; CHECK-DAG: attributes [[FREE]] = { allockind("free") "alloc-family"="wengert.my_free" }
