; RUN: %opt -passes=wengert -S %s | %filecheck %s
; Two vectors as Rust has them: at address 8 where there are no elements. What
; is written to the one does not change the other, so that the reverse sweep
; reads %v again. What is compared is still the number.
declare void @__enzyme_autodiff(ptr, ...)
declare noalias ptr @malloc(i64)
declare double @sin(double)

define double @vectors(ptr noalias %x, i64 %n, i64 %least) {
entry:
  %empty = icmp eq i64 %n, 0
  br i1 %empty, label %join, label %full
full:
  %bytes = shl nuw i64 %n, 3
  %p = call ptr @malloc(i64 %bytes)
  %p.bits = ptrtoint ptr %p to i64
  %q = call ptr @malloc(i64 %bytes)
  %q.bits = ptrtoint ptr %q to i64
  br label %join
join:
  %a.bits = phi i64 [ 8, %entry ], [ %p.bits, %full ]
  %b.bits = phi i64 [ 8, %entry ], [ %q.bits, %full ]
  %a = inttoptr i64 %a.bits to ptr
  %b = inttoptr i64 %b.bits to ptr
  %end = getelementptr inbounds double, ptr %a, i64 %n
  %some = icmp samesign ugt i64 %n, %least
  br i1 %some, label %first, label %done
first:
  %i = phi i64 [ 0, %join ], [ %i.next, %first ]
  %xi = getelementptr inbounds double, ptr %x, i64 %i
  %u = load double, ptr %xi
  %s = call double @sin(double %u)
  %ai = getelementptr inbounds double, ptr %a, i64 %i
  store double %s, ptr %ai
  %i.next = add nuw i64 %i, 1
  %i.more = icmp ult i64 %i.next, %n
  br i1 %i.more, label %first, label %second
second:
  %at = phi ptr [ %at.next, %second ], [ %a, %first ]
  %k = phi i64 [ %k.next, %second ], [ 0, %first ]
  %v = load double, ptr %at
  %w = fmul double %v, %v
  %bk = getelementptr inbounds double, ptr %b, i64 %k
  store double %w, ptr %bk
  %k.next = add nuw i64 %k, 1
  %at.next = getelementptr inbounds double, ptr %at, i64 1
  %stop = icmp eq ptr %at.next, %end
  br i1 %stop, label %last, label %second
last:
  %z = load double, ptr %b
  br label %done
done:
  %r = phi double [ 0.0, %join ], [ %z, %last ]
  ret double %r
}

define void @g(ptr %x, ptr %dx, i64 %n, i64 %least) {
  call void (ptr, ...) @__enzyme_autodiff(ptr @vectors, ptr %x, ptr %dx, i64 %n, i64 %least)
  ret void
}
; CHECK-LABEL: define internal {} @vectors.grad
; CHECK-NOT: @wengert.tape.alloc(
; CHECK: ret {}
