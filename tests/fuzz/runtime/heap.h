//===- heap.h - Counted and guarded allocation ------------------*- C -*-===//
#ifndef FUZZ_HEAP_H
#define FUZZ_HEAP_H

/* Forgets what is live now. */
void heapMark(void);
/* What has gone wrong since the mark (leak, overrun, bad free), or null. */
const char *heapFault(void);

#endif
