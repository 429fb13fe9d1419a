//===- heap.c - Counted and guarded allocation ------------------*- C -*-===//
//
// Linked with -Wl,--wrap=malloc and kin. Every block is filled with NaNs
// before use and after free, and carries guard bytes behind its end. A table
// of live blocks finds leaks and frees of what is not live.
//
//===----------------------------------------------------------------------===//
#include "heap.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *__real_malloc(size_t Size);
void __real_free(void *P);
int __real_posix_memalign(void **P, size_t Align, size_t Size);

enum { Slots = 1 << 16, Guard = 16, Fill = 0xff, GuardByte = 0xa5 };
static struct { char *P; size_t Size; int Old; } Table[Slots];
static int Live;
static char Fault[128];

static unsigned slotOf(const void *P) {
  return (unsigned)(((uintptr_t)P >> 4) * 2654435761u) % Slots;
}

static void *note(char *P, size_t Size, int Byte) {
  if (!P)
    return P;
  memset(P, Byte, Size);
  memset(P + Size, GuardByte, Guard);
  unsigned S = slotOf(P);
  for (unsigned Tries = 0; Tries < Slots; ++Tries, S = (S + 1) % Slots)
    if (!Table[S].P || Table[S].P == (char *)1) {
      Table[S].P = P;
      Table[S].Size = Size;
      Table[S].Old = 0;
      ++Live;
      return P;
    }
  snprintf(Fault, sizeof Fault, "too many live blocks");
  return P;
}

static size_t forget(char *P) { // the block's size; -1 if it is not live
  unsigned S = slotOf(P);
  for (; Table[S].P; S = (S + 1) % Slots)
    if (Table[S].P == P) {
      size_t Size = Table[S].Size;
      for (int I = 0; I < Guard; ++I)
        if ((unsigned char)P[Size + I] != GuardByte)
          snprintf(Fault, sizeof Fault,
                   "write past the end of a block of %zu bytes", Size);
      Table[S].P = (char *)1;
      Live -= !Table[S].Old;
      return Size;
    }
  return (size_t)-1;
}

size_t __wrap_malloc_usable_size(void *P) {
  for (unsigned S = slotOf(P); P && Table[S].P; S = (S + 1) % Slots)
    if (Table[S].P == P)
      return Table[S].Size;
  return 0;
}
void *__wrap_malloc(size_t Size) {
  return note(__real_malloc(Size + Guard), Size, Fill);
}
void *__wrap_calloc(size_t N, size_t Size) {
  return note(__real_malloc(N * Size + Guard), N * Size, 0);
}
int __wrap_posix_memalign(void **P, size_t Align, size_t Size) {
  int R = __real_posix_memalign(P, Align, Size + Guard);
  if (!R)
    note(*P, Size, Fill);
  return R;
}
void *__wrap_aligned_alloc(size_t Align, size_t Size) {
  void *P = 0;
  return __wrap_posix_memalign(&P, Align, Size) ? 0 : P;
}
void __wrap_free(void *P) {
  if (!P)
    return;
  size_t Size = forget(P);
  if (Size == (size_t)-1) {
    snprintf(Fault, sizeof Fault, "free of a pointer that is not live");
    return;
  }
  memset(P, Fill, Size);
  __real_free(P);
}
void *__wrap_realloc(void *Old, size_t Size) {
  char *New = __wrap_malloc(Size);
  if (!Old || !New)
    return New;
  size_t OldSize = forget(Old);
  if (OldSize == (size_t)-1) {
    snprintf(Fault, sizeof Fault, "realloc of a pointer that is not live");
    return New;
  }
  memcpy(New, Old, OldSize < Size ? OldSize : Size);
  memset(Old, Fill, OldSize);
  __real_free(Old);
  return New;
}

void heapMark(void) {
  for (unsigned S = 0; S < Slots; ++S)
    Table[S].Old = 1;
  Live = 0;
  Fault[0] = 0;
}

const char *heapFault(void) {
  if (!Fault[0] && Live > 0)
    snprintf(Fault, sizeof Fault, "%d blocks never freed", Live);
  return Fault[0] ? Fault : 0;
}
