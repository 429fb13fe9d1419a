; RUN: %opt -passes='print<wengert-overwrites>' -disable-output %s 2>&1 | %filecheck %s
; A load is kept when nothing later may write its memory.
define void @before(ptr %a, ptr %b) {
  %x = load double, ptr %a
  store double %x, ptr %b
  ret void
}
; CHECK-LABEL: overwrites in before
; CHECK: overwritten:{{.*}}%x = load

define void @after(ptr %a, ptr %b) {
  store double 1.0, ptr %b
  %x = load double, ptr %a
  ret void
}
; CHECK-LABEL: overwrites in after
; CHECK: kept:{{.*}}%x = load

define void @unaliased(ptr noalias %a, ptr %b) {
  %x = load double, ptr %a
  store double %x, ptr %b
  ret void
}
; CHECK-LABEL: overwrites in unaliased
; CHECK: kept:{{.*}}%x = load

; In a loop, an earlier write of the next iteration is later than the load.
define void @loop(ptr %a, i64 %n) {
entry:
  br label %body
body:
  %i = phi i64 [ 0, %entry ], [ %j, %body ]
  %p = getelementptr double, ptr %a, i64 %i
  store double 2.0, ptr %p
  %q = getelementptr double, ptr %p, i64 1
  %x = load double, ptr %q
  %j = add i64 %i, 1
  %c = icmp ult i64 %j, %n
  br i1 %c, label %body, label %done
done:
  ret void
}
; CHECK-LABEL: overwrites in loop
; CHECK: overwritten:{{.*}}%x = load

; Between the halves of a split derivative the caller may write.
define double @split(ptr %a) #0 {
  %x = load double, ptr %a
  ret double %x
}
; CHECK-LABEL: overwrites in split
; CHECK: overwritten:{{.*}}%x = load

; A free is deferred past the reverse sweep and is no write.
declare void @free(ptr) allockind("free")
define double @freed(ptr %a) {
  %x = load double, ptr %a
  call void @free(ptr %a)
  ret double %x
}
; CHECK-LABEL: overwrites in freed
; CHECK: kept:{{.*}}%x = load
attributes #0 = { "wengert-mode"="split" }

; Two buffers that change places: what is read in this iteration is written in
; the next.
declare noalias ptr @malloc(i64)
define double @swapped(double %x, i64 %n) {
entry:
  %p = call ptr @malloc(i64 8)
  %q = call ptr @malloc(i64 8)
  store double %x, ptr %p
  br label %body
body:
  %a = phi ptr [ %p, %entry ], [ %b, %body ]
  %b = phi ptr [ %q, %entry ], [ %a, %body ]
  %i = phi i64 [ 0, %entry ], [ %j, %body ]
  %v = load double, ptr %a
  %w = fmul double %v, %v
  store double %w, ptr %b
  %j = add i64 %i, 1
  %c = icmp ult i64 %j, %n
  br i1 %c, label %body, label %done
done:
  %r = load double, ptr %a
  ret double %r
}
; CHECK-LABEL: overwrites in swapped
; CHECK: overwritten:{{.*}}%v = load
; CHECK: kept:{{.*}}%r = load

; Two vectors, empty or not, written and read in turns: never the other's.
define void @apart(i64 %n, i1 %empty) {
entry:
  br i1 %empty, label %join, label %full
full:
  %p = call ptr @malloc(i64 %n)
  %q = call ptr @malloc(i64 %n)
  br label %join
join:
  %a = phi ptr [ poison, %entry ], [ %p, %full ]
  %b = phi ptr [ poison, %entry ], [ %q, %full ]
  br label %body
body:
  %i = phi i64 [ 0, %join ], [ %j, %body ]
  %ai = getelementptr double, ptr %a, i64 %i
  %v = load double, ptr %ai
  %bi = getelementptr double, ptr %b, i64 %i
  store double %v, ptr %bi
  %j = add i64 %i, 1
  %c = icmp ult i64 %j, %n
  br i1 %c, label %body, label %done
done:
  ret void
}
; CHECK-LABEL: overwrites in apart
; CHECK: kept:{{.*}}%v = load
