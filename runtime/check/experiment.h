// Experiments: runs of the function and of its derivatives that leave nothing
// behind. Each is made in a copy of the process, which hands its numbers over in
// shared memory and ends; output it makes is dropped.

/// One check: the call, the numbers it depends on, and what experiments found.
/// Numbers that are passed by value come first, then those in memory.
struct check {
  struct site *s;
  char *block;
  struct trace *trace;
  struct place *places;
  I place_count;
  I inputs, outputs; ///< numbers by value and in memory; results likewise
  double *x;         ///< inputs
  double *seed;      ///< of outputs
  double *adjoint;   ///< of inputs, by reverse mode
  double *v;         ///< the direction
  double *given;     ///< what the experiment hands over (shared)
  double *base;      ///< outputs of the function as it is
  volatile I *done;  ///< (shared)
  double step;
  double epsilon; ///< of the coarsest format
  char *memory;   ///< all of these
  I memory_size;
};

static const char *end_of(int status, const struct state *p) {
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM)
    return p->seconds == 60 ? "a run of it takes longer than 60 seconds (option "
                              "seconds=N)"
                            : "a run of it takes longer than the time allowed";
  return "a run of it ended before it returned: by an exception, "
         "a signal or the end of the program";
}

/// Runs job in a copy of the process. Null, or why it did not come to its end.
static const char *experiment(struct check *c, volatile I *done,
                              void (*job)(struct check *)) {
  *done = 0;
  int error = errno;
  pid_t copy = fork();
  if (copy < 0) {
    errno = error;
    return "the process cannot be copied (fork)";
  }
  if (!copy) {
    program.child = 1;
    signal(SIGALRM, SIG_DFL);
    sigset_t alarm_only;
    sigemptyset(&alarm_only);
    sigaddset(&alarm_only, SIGALRM);
    sigprocmask(SIG_UNBLOCK, &alarm_only, 0);
    struct rlimit no_dump = {0, 0};
    setrlimit(RLIMIT_CORE, &no_dump);
    signal(SIGABRT, SIG_DFL);
    signal(SIGSEGV, SIG_DFL);
    alarm((unsigned)program.seconds);
    int nowhere = open("/dev/null", O_RDWR);
    if (nowhere >= 0) {
      dup2(nowhere, 1);
      dup2(nowhere, 2);
    }
    job(c);
    *done = 1;
    _exit(0);
  }
  int status = 0;
  while (waitpid(copy, &status, 0) < 0 && errno == EINTR)
    ;
  errno = error;
  return *done ? 0 : end_of(status, &program);
}

static void run_trace(struct check *c) {
  program.trace = c->trace;
  c->s->forward(c->block);
}

/// Tangents of inputs in, those of outputs out.
static void run_forward(struct check *c) {
  const struct site *s = c->s;
  for (I k = 0; k < s->number_count; ++k)
    write_number(c->block + s->numbers[k].tangent, (int)s->numbers[k].kind,
                 c->v[k]);
  for (I k = 0; k < c->place_count; ++k)
    write_number(c->places[k].shadow, c->places[k].kind,
                 c->v[s->number_count + k]);
  s->forward(c->block);
  for (I k = 0; k < s->result_count; ++k)
    c->given[k] =
        read_number(c->block + s->results[k].tangent, (int)s->results[k].kind);
  for (I k = 0; k < c->place_count; ++k)
    c->given[s->result_count + k] =
        read_number(c->places[k].shadow, c->places[k].kind);
}

/// Seeds in, which may be in place, adjoints of inputs out.
static void run_reverse(struct check *c) {
  const struct site *s = c->s;
  for (I k = 0; k < s->result_count && s->choose; ++k)
    write_number(c->block + s->results[k].seed, (int)s->results[k].kind,
                 c->seed[k]);
  for (I k = 0; k < c->place_count && s->choose; ++k)
    if (c->places[k].stored)
      write_number(c->places[k].shadow, c->places[k].kind,
                   c->seed[s->result_count + k]);
  s->reverse(c->block);
  for (I k = 0; k < s->number_count; ++k)
    c->given[k] =
        read_number(c->block + s->numbers[k].adjoint, (int)s->numbers[k].kind);
  for (I k = 0; k < c->place_count; ++k)
    c->given[s->number_count + k] =
        read_number(c->places[k].shadow, c->places[k].kind);
}

/// Constants of the program may lie in memory that is not for writing.
static void allow_writing(const struct check *c) {
  I page = sysconf(_SC_PAGESIZE);
  char *last = 0;
  for (I k = 0; k < c->place_count; ++k) {
    char *at = c->places[k].at - (I)c->places[k].at % page;
    if (at != last)
      mprotect(at, (size_t)page, PROT_READ | PROT_WRITE);
    last = at;
  }
}

/// Inputs moved by step times v in, outputs out.
static void run_primal(struct check *c) {
  const struct site *s = c->s;
  for (I k = 0; k < s->number_count && c->step != 0; ++k)
    if (c->v[k] != 0)
      write_number(c->block + s->numbers[k].value, (int)s->numbers[k].kind,
                   c->x[k] + c->step * c->v[k]);
  if (c->step != 0)
    allow_writing(c);
  for (I k = 0; k < c->place_count && c->step != 0; ++k) {
    I n = s->number_count + k;
    if (c->v[n] != 0)
      write_number(c->places[k].at, c->places[k].kind,
                   c->x[n] + c->step * c->v[n]);
  }
  s->primal(c->block);
  for (I k = 0; k < s->result_count; ++k)
    c->given[k] =
        read_number(c->block + s->results[k].value, (int)s->results[k].kind);
  for (I k = 0; k < c->place_count; ++k)
    c->given[s->result_count + k] =
        read_number(c->places[k].at, c->places[k].kind);
}
