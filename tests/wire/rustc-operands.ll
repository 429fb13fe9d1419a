; How the operands rustc writes are read: values as Rust sees them against the
; parameters of the primal's own ABI, and result layouts without markers.
; RUN: %opt -passes='print<wengert-calls>' -disable-output %s 2>&1 | %filecheck %s
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"

@enzyme_const = external global ptr
@enzyme_out = external global ptr
@enzyme_dup = external global ptr
@enzyme_dupnoneed = external global ptr
@enzyme_primal_return = external global ptr

define internal double @scalar(double noundef %x) { unreachable }
define internal double @scalar2(double noundef %x, double noundef %y) { unreachable }
define internal float @scalars32(float noundef %x, float noundef %y) { unreachable }
define internal double @mixed(float %x, double %y) { unreachable }
define internal double @mixed3(float %x, double %y, float %z) { unreachable }
define internal double @slice(double %a, ptr %p, i64 %n, i64 %k) { unreachable }
define internal double @struct_indirect(ptr dereferenceable(24) %p) { unreachable }
define internal float @array_in_int(i64 %a) { unreachable }
define internal double @option(i64 %tag, double %v) { unreachable }
define internal double @flag(i1 zeroext %b, double %x) { unreachable }
define internal double @boxed(ptr %data, ptr %vtable, double %x) { unreachable }
define internal void @returns3(ptr sret([24 x i8]) align 8 %r, double %x) { unreachable }
define internal i64 @returns_f32x2(float %x) { unreachable }
define internal { i64, double } @returns_option(double %x) { unreachable }
define internal { double, double } @returns_pair(double %x) { unreachable }
define internal i64 @returns_usize(double %x) { unreachable }
define internal double @pair_by_value(double noundef %p.0, double noundef %p.1) { unreachable }

; CHECK-LABEL: __enzyme_autodiff of scalar in reverse_active (rust)
; CHECK-NEXT: param 0: out double %x
; CHECK-NEXT: return double: active
; CHECK-NEXT: result { double, double }: primal at 0; gradient of param 0 at 8;
define { double, double } @reverse_active(double %x) {
  %r = call { double, double } (...) @__enzyme_autodiff_RNvCs1_2ab1a(ptr @scalar, ptr @enzyme_primal_return, ptr @enzyme_out, double %x)
  ret { double, double } %r
}
declare { double, double } @__enzyme_autodiff_RNvCs1_2ab1a(...)

; A Const result has no marker; the layout tells.
; CHECK-LABEL: __enzyme_autodiff of scalar in reverse_const_return (rust)
; CHECK: return double: const
; CHECK-NEXT: result { double, double }: primal at 0; gradient of param 0 at 8;
define { double, double } @reverse_const_return(double %x) {
  %r = call { double, double } (...) @__enzyme_autodiff_RNvCs1_2ab1a(ptr @scalar, ptr @enzyme_out, double %x)
  ret { double, double } %r
}

; CHECK-LABEL: __enzyme_autodiff of scalar in reverse_active_only (rust)
; CHECK: return double: active
; CHECK-NEXT: result double: gradient of param 0 at 0;
define double @reverse_active_only(double %x) {
  %r = call double (...) @__enzyme_autodiff_RNvCs1_2ab1b(ptr @scalar, ptr @enzyme_out, double %x)
  ret double %r
}
declare double @__enzyme_autodiff_RNvCs1_2ab1b(...)

; CHECK-LABEL: __enzyme_autodiff of scalar2 in reverse_dup_nothing (rust)
; CHECK: result {}:
define {} @reverse_dup_nothing(double %x, double %y) {
  %r = call {} (...) @__enzyme_autodiff_RNvCs1_2ab1c(ptr @scalar2, ptr @enzyme_const, double %x, ptr @enzyme_const, double %y)
  ret {} %r
}
declare {} @__enzyme_autodiff_RNvCs1_2ab1c(...)

; Explicit padding, and a tuple whose fields rustc moved.
; CHECK-LABEL: __enzyme_autodiff of mixed in padding (rust)
; CHECK: result { double, float, [1 x i32], double }: primal at 0; gradient of param 0 at 8; gradient of param 1 at 16;
define { double, float, [1 x i32], double } @padding(float %x, double %y) {
  %r = call { double, float, [1 x i32], double } (...) @__enzyme_autodiff_RNvCs1_2ab1d(ptr @mixed, ptr @enzyme_primal_return, ptr @enzyme_out, float %x, ptr @enzyme_out, double %y)
  ret { double, float, [1 x i32], double } %r
}
declare { double, float, [1 x i32], double } @__enzyme_autodiff_RNvCs1_2ab1d(...)

; CHECK-LABEL: __enzyme_autodiff of mixed3 in reordered (rust)
; CHECK: result { double, float, float }: gradient of param 0 at 8; gradient of param 1 at 0; gradient of param 2 at 12;
define { double, float, float } @reordered(float %x, double %y, float %z) {
  %r = call { double, float, float } (...) @__enzyme_autodiff_RNvCs1_2ab1e(ptr @mixed3, ptr @enzyme_out, float %x, ptr @enzyme_out, double %y, ptr @enzyme_out, float %z)
  ret { double, float, float } %r
}
declare { double, float, float } @__enzyme_autodiff_RNvCs1_2ab1e(...)

; CHECK-LABEL: __enzyme_autodiff of slice in slices (rust)
; CHECK-NEXT: param 0: out double %a
; CHECK-NEXT: param 1: dup ptr %p shadow ptr %dp
; CHECK-NEXT: param 2: const i64 %n
; CHECK-NEXT: param 3: const i64 %k
define { double, double } @slices(double %a, ptr %p, ptr %dp, i64 %n, i64 %k) {
  %r = call { double, double } (...) @__enzyme_autodiff_RNvCs1_2ab1a(ptr @slice, ptr @enzyme_primal_return, ptr @enzyme_out, double %a, ptr @enzyme_dup, ptr %p, ptr %dp, ptr @enzyme_const, i64 %n, ptr @enzyme_const, i64 %k)
  ret { double, double } %r
}

; An Active struct passed by address: its gradient is the shadow's content.
; CHECK-LABEL: __enzyme_autodiff of struct_indirect in indirect_active (rust)
; CHECK-NEXT: param 0: out ptr %p gradient in memory { double, double, double }
; CHECK: result { double, { double, double, double } }: primal at 0; gradient of param 0 at 8;
define { double, { double, double, double } } @indirect_active(ptr %p) {
  %r = call { double, { double, double, double } } (...) @__enzyme_autodiff_RNvCs1_2ab1f(ptr @struct_indirect, ptr @enzyme_primal_return, ptr @enzyme_out, ptr %p)
  ret { double, { double, double, double } } %r
}
declare { double, { double, double, double } } @__enzyme_autodiff_RNvCs1_2ab1f(...)

; CHECK-LABEL: __enzyme_fwddiff of array_in_int in array_argument (rust)
; CHECK-NEXT: param 0: dup [2 x float] %a shadow [2 x float] %da
; CHECK: result { float, float }: primal at 0; dual at 4;
define { float, float } @array_argument([2 x float] %a, [2 x float] %da) {
  %r = call { float, float } (...) @__enzyme_fwddiff_RNvCs1_2ab1g(ptr @array_in_int, ptr @enzyme_primal_return, ptr @enzyme_dup, [2 x float] %a, [2 x float] %da)
  ret { float, float } %r
}
declare { float, float } @__enzyme_fwddiff_RNvCs1_2ab1g(...)

; CHECK-LABEL: __enzyme_autodiff of option in option_argument (rust)
; CHECK-NEXT: param 0: const i64 %tag
; CHECK-NEXT: param 1: const [1 x i64] %v
define {} @option_argument(i64 %tag, [1 x i64] %v) {
  %r = call {} (...) @__enzyme_autodiff_RNvCs1_2ab1c(ptr @option, ptr @enzyme_const, i64 %tag, ptr @enzyme_const, [1 x i64] %v)
  ret {} %r
}

; CHECK-LABEL: __enzyme_autodiff of flag in bool_argument (rust)
; CHECK-NEXT: param 0: const i8 %b
; CHECK-NEXT: param 1: out double %x
define double @bool_argument(i8 %b, double %x) {
  %r = call double (...) @__enzyme_autodiff_RNvCs1_2ab1b(ptr @flag, ptr @enzyme_const, i8 %b, ptr @enzyme_out, double %x)
  ret double %r
}

; Box<dyn T>: a wide pointer in a struct, then a zero-sized allocator.
; CHECK-LABEL: __enzyme_autodiff of boxed in wrapped_pointer (rust)
; CHECK-NEXT: param 0: const { ptr, ptr } %b.0
; CHECK-NEXT: param 1: const { ptr, ptr } %b.1
; CHECK-NEXT: param 2: out double %x
define double @wrapped_pointer({ ptr, ptr } %b, {} %global, double %x) {
  %r = call double (...) @__enzyme_autodiff_RNvCs1_2ab1b(ptr @boxed, ptr @enzyme_const, { ptr, ptr } %b, ptr @enzyme_const, {} %global, ptr @enzyme_out, double %x)
  ret double %r
}

; Results through memory the call does not mention.
; CHECK-LABEL: __enzyme_fwddiff of returns3 in result_memory (rust)
; CHECK-NEXT: param 1: dup double %x shadow double %dx
; CHECK-NEXT: return [3 x double]: dup through memory
; CHECK-NEXT: result { [3 x double], [3 x double] }: primal at 0; dual at 24;
define { [3 x double], [3 x double] } @result_memory(double %x, double %dx) {
  %r = call { [3 x double], [3 x double] } (...) @__enzyme_fwddiff_RNvCs1_2ab1h(ptr @returns3, ptr @enzyme_primal_return, ptr @enzyme_dup, double %x, double %dx)
  ret { [3 x double], [3 x double] } %r
}
declare { [3 x double], [3 x double] } @__enzyme_fwddiff_RNvCs1_2ab1h(...)

; CHECK-LABEL: __enzyme_fwddiff of returns_f32x2 in result_in_int (rust)
; CHECK: return [2 x float]: dup
; CHECK-NEXT: result { [2 x float], [2 x float] }: primal at 0; dual at 8;
define { [2 x float], [2 x float] } @result_in_int(float %x, float %dx) {
  %r = call { [2 x float], [2 x float] } (...) @__enzyme_fwddiff_RNvCs1_2ab1i(ptr @returns_f32x2, ptr @enzyme_primal_return, ptr @enzyme_dup, float %x, float %dx)
  ret { [2 x float], [2 x float] } %r
}
declare { [2 x float], [2 x float] } @__enzyme_fwddiff_RNvCs1_2ab1i(...)

; CHECK-LABEL: __enzyme_fwddiff of returns_option in result_option (rust)
; CHECK: result { { i64, [1 x i64] }, { i64, [1 x i64] } }: primal at 0; dual at 16;
define { { i64, [1 x i64] }, { i64, [1 x i64] } } @result_option(double %x, double %dx) {
  %r = call { { i64, [1 x i64] }, { i64, [1 x i64] } } (...) @__enzyme_fwddiff_RNvCs1_2ab1j(ptr @returns_option, ptr @enzyme_primal_return, ptr @enzyme_dup, double %x, double %dx)
  ret { { i64, [1 x i64] }, { i64, [1 x i64] } } %r
}
declare { { i64, [1 x i64] }, { i64, [1 x i64] } } @__enzyme_fwddiff_RNvCs1_2ab1j(...)

; CHECK-LABEL: __enzyme_fwddiff of returns_pair in tangent_only (rust)
; CHECK: result { double, double }: dual at 0;
define { double, double } @tangent_only(double %x, double %dx) {
  %r = call { double, double } (...) @__enzyme_fwddiff_RNvCs1_2ab1k(ptr @returns_pair, ptr @enzyme_dup, double %x, double %dx)
  ret { double, double } %r
}
declare { double, double } @__enzyme_fwddiff_RNvCs1_2ab1k(...)

; CHECK-LABEL: __enzyme_fwddiff of returns_usize in integer_result (rust)
; CHECK: result i64: primal at 0;
define i64 @integer_result(double %x, double %dx) {
  %r = call i64 (...) @__enzyme_fwddiff_RNvCs1_2ab1l(ptr @returns_usize, ptr @enzyme_dup, double %x, double %dx)
  ret i64 %r
}
declare i64 @__enzyme_fwddiff_RNvCs1_2ab1l(...)

; rustc pairs the halves of a by-value pair wrongly; their names tell.
; CHECK-LABEL: __enzyme_fwddiff of pair_by_value in pair_argument (rust)
; CHECK-NEXT: param 0: dup double %p0 shadow double %dp0
; CHECK-NEXT: param 1: dup double %p1 shadow double %dp1
define double @pair_argument(double %p0, double %p1, double %dp0, double %dp1) {
  %r = call double (...) @__enzyme_fwddiff_RNvCs1_2ab1m(ptr @pair_by_value, ptr @enzyme_dup, double %p0, double %p1, ptr @enzyme_dup, double %dp0, double %dp1)
  ret double %r
}
declare double @__enzyme_fwddiff_RNvCs1_2ab1m(...)

; A mispaired argument beside an Option, whose halves are marked one by one.
; CHECK-LABEL: __enzyme_fwddiff of pair_and_option in pair_beside_option (rust)
; CHECK-NEXT: param 0: dup double %p0 shadow double %dp0
; CHECK-NEXT: param 1: dup double %p1 shadow double %dp1
; CHECK-NEXT: param 2: const i64 %tag
; CHECK-NEXT: param 3: const [1 x i64] %v
define internal double @pair_and_option(double %p.0, double %p.1, i64 %o.0, double %o.1) { unreachable }
define double @pair_beside_option(double %p0, double %p1, double %dp0, double %dp1, i64 %tag, [1 x i64] %v) {
  %r = call double (...) @__enzyme_fwddiff_RNvCs1_2ab1m(ptr @pair_and_option, ptr @enzyme_dup, double %p0, double %p1, ptr @enzyme_dup, double %dp0, double %dp1, ptr @enzyme_const, i64 %tag, ptr @enzyme_const, [1 x i64] %v)
  ret double %r
}
