"""The statements of a random function."""
from expressions import bounded, condition, index, iterator, real
from items import expression_of, unwrap
from scope import Variable


def let_real(w):
    v = w.fresh("t")
    mutable = w.chance(0.5)
    text = bounded(w, 3) if w.chance(0.5) else real(w, 2)
    if sequences(w) and w.chance(0.35):
        text = f"{iterator(w)}.{w.pick(['sin', 'tanh', 'atan'])}()"
    w.emit(f"let {'mut ' if mutable else ''}{v}: R = {text};")
    w.scope.add("real", Variable(v, mutable))


def sequences(w):
    return w.scope.all("vec") + w.scope.all("array") + w.scope.all("slice")


def assign(w):
    names = w.mutable_reals()
    if not names:
        return let_real(w)
    v = w.pick(names)
    w.emit(w.pick([
        lambda: f"{v} = {bounded(w, 2)};",
        lambda: f"{v} += {bounded(w, 2)};",
        lambda: f"{v} *= {bounded(w, 1)};",
        lambda: f"{v} = {v} * {w.number()} - {bounded(w, 2)};",
        lambda: f"{v} = ({v} / (⟦1.0⟧ + {v} * {v})) + {bounded(w, 1)};",
    ])())


def branch(w):
    w.block(f"if {condition(w)}", lambda: body(w, 2), "} else {")
    w.depth += 0
    w.lines.pop()
    if w.chance(0.6):
        w.block("} else {", lambda: body(w, 2))
    else:
        w.emit("}")


def body(w, n):
    for _ in range(w.rng.randrange(1, n + 1)):
        statement(w, nested=True)


def loop(w):
    """One of the ways to walk."""
    i = w.fresh("i")
    n = w.rng.randrange(2, 5)
    def ranged():
        w.scope.add("int", Variable(i))
        body(w, 3)
    def valued():
        w.scope.add("real", Variable(i))
        body(w, 2)
    seqs = sequences(w)
    kind = w.pick(["range", "range", "rev", "while", "loop", "iter", "zip", "windows", "nested"])
    bound = f"std::hint::black_box({n}usize)" if w.chance(0.3) else str(n)
    if kind == "range":
        w.block(f"for {i} in 0..{bound}", ranged)
    elif kind == "rev":
        w.block(f"for {i} in (1..{n}usize).rev().step_by({w.pick([1, 2])})", ranged)
    elif kind == "while":
        w.emit(f"let mut {i} = 0usize;")
        def go():
            w.scope.add("int", Variable(i))
            body(w, 2)
            w.emit(f"{i} += 1;")
        w.block(f"while {i} < {bound}{extra(w)}", go)
    elif kind == "loop":
        w.emit(f"let mut {i} = 0usize;")
        def go():
            w.scope.add("int", Variable(i))
            body(w, 2)
            w.emit(f"{i} += 1;")
            if w.chance(0.4):
                w.emit(f"if {i} >= {n} || {condition(w)} {{ break; }}")
            else:
                w.emit(f"if {i} >= {bound} {{ break; }}")
        w.block("loop", go)
    elif kind == "nested":
        def inner():
            w.scope.add("int", Variable(i))
            loop(w)
        w.block(f"for {i} in 0..{n}usize", inner)
    elif not seqs:
        return ranged_only(w, i, n)
    else:
        s = w.pick(seqs)
        # The sequence is borrowed meanwhile: walk a copy where it may change.
        source = f"{s.name}.to_vec()" if s.mutable else s.name
        if kind == "iter":
            w.block(f"for &{i} in {source}.iter()", valued)
        elif kind == "zip":
            j = w.fresh("j")
            def both():
                w.scope.add("int", Variable(j))
                valued()
            w.block(f"for ({j}, &{i}) in {source}.iter().enumerate()", both)
        else:
            p = w.fresh("p")
            def window():
                w.scope.add("array", Variable(p, False, 2))
                body(w, 2)
            w.block(f"for {p} in {source}.windows(2)", window)


def extra(w):
    return f" && {w.pick(w.reals())} < ⟦5.0⟧" if w.reals() and w.chance(0.4) else ""


def ranged_only(w, i, n):
    def go():
        w.scope.add("int", Variable(i))
        body(w, 2)
    w.block(f"for {i} in 0..{n}usize", go)


def new_vec(w):
    v = w.fresh("v")
    mutable = w.chance(0.7)
    n = w.rng.randrange(2, 5)
    mut = "mut " if mutable else ""
    kind = w.pick(["macro", "repeat", "collect", "push", "copy", "extend", "consume"])
    seqs = sequences(w)
    if kind == "repeat":
        w.emit(f"let {mut}{v}: Vec<R> = vec![{bounded(w)}; {n}];")
    elif kind == "collect":
        k = expression_of(w, [w.pick(w.reals())] if w.reals() else [])
        w.emit(f"let {mut}{v}: Vec<R> = (0..{n}usize).map(|i| {k} + ⟦(i as f64 * 0.1)⟧).collect();")
    elif kind == "push":
        mutable = True
        w.emit(f"let mut {v}: Vec<R> = {w.pick(['Vec::new()', f'Vec::with_capacity({n})'])};")
        w.block(f"for i in 0..{n}usize", lambda: (w.scope.add("int", Variable("i")), w.emit(f"{v}.push({bounded(w)});")))
    elif kind == "copy" and seqs:
        s = w.pick(seqs)
        n = s.length
        w.emit(f"let {mut}{v}: Vec<R> = {s.name}.{w.pick(['to_vec()', 'iter().copied().rev().collect()', 'iter().map(|a| a.sin()).collect()'])};")
    elif kind == "extend" and seqs:
        s = w.pick(seqs)
        n = 1 + s.length
        mutable = True
        w.emit(f"let mut {v} = vec![{bounded(w)}];")
        w.emit(f"{v}.{w.pick([f'extend_from_slice(&{s.name}[..])', f'extend({s.name}.iter().map(|a| a * {w.number()}))'])};")
    elif kind == "consume" and w.scope.own("vec"):
        s = w.pick(w.scope.own("vec"))
        n = s.length
        w.scope.remove("vec", s)
        w.emit(f"let {mut}{v}: Vec<R> = {s.name}.into_iter().map(|a| a * {w.number()} + {bounded(w, 1)}).collect();")
    else:
        w.emit(f"let {mut}{v}: Vec<R> = vec![{', '.join(bounded(w) for _ in range(n))}];")
    w.scope.add("vec", Variable(v, mutable, n))


def new_array(w):
    v = w.fresh("a")
    n = w.rng.randrange(2, 5)
    mutable = w.chance(0.6)
    mut = "mut " if mutable else ""
    w.emit(w.pick([
        lambda: f"let {mut}{v}: [R; {n}] = [{', '.join(bounded(w, 1) for _ in range(n))}];",
        lambda: f"let {mut}{v}: [R; {n}] = [{bounded(w)}; {n}];",
        lambda: f"let {mut}{v}: [R; {n}] = std::array::from_fn(|i| ⟦(i as f64 + 0.5)⟧ * {bounded(w, 1)});",
    ])())
    w.scope.add("array", Variable(v, mutable, n))


def change(w):
    """Changes a Vec or array in place, without making it shorter."""
    seqs = [s for s in sequences(w) if s.mutable]
    if not seqs:
        return new_vec(w)
    s = w.pick(seqs)
    n = s.name
    value = bounded(w)
    forms = [
        lambda: f"{{ let (v, i) = ({value}, {index(w, s)}); {n}[i] = v; }}",
        lambda: f"{{ let (v, i) = ({value}, {index(w, s)}); {n}[i] += v; }}",
        lambda: f"{{ let k = {value}; for v in {n}.iter_mut() {{ *v = *v * ⟦0.5⟧ + k; }} }}",
        lambda: f"{n}.swap(0, {s.length - 1});",
        lambda: f"{n}.reverse();",
        lambda: f"{n}.sort_by(|a, b| a.partial_cmp(b).unwrap());",
        lambda: f"{{ let k = {value}; {n}.iter_mut().enumerate().for_each(|(i, v)| *v += k * ⟦(i as f64 * 0.3)⟧); }}",
        lambda: f"{{ let (l, r) = {n}.split_at_mut(1); l[0] += r[0] * ⟦0.5⟧; std::mem::swap(&mut l[0], &mut r[0]); }}",
        lambda: f"{n}.copy_within(0..1, {s.length - 1});",
        lambda: f"{n}.rotate_left(1);",
        lambda: f"{{ let k = {value}; {n}{w.pick(['', '[1..]'])}.fill(k); }}",
        lambda: f"for i in 1..{n}.len() {{ {n}[i] = ({n}[i] + {n}[i - 1] * ⟦0.5⟧).sin(); }}",
        lambda: f"for c in {n}.chunks_mut(2) {{ c[0] = c.iter().sum::<R>().tanh(); }}",
        lambda: f"{{ let k = {value}; if let Some(v) = {n}.last_mut() {{ *v *= k; }} }}",
    ]
    vecs = [v for v in w.scope.all("vec") if v.mutable]
    if vecs and w.chance(0.5):
        s = w.pick(vecs)
        n = s.name
        forms = [
            lambda: f"{n}.push({value});",
            lambda: f"{n}.insert(1, {value});",
            lambda: f"if {n}.len() > {s.length} {{ {n}.pop(); }}",
            lambda: f"{n}.truncate({s.length + 1});",
            lambda: f"{n}.extend([{value}, {w.number()}]);",
            lambda: f"{n}.resize({s.length + 2}, {value});",
            lambda: f"{{ let v = {n}.remove(0); {n}.push(v * ⟦0.7⟧); }}",
            lambda: f"{{ let all = std::mem::take(&mut {n}); {n} = all.into_iter().map(|v| v.sin()).collect(); }}",
            lambda: f"{{ let old = {n}.clone(); {n}.iter_mut().zip(&old).for_each(|(v, o)| *v += o * o * ⟦0.1⟧); }}",
            lambda: f"{{ let tail: Vec<R> = {n}.drain(1..).collect(); {n}.extend(tail.iter().rev()); }}",
            lambda: f"{n}.retain(|v| *v > ⟦-1000.0⟧);",
        ]
    w.emit(w.pick(forms)())


def new_pair(w):
    v = w.fresh("q")
    k = w.pick(["tuple", "op"])
    if k == "tuple" or not w.pair:
        w.emit(f"let mut {v} = ({bounded(w, 1)}, {bounded(w, 1)});")
        if w.chance(0.4):
            w.emit(f"std::mem::swap(&mut {v}.0, &mut {v}.1);")
        if w.chance(0.3):
            w.emit(f"{v} = ({v}.1 * ⟦0.5⟧, {v}.0 + {v}.1);")
    else:
        p = w.pair
        w.emit(f"let mut {v} = {p}({bounded(w, 1)}, {bounded(w, 1)});")
        w.emit(f"for i in 0..{w.rng.randrange(1, 4)}usize {{ {v} += {p}({bounded(w, 1)}, ⟦(i as f64)⟧) * {w.number()}; {v} = {v}.turn({bounded(w, 1)}) - {p}({w.number()}, {bounded(w, 1)}); }}")
    w.scope.add("pair", Variable(v))


def new_struct(w):
    if not w.struct:
        return let_real(w)
    v = w.fresh("s")
    w.emit(f"let mut {v} = {w.struct}::new({bounded(w, 1)}, {bounded(w, 1)});")
    for _ in range(w.rng.randrange(3)):
        w.emit(w.pick([
            lambda: f"{v}.step({bounded(w, 1)});",
            lambda: f"for i in 0..{w.rng.randrange(2, 5)} {{ {v}.step({bounded(w, 1)}); }}",
            lambda: f"{v}.a += {bounded(w, 1)};",
            lambda: f"{v} = {v}.scaled({bounded(w, 1)});",
            lambda: f"{v} = {w.struct} {{ b: {bounded(w, 1)}, ..{v}.clone() }};",
            lambda: f"{{ let {w.struct} {{ a, w: [x, ..], .. }} = &mut {v}; *a = (*a + *x).sin(); *x *= ⟦0.5⟧; }}",
            lambda: f"{{ let mut all = vec![{v}.clone(), {w.struct}::new({bounded(w, 1)}, {w.number()})]; for s in all.iter_mut() {{ s.step({bounded(w, 1)}); }} {v}.b = all.iter().map(|s| s.value(s.a)).sum::<R>().sin(); }}",
        ])())
    w.scope.add("struct", Variable(v))
    t = w.fresh("t")
    w.emit(f"let {t} = {v}.value({bounded(w, 1)});")
    w.scope.add("real", Variable(t))


def new_enum(w):
    if not w.enum:
        return let_real(w)
    e, v, t = w.enum, w.fresh("e"), w.fresh("t")
    w.emit(f"let mut {v} = " + w.pick([f"{e}::Off", f"{e}::One({bounded(w, 1)})", f"{e}::Few([{bounded(w, 1)}, {bounded(w, 1)}, {w.number()}])"]) + ";")
    w.emit(f"let mut {t} = ⟦0.0⟧;")
    w.emit(f"for i in 0..{w.rng.randrange(1, 5)}usize {{ {v} = {v}.next({bounded(w, 1)}); {t} += {v}.value().tanh(); }}")
    if w.chance(0.4):
        w.emit(f"if let {e}::Two {{ p, .. }} = &mut {v} {{ *p = {bounded(w, 1)}; }}")
        w.emit(f"{t} += {v}.value();")
    w.scope.add("real", Variable(t, True))


def dynamic(w):
    if not w.trait:
        return let_real(w)
    T, v, t = w.trait, w.fresh("d"), w.fresh("t")
    a = lambda: f"Box::new({T}a {{ k: {bounded(w, 1)}, n: {w.rng.randrange(4)} }})"
    b = lambda: f"Box::new({T}b {{ w: [{bounded(w, 1)}, {bounded(w, 1)}], c: vec![{bounded(w, 1)}; {w.rng.randrange(1, 4)}] }})"
    w.emit(f"let mut {v}: Vec<Box<dyn {T}>> = vec![{', '.join(w.pick([a, b])() for _ in range(w.rng.randrange(1, 4)))}];")
    if w.chance(0.4):
        w.emit(f"if {condition(w)} {{ {v}.push({w.pick([a, b])()}); }}")
    if w.chance(0.5):
        w.emit(f"for o in {v}.iter_mut() {{ o.bump({bounded(w, 1)}); }}")
    w.emit(f"let {t} = {v}.iter().map(|o| o.at({bounded(w, 1)}) * ⟦(o.name() as f64)⟧).sum::<R>();")
    w.scope.add("real", Variable(t))


def closures(w):
    t = w.fresh("t")
    g = w.fresh("g")
    captured = [w.pick(w.reals()) for _ in range(2)] if w.reals() else []
    inner = expression_of(w, captured + ["z"], 2)
    kind = w.pick(["fn", "move", "mut", "boxed", "table", "returned"])
    if kind in ("fn", "move"):
        w.emit(f"let {t} = {{ let {g} = {'move ' if kind == 'move' else ''}|z: R| {inner}; {g}({bounded(w, 1)}) + {g}({bounded(w, 1)}) * ⟦0.5⟧ }};")
    elif kind == "mut":
        w.emit(f"let {t} = {{ let mut total = {w.number()}; let mut count = 0usize; let mut {g} = |z: R| {{ count += 1; total = {inner} + total * ⟦0.5⟧; total }}; {g}({bounded(w, 1)}); {g}({bounded(w, 1)}); total * ⟦(count as f64)⟧ }};")
    elif kind == "boxed":
        other = expression_of(w, captured + ["z"], 2)
        w.emit(f"let {t} = {{ let {g}: Vec<Box<dyn Fn(R) -> R + '_>> = vec![Box::new(|z| {inner}), Box::new(move |z| {other}), Box::new(R::sin)]; {g}.iter().fold({bounded(w, 1)}, |z, h| h(z) * ⟦0.9⟧) }};")
    elif kind == "table":
        w.emit(f"let {t} = {{ fn up(z: R) -> R {{ z * z + z }} fn down(z: R) -> R {{ z.cos() }} let {g}: [fn(R) -> R; 3] = [up, R::tanh, down]; {g}[std::hint::black_box({w.rng.randrange(3)}usize)]({bounded(w, 1)}) + {g}[{w.rng.randrange(3)}]({bounded(w, 1)}) }};")
    else:
        w.emit(f"let {t} = {{ fn make(k: R) -> impl Fn(R) -> R {{ move |z| (z * k).sin() + k }} let {g} = make({bounded(w, 1)}); {g}({g}({bounded(w, 1)})) }};")
    w.scope.add("real", Variable(t))


def options(w):
    t, o = w.fresh("t"), w.fresh("o")
    w.emit(f"let mut {o}: Option<R> = {w.pick([f'Some({bounded(w)})', 'None', f'if {condition(w)} {{ Some({bounded(w)}) }} else {{ None }}'])};")
    w.emit(w.pick([
        lambda: f"let {t} = {o}{unwrap(w)};",
        lambda: f"let {t} = if let Some(v) = {o} {{ v * v + {w.number()} }} else {{ {bounded(w)} }};",
        lambda: f"let {t} = {o}.take().unwrap_or({w.number()}) + {o}.unwrap_or({bounded(w, 1)});",
        lambda: f"let {t} = {{ *{o}.get_or_insert({bounded(w, 1)}) *= ⟦0.5⟧; {o}.unwrap() }};",
        lambda: f"let {t} = {o}.zip(Some({bounded(w, 1)})).map_or({w.number()}, |(a, b)| a * b);",
        lambda: f"let {t} = match {o} {{ Some(v) if v > ⟦0.2⟧ => v, Some(v) => v * ⟦2.0⟧, None => {bounded(w, 1)} }};",
        lambda: f"let {t} = {{ let old = {o}.replace({bounded(w, 1)}); old.or({o}).unwrap() }};",
    ])())
    w.scope.add("real", Variable(t))


def shared(w):
    t, c = w.fresh("t"), w.fresh("c")
    w.emit(w.pick([
        lambda: f"let {t} = {{ let {c} = std::cell::Cell::new({bounded(w, 1)}); for i in 0..3 {{ {c}.set({c}.get() * {w.number()} + {bounded(w, 1)}); }} {c}.get() }};",
        lambda: f"let {t} = {{ let {c} = std::rc::Rc::new(std::cell::RefCell::new(vec![{bounded(w, 1)}, {w.number()}])); let other = {c}.clone(); other.borrow_mut().push({bounded(w, 1)}); {c}.borrow_mut()[0] *= ⟦0.5⟧; let s = {c}.borrow().iter().sum::<R>(); s }};",
        lambda: f"let {t} = {{ let mut {c} = Box::new([{bounded(w, 1)}, {bounded(w, 1)}]); {c}[1] += {c}[0]; let b = {c}.clone(); {c}[0] * b[1] }};",
        lambda: f"let {t} = {{ let mut {c} = std::collections::VecDeque::new(); {c}.push_back({bounded(w, 1)}); {c}.push_front({bounded(w, 1)}); {c}.push_back({w.number()}); let f = {c}.pop_front().unwrap(); {c}.iter().map(|v| v * f).sum::<R>() }};",
        lambda: f"let {t} = {{ struct L {{ v: R, next: Option<Box<L>> }} let mut {c}: Option<Box<L>> = None; for i in 0..{w.rng.randrange(1, 5)}usize {{ {c} = Some(Box::new(L {{ v: {bounded(w, 1)} * ⟦(i as f64)⟧, next: {c}.take() }})); }} let mut s = ⟦0.0⟧; let mut at = &{c}; while let Some(l) = at {{ s = s * ⟦0.5⟧ + l.v.sin(); at = &l.next; }} s }};",
        lambda: f"let {t} = {{ let mut {c} = vec![vec![{bounded(w, 1)}; 3]; 2]; {c}[1][2] = {bounded(w, 1)}; for row in {c}.iter_mut() {{ row[0] *= ⟦0.5⟧; row.push({w.number()}); }} {c}.iter().map(|r| r.iter().product::<R>()).sum::<R>() }};",
        lambda: f"let {t} = {{ let mut {c} = vec![({bounded(w, 1)}, 2usize), ({bounded(w, 1)}, 1), ({w.number()}, 3)]; {c}.swap(0, 1); {c}.push(({bounded(w, 1)}, 0)); {c}.iter().map(|(v, n)| v * ⟦(*n as f64)⟧).sum::<R>() }};",
        lambda: f"let {t} = {{ let mut {c} = [[{bounded(w, 1)}; 2]; 3]; for i in 0..3 {{ for j in 0..2 {{ {c}[i][j] += {c}[(i + 1) % 3][j] * ⟦0.3⟧; }} }} {c}.concat().iter().sum::<R>() }};",
        lambda: f"let {t} = {{ let m = std::sync::Arc::new(std::sync::Mutex::new({bounded(w, 1)})); *m.lock().unwrap() *= {bounded(w, 1)}; let v = *m.lock().unwrap(); v }};",
    ])())
    w.scope.add("real", Variable(t))


SIMPLE = [(let_real, 6), (assign, 4), (branch, 3), (change, 4), (options, 1), (closures, 1)]
ALL = SIMPLE + [(loop, 5), (new_vec, 3), (new_array, 2), (new_pair, 2), (new_struct, 2),
                (new_enum, 1), (dynamic, 1), (closures, 1), (options, 1), (shared, 2)]


def statement(w, nested=False):
    w.budget -= 1
    choices = SIMPLE if nested and (w.depth > 3 or w.budget < 0) else ALL
    kinds, weights = zip(*choices)
    if w.budget < -12:
        return assign(w)
    w.rng.choices(kinds, weights)[0](w)
