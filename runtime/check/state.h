// Options, the list of sites, and what is said in the end.

/// One for the program: every module that has checks brings it.
struct state {
  I parsed;
  I off, strict, quiet, every, seconds;
  const char *log;
  struct site *sites;
  I child;             ///< this process is an experiment
  struct trace *trace; ///< it notes which memory the derivative reaches
};
extern struct state program __asm__("wengert.check.state");
__attribute__((weak, visibility("hidden"))) struct state program = {0};

/// `strict`, `report`, `quiet`, `off`, `every=N`, `seconds=N`, between commas.
static void read_words(const char *s) {
  while (s && *s) {
    size_t n = strcspn(s, ", ");
    if (n == 6 && !strncmp(s, "strict", n))
      program.strict = 1;
    else if (n == 6 && !strncmp(s, "report", n))
      program.strict = 0;
    else if (n == 5 && !strncmp(s, "quiet", n))
      program.quiet = 1;
    else if (n == 3 && !strncmp(s, "off", n))
      program.off = 1;
    else if (n == 2 && !strncmp(s, "on", n))
      program.off = 0;
    else if (n > 6 && !strncmp(s, "every=", 6))
      program.every = atol(s + 6);
    else if (n > 8 && !strncmp(s, "seconds=", 8))
      program.seconds = atol(s + 8);
    s += n;
    s += strspn(s, ", ");
  }
  if (program.every < 1)
    program.every = 1;
  if (program.seconds < 1)
    program.seconds = 60;
}

/// Writes all of the text at once, so that threads do not mix theirs.
static void say(int to, const char *text, int length) {
  while (length > 0) {
    I n = write(to, text, (size_t)length);
    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return;
    text += n;
    length -= (int)n;
  }
}

static const char *text_of(const char *s) { return s ? s : ""; }

/// One line for each site, for the tool that asked for it: fields between tabs.
static void write_log(void) {
  int to = open(program.log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  if (to < 0)
    return;
  for (struct site *s = program.sites; s; s = s->next) {
    char line[4096];
    int n = snprintf(line, sizeof(line),
                     "%s\t%s\t%s\t%lld\t%lld\t%lld\t%lld\t%.3g\t%.3g\t%s\n",
                     s->function, s->called, s->declared, s->calls, s->checked,
                     s->skipped, s->wrong, s->modes, s->differences,
                     text_of(s->reason));
    say(to, line, n < (int)sizeof(line) ? n : (int)sizeof(line) - 1);
  }
  close(to);
}

static void summarize(void) {
  if (program.child)
    return;
  if (program.log)
    return write_log();
  if (program.quiet)
    return;
  I sites = 0, checked = 0, calls = 0, wrong = 0;
  double modes = 0, differences = 0;
  for (struct site *s = program.sites; s; s = s->next) {
    sites += s->checked != 0;
    checked += s->checked;
    calls += s->calls;
    wrong += s->wrong != 0;
    if (modes < s->modes)
      modes = s->modes;
    if (differences < s->differences)
      differences = s->differences;
  }
  char line[1024];
  int n = snprintf(line, sizeof(line),
                   "wengert check: %lld derivative%s checked in %lld of %lld "
                   "call%s: ",
                   sites, sites == 1 ? "" : "s", checked, calls,
                   calls == 1 ? "" : "s");
  n += wrong ? snprintf(line + n, sizeof(line) - (size_t)n, "%lld wrong\n", wrong)
             : snprintf(line + n, sizeof(line) - (size_t)n,
                        "right; largest error %.1g against forward mode, %.1g "
                        "against differences\n",
                        modes, differences);
  say(2, line, n);
  for (struct site *s = program.sites; s; s = s->next)
    if (s->skipped) {
      n = snprintf(line, sizeof(line),
                   "wengert check: `%s`%s%s was not checked in %lld call%s: %s\n",
                   s->function, *s->called ? ", called at " : "", s->called,
                   s->skipped, s->skipped == 1 ? "" : "s", text_of(s->reason));
      say(2, line, n < (int)sizeof(line) ? n : (int)sizeof(line) - 1);
    }
}

/// The site that counts for s, which the optimizer may have copied; in the list.
static struct site *listed(struct site *s) {
  if (s->first)
    return s->first;
  struct site *first = __atomic_load_n(&program.sites, __ATOMIC_ACQUIRE);
  for (struct site *k = first; k && *s->called; k = k->next)
    if (!strcmp(k->called, s->called) && !strcmp(k->function, s->function))
      return s->first = k;
  if (__atomic_exchange_n(&s->listed, 1, __ATOMIC_ACQ_REL))
    return s;
  do
    s->next = first;
  while (!__atomic_compare_exchange_n(&program.sites, &first, s, 0,
                                      __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE));
  return s->first = s;
}

/// The options of the compilation, and those of the run, which come last.
static void set_up(const struct site *s) {
  if (__atomic_load_n(&program.parsed, __ATOMIC_ACQUIRE) == 2)
    return;
  I none = 0;
  if (!__atomic_compare_exchange_n(&program.parsed, &none, 1, 0,
                                   __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) {
    while (__atomic_load_n(&program.parsed, __ATOMIC_ACQUIRE) != 2)
      usleep(100);
    return;
  }
  read_words(s->words);
  read_words(getenv("WENGERT_CHECK"));
  program.log = getenv("WENGERT_CHECK_LOG");
  atexit(summarize);
  __atomic_store_n(&program.parsed, 2, __ATOMIC_RELEASE);
}
