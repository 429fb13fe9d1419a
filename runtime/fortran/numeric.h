// Functions of numbers that write to memory. What works on values has a rule
// (rules/Fortran.td).

/// The generator is the library's; what it makes is constant.
void randomNumber(const Desc *, const char *, int)
    __asm__("_FortranARandomNumber");

ENTRY(void, RandomNumber, const Desc *d, const char *file, int line, FACTS(d)) {
  AnyDesc room;
  View v = VIEW(d), temp = establishLike(&room.d, &v, &v);
  randomNumber(&room.d, file, line);
  shallowCopy(&v, &temp);
  free(temp.base);
}
