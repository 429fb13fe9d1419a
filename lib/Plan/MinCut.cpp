//===- MinCut.cpp - Minimum cuts of small flow networks -------------------===//
#include "Plan/MinCut.h"
#include <algorithm>

namespace wengert {

void MinCut::addEdge(unsigned From, unsigned To, Capacity C) {
  Edges.push_back({To, First[From], C});
  First[From] = Edges.size() - 1;
  Edges.push_back({From, First[To], 0});
  First[To] = Edges.size() - 1;
}

/// Distances from the source along edges with capacity left; true if the sink
/// can be reached.
bool MinCut::findLevels() {
  Level.assign(First.size(), -1);
  std::vector<unsigned> Queue{Source};
  Level[Source] = 0;
  for (size_t K = 0; K < Queue.size(); ++K)
    for (unsigned E = First[Queue[K]]; E != None; E = Edges[E].Next)
      if (Edges[E].Left > 0 && Level[Edges[E].To] < 0) {
        Level[Edges[E].To] = Level[Queue[K]] + 1;
        Queue.push_back(Edges[E].To);
      }
  return Level[Sink] >= 0;
}

/// Pushes flow along one path of rising levels; 0 when there is none left.
MinCut::Capacity MinCut::augment() {
  std::vector<unsigned> Path; // edges
  unsigned N = Source;
  while (N != Sink) {
    unsigned &E = At[N];
    while (E != None &&
           (Edges[E].Left <= 0 || Level[Edges[E].To] != Level[N] + 1))
      E = Edges[E].Next;
    if (E != None) {
      Path.push_back(E);
      N = Edges[E].To;
      continue;
    }
    // A dead end: nothing leads through N any more.
    if (Path.empty())
      return 0;
    Level[N] = -2;
    N = Edges[Path.back() ^ 1].To;
    Path.pop_back();
  }
  Capacity Flow = Infinite;
  for (unsigned E : Path)
    Flow = std::min(Flow, Edges[E].Left);
  for (unsigned E : Path) {
    Edges[E].Left -= Flow;
    Edges[E ^ 1].Left += Flow;
  }
  return Flow;
}

MinCut::Capacity MinCut::solve() {
  Capacity Total = 0;
  while (findLevels()) {
    At = First;
    while (Capacity Flow = augment()) {
      Total += Flow;
      if (Total >= Infinite)
        return Total;
    }
  }
  return Total;
}

} // namespace wengert
