"""Pure Python whose meaning the interpreter must share with CPython.

Snippets stand between lines of `# ---`; each binds `result`. What CPython makes of it is in golden.json.
"""
# --- integers and floats
result = (7 // 2, -7 // 2, 7 // -2, 7 % 3, -7 % 3, 7 % -3, divmod(-7, 2))
# ---
result = (7.5 // 2, -7.5 // 2, 7.5 % -2, -7.5 % 2, divmod(7.5, -2), 0.0 // 3, -0.0 % 5)
# ---
result = (2 ** 10, 2 ** -1, 2.0 ** 3, (-2) ** 3, 4 ** 0.5, 10 ** 20, 0 ** 0, 2 ** 100)
# ---
result = 0 ** -1
# ---
result = 0.0 ** -2.0
# ---
result = 1 / 0
# ---
result = 1 // 0
# ---
result = 1.0 / 0
# ---
result = 1.5 % 0
# ---
result = (1 / 3, 10 / 5, 2 / 7, 10 ** 30 / 10 ** 10, (10 ** 25 + 1) / 3)
# ---
result = 10.0 ** 400
# ---
result = (1e16, 1e15, 123456789012345680.0, 1e-4, 1e-5, 0.1 + 0.2, 1e22, 5e-324, 1.7976931348623157e308, -0.0, 1e100)
# ---
result = (float("inf"), -float("inf"), float("nan"), float("1e-7"), float(" 2.5 "), float("1_000.5"))
# ---
result = float("abc")
# ---
result = int("12a")
# ---
result = (int(3.9), int(-3.9), int("  42 "), int("ff", 16), int("0b101", 0), int(True), int("-7"))
# ---
result = (round(0.5), round(1.5), round(2.5), round(-0.5), round(2.675, 2), round(1234, -2), round(1250, -2), round(0.125, 2), round(1e300, 2), round(2.5, 0))
# ---
result = (True + True, True * 3, True / 2, -True, ~5, +True, True & False, True | False, True ^ True, 6 & 3, 6 | 3, 6 ^ 3, 1 << 10, 1024 >> 3)
# ---
result = (1 == 1.0, 1 == True, 0.1 + 0.2 == 0.3, 2 ** 53 == 2 ** 53 + 1.0, float(2 ** 53) == 2 ** 53 + 1, float("nan") == float("nan"))
# ---
result = (abs(-3), abs(-2.5), abs(True), min(3, 1, 2), max([1, 5, 3]), max("b", "a"), min([3, -1], key=abs), max([], default=7), sum([1, 2, 3]), sum([0.1] * 3), sum([[1], [2]], []))
# ---
result = max([])
# ---
result = (int(1e20), 10 ** 18 * 10 ** 18, -(10 ** 20) // 7, (10 ** 20) % 7, hash(1) == hash(1.0))
# ---
result = (1 < 2 < 3, 1 < 3 < 2, 1 < 2 > 0, 3 > 2 != 4, not 1 > 2)
# ---
result = "a" + 1
# ---
result = 1 + "a"
# ---
result = [1] + (2,)
# ---
result = None + 1
# ---
result = "a" < 1
# ---
result = -"a"
# ---
x = 5
x += 2.5
x *= 2
x -= 1
x //= 3
result = x
# --- short circuit
def boom():
    raise RuntimeError("called")
result = (0 and boom(), 1 or boom(), "" or "x", [] and boom(), 1 and 2, None or 0)
# --- strings
result = ("abc"[1], "abc"[-1], "abcdef"[1:4], "abcdef"[::-1], "abcdef"[::2], "abcdef"[-3:], "abc" * 2, "b" in "abc")
# ---
result = "abc"[5]
# ---
result = ("Hello".lower(), "hello".upper(), "hello world".title(), " x ".strip(), "xxabxx".strip("x"), "a,b,c".split(","), "a b  c".split(), "a,b,c".split(",", 1), "a.b.c".rsplit(".", 1), "-".join(["a", "b"]))
# ---
result = ("abcabc".replace("b", "X"), "abcabc".replace("b", "X", 1), "abc".startswith(("x", "a")), "abc".endswith("bc"), "abc".find("c"), "abc".find("z"), "abcb".count("b"), "a-b".partition("-"), "42".zfill(5), "-42".zfill(5), "x".center(5, "*"), "12".isdigit(), "ab1".isalnum(), "ab".isalpha())
# ---
result = ["it's", 'say "hi"', "both ' and \"", "tab\tnew\nline", "back\\slash", "\x00", "é"]
# ---
result = f"{3.14159:.2f}|{42:5d}|{42:<5}|{42:^5}|{42:05d}|{'a':>3}|{1234567:,}|{0.25:.1%}|{255:x}|{255:#x}|{5:b}|{1e10:g}|{1e-5:.3e}|{3!r:>4}|{'s'!r}"
# ---
result = (f"{1.0}", f"{10.5:.0f}", f"{0.5:.0f}", f"{1.5:.0f}", f"{2.5:.0f}", f"{1234.5678:10.2f}", f"{-1.5:+.1f}", f"{1.5:+}", f"{float('nan'):.2f}", f"{float('inf')}", f"{12.0:.3g}", f"{0.0001234:g}", f"{123456789.0:g}", f"{100000.0:.3}", f"{12.0:.2}", f"{1234567.891:,.2f}")
# ---
width = 8
name = "x"
result = f"{name:>{width}}|{name=}|{1 + 1=}|{{}}|{name!s}"
# ---
result = ("%s %d %5.2f %r %%" % ("a", 3, 2.5, "b"), "%(x)s=%(y)03d" % {"x": "k", "y": 7}, "%-5s|" % "ab", "%x %e %g" % (255, 12345.678, 0.00001), "%s" % [1])
# ---
result = "%d" % "a"
# ---
result = "%s %s" % ("a",)
# ---
result = ("{} {}".format(1, 2), "{1} {0}".format("a", "b"), "{x:.2f}".format(x=1.5), "{0[1]} {0[0]}".format([1, 2]), "{:>5}|{:<5}|{:^5}".format(1, 2, 3), "{{}}".format())
# ---
result = (str(1.0), str([1, "a", None, True]), repr("a"), str((1,)), str({"a": 1}), str({1}), str(set()), repr(frozenset()), str(range(3)), str(range(0, 10, 2)), str(slice(1, 2)), str(...))
# --- lists and tuples
a = [3, 1, 2]
a.append(4)
a.extend([6, 5])
a.insert(0, 9)
b = a.pop()
c = a.pop(0)
a.remove(1)
result = (a, b, c, a.index(4), a.count(2), sorted(a, reverse=True), len(a))
# ---
a = [1, 2, 3, 4, 5]
a[1:3] = ["x"]
a[0] = 0
del a[-1]
a[::2] = [7, 8]
result = a
# ---
result = [1, 2][2]
# ---
result = (1, 2)[-3]
# ---
result = [1, 2]["a"]
# ---
a = [1, 2]
a[5] = 1
result = a
# ---
t = (1, 2)
t[0] = 3
result = t
# ---
result = (sorted(["b", "A", "c"], key=str.lower), sorted([3, 1, 2], key=lambda v: -v), list(reversed([1, 2, 3])), sorted({"b": 1, "a": 2}))
# ---
a, *b, c = [1, 2, 3, 4]
(d, e), f = (1, 2), 3
*g, = "ab"
result = (a, b, c, d, e, f, g)
# ---
a, b = [1, 2, 3]
result = a
# ---
a, b, c = 1, 2
result = a
# ---
a, b = 5
result = a
# ---
result = ([1, 2] == [1, 2.0], (1, 2) < (1, 3), [1, 2] < [1], (1, "a") == (1, "a"), [] == (), [1] * 3, (0,) * 2, 3 in [1, 2, 3], [*range(3), *"ab"])
# ---
a = b = []
b.append(1)
a += [2]
result = (a, b, a is b)
# ---
a = [[0] * 2] * 2
a[0][0] = 1
result = a
# ---
result = list(zip([1, 2, 3], "ab")) + list(enumerate("ab", 1)) + list(map(lambda x, y: x + y, [1, 2], [3, 4])) + list(filter(None, [0, 1, "", "a"]))
# ---
result = list(zip([1, 2], [1], strict=True))
# ---
result = (list(range(5)), list(range(2, 8, 3)), list(range(5, 0, -2)), len(range(0, 10, 3)), range(10)[3], range(10)[-1], range(10)[2:5], 5 in range(0, 10, 5), range(0))
# ---
result = range(1, 2, 0)
# --- dicts and sets
d = {"a": 1, **{"b": 2}, "a": 3}
d["c"] = 4
result = (d, d.get("z"), d.get("z", 0), list(d), list(d.values()), list(d.items()), "a" in d, len(d), d.pop("a"), d.setdefault("k", []), d | {"q": 1})
# ---
result = {}["missing"]
# ---
result = {[]: 1}
# ---
d = {1: "int", 1.0: "float", True: "bool"}
result = d
# ---
d = {(1, 2): "t", None: "n", 0: "z", False: "f"}
result = (d, d[1, 2])
# ---
d = {"a": 1}
d.update({"b": 2}, c=3)
del d["a"]
result = (d, dict(x=1), dict([("k", "v")]), dict(zip("ab", [1, 2])), {k: v for v, k in enumerate("xy")})
# ---
d = {}
for k in {"a": 1, "b": 2}:
    d[k] = k
for k in d:
    d[k + "x"] = 1
result = d
# ---
s = {1, 2, 2, 3}
s.add(4)
s.discard(9)
result = (sorted(s), len(s), sorted(s & {1, 9}), sorted(s | {9}), sorted(s - {1}), sorted(s ^ {1, 9}), {1} <= s, {1, 2} == {2, 1}, s.issuperset({1}), frozenset([1]) == {1})
# --- scopes
result = []
for i in range(3):
    result.append(lambda: i)
result = [f() for f in result]
# ---
fs = [lambda i=i: i for i in range(3)]
result = [f() for f in fs]
# ---
def f(x, acc=[]):
    acc.append(x)
    return acc
f(1)
result = f(2)
# ---
x = 10
def f():
    print(x)
    x = 5
result = f()
# ---
def f():
    def g():
        return y
    y = 3
    return g()
result = f()
# ---
def f():
    def g():
        return y
    r = g()
    y = 3
    return r
result = f()
# ---
def counter():
    n = 0
    def inc():
        nonlocal n
        n += 1
        return n
    return inc
c = counter()
result = (c(), c(), counter()())
# ---
total = 0
def add(v):
    global total
    total += v
add(2)
add(3)
result = total
# ---
x = 1
class A:
    x = 2
    def get(self):
        return x
    y = [x for _ in range(2)]
    z = x
result = (A().get(), A.y, A.z)
# ---
x = "outer"
result = ([x for x in range(2)], x)
# ---
result = [(x, y) for x in range(3) if x % 2 == 0 for y in range(x)]
# ---
result = ({x % 2 for x in range(5)}, {x: x * x for x in range(3)}, sum(x for x in range(4)), any(x > 2 for x in range(4)), all([]))
# ---
result = [y := 1, y ** 2, [last := v for v in range(3)], last]
# ---
def f():
    if (n := 10) > 5:
        return n
result = f()
# ---
def f():
    return undefined_name
result = f()
# ---
def f():
    del x
    return x
x = 1
result = f()
# --- calls
def f(a, b=2, *args, c, d=4, **kw):
    return (a, b, args, c, d, kw)
result = (f(1, c=3), f(1, 2, 3, 4, c=5, e=6), f(*[1, 2], **{"c": 3}), f(c=1, a=2))
# ---
def my_loss(y_true, y_pred, alpha):
    return alpha
result = my_loss(1, 2)
# ---
def my_loss(y_true, y_pred):
    return 0
result = my_loss()
# ---
def f(a, b, c):
    return 0
result = f()
# ---
def f(a):
    return a
result = f(1, 2)
# ---
def f(a, b=1):
    return a
result = f(1, 2, 3)
# ---
def f():
    return 1
result = f(1)
# ---
def f(a):
    return a
result = f(b=1)
# ---
def f(a):
    return a
result = f(1, a=2)
# ---
def f(a, /, b):
    return (a, b)
result = f(a=1, b=2)
# ---
def f(*, key):
    return key
result = f()
# ---
def f(a, *, key=1):
    return key
result = f(1, 2, key=3)
# ---
class A:
    def m(self, x):
        return x
result = A().m()
# ---
class A:
    def __init__(self, x):
        self.x = x
result = A()
# ---
class A:
    pass
result = A(1)
# ---
result = (lambda x, y=2, *z, **k: (x, y, z, k))(1, 3, 4, w=5)
# ---
result = (5)()
# ---
def f():
    def inner(a):
        return a
    return inner
result = f()()
# ---
def f(x, *, y: int = 3) -> int:
    """Doc."""
    return x + y
result = (f.__name__, f.__doc__, f(1), f(1, y=1))
# --- classes
class Base:
    kind = "base"
    def __init__(self, n):
        self.n = n
    def double(self):
        return self.n * 2
    def who(self):
        return "base"
class Derived(Base):
    def __init__(self, n, extra=0):
        super().__init__(n + extra)
    def who(self):
        return "derived of " + super().who()
d = Derived(3, extra=1)
result = (d.double(), d.who(), d.kind, isinstance(d, Base), issubclass(Derived, Base), type(d).__name__, Derived.__mro__[1].__name__)
# ---
class A:
    def f(self): return ["A"]
class B(A):
    def f(self): return ["B"] + super().f()
class C(A):
    def f(self): return ["C"] + super().f()
class D(B, C):
    def f(self): return ["D"] + super(D, self).f()
result = (D().f(), [c.__name__ for c in D.__mro__])
# ---
class A: pass
class B(A): pass
class C(A, B): pass
result = C
# ---
class P:
    def __init__(self): self._v = 1
    @property
    def v(self): return self._v
    @v.setter
    def v(self, value): self._v = value * 10
    @staticmethod
    def s(x): return x + 1
    @classmethod
    def make(cls): return cls()
p = P()
p.v = 5
result = (p.v, P.s(1), p.s(2), P.make().v)
# ---
class P:
    @property
    def v(self): return 1
p = P()
p.v = 2
result = p
# ---
class V:
    def __init__(self, x): self.x = x
    def __add__(self, o): return V(self.x + (o.x if isinstance(o, V) else o))
    def __radd__(self, o): return V(o + self.x)
    def __mul__(self, k): return V(self.x * k)
    def __neg__(self): return V(-self.x)
    def __eq__(self, o): return self.x == o.x
    def __lt__(self, o): return self.x < o.x
    def __repr__(self): return f"V({self.x})"
    def __getitem__(self, i): return self.x + i
    def __len__(self): return 3
    def __call__(self, y): return self.x * y
    def __contains__(self, y): return y == self.x
    def __bool__(self): return self.x > 0
    def __iter__(self): return iter([self.x, self.x + 1])
v = V(2)
result = (v + V(3), v + 1, 1 + v, v * 2, -v, v == V(2), v != V(2), v < V(3), v > V(1), v[5], len(v), v(4), 2 in v, bool(V(0)), list(v), sorted([V(3), V(1)]), sum([V(1), V(2)]), str(v), max(V(1), V(5)))
# ---
class A:
    def __init__(self): self.a = 1
    def __getattr__(self, name): return name.upper()
a = A()
result = (a.a, a.missing, hasattr(a, "x"), getattr(a, "q"))
# ---
class A: pass
result = A().missing
# ---
class A: pass
result = A.missing
# ---
a = (1, 2)
result = a.x
# ---
class A:
    items = []
    def add(self, x): self.items.append(x)
a, b = A(), A()
a.add(1)
b.add(2)
setattr(a, "y", 5)
result = (A.items, a.y, hasattr(b, "y"), getattr(b, "y", None), vars is not None)
# ---
class Counter:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n
result = list(Counter(3))
# ---
class Outer:
    class Inner:
        v = 7
    def make(self): return Outer.Inner().v
result = Outer().make()
# ---
def deco(f):
    def wrapper(*a, **k):
        return ("wrapped", f(*a, **k))
    return wrapper
def tagged(tag):
    def d(f):
        return lambda *a: (tag, f(*a))
    return d
@deco
@tagged("t")
def g(x): return x
result = g(1)
# ---
class A:
    def __eq__(self, other): return NotImplemented
result = (A() == 1, A() != 1)
# --- control flow
out = []
for i in range(5):
    if i == 1: continue
    if i == 3: break
    out.append(i)
else:
    out.append("else")
for _ in []: pass
else: out.append("done")
n = 0
while n < 3:
    n += 1
else:
    out.append(n)
result = out
# ---
def f(x):
    try:
        return 10 / x
    except ZeroDivisionError as e:
        return str(e)
    finally:
        log.append(x)
log = []
result = (f(0), f(5), log)
# ---
def f():
    for i in range(3):
        try:
            continue
        finally:
            out.append(i)
    try:
        pass
    except ValueError:
        pass
    else:
        out.append("else")
    return out
out = []
result = f()
# ---
def f():
    try:
        raise ValueError("a")
    finally:
        return "swallowed"
result = f()
# ---
try:
    try:
        raise KeyError("k")
    except ValueError:
        result = 1
    except (KeyError, TypeError) as e:
        result = (type(e).__name__, e.args, str(e), repr(e))
        raise
except LookupError as e:
    result = (result, "again")
# ---
class MyError(ValueError):
    def __init__(self, code):
        super().__init__(f"code {code}")
        self.code = code
try:
    raise MyError(5)
except ValueError as e:
    result = (e.code, str(e), isinstance(e, MyError))
# ---
def f():
    raise ValueError("bad thing")
result = f()
# ---
def f(x):
    assert x > 0, "x must be positive"
    return x
result = f(-1)
# ---
def f(x):
    assert x
result = f(0)
# ---
def f():
    raise NotImplementedError
result = f()
# ---
def f():
    raise 5
result = f()
# ---
class Manager:
    def __init__(self, log): self.log = log
    def __enter__(self):
        self.log.append("enter")
        return self
    def __exit__(self, kind, value, tb):
        self.log.append(kind.__name__ if kind else None)
        return True
def run():
    log = []
    with Manager(log) as m:
        log.append("body")
        raise ValueError("x")
    with Manager(log), Manager(log):
        pass
    return log
result = run()
# ---
def gen(n):
    for i in range(n):
        got = yield i
        if got:
            yield got
    return "end"
g = gen(3)
result = (next(g), g.send("hi"), next(g), list(g), list(gen(2)))
# ---
def inner():
    yield 1
    return 2
def outer():
    r = yield from inner()
    yield r
    yield from [7, 8]
result = list(outer())
# ---
def naturals():
    n = 0
    while True:
        yield n
        n += 1
result = [v for v, _ in zip(naturals(), range(3))]
# ---
g = (x * x for x in range(3))
result = (next(g), list(g), list(g), next(g, "empty"))
# ---
result = next(iter([]))
# ---
x = 5
result = "big" if x > 3 else "small", [1, 2][x > 3], (x if x else None)
# ---
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
result = fib(15)
# ---
def f(n): return f(n + 1)
try:
    f(0)
except RecursionError as e:
    result = str(e)[:32]
# --- types
result = (isinstance(1, int), isinstance(True, int), isinstance(1.0, (int, float)), isinstance("a", str), isinstance(None, type(None)), type(1) is int, type([]) == list, callable(len), callable(5), bool([]), bool("a"), bool(0.0))
# ---
result = (type(1).__name__, type("").__name__, type(None).__name__, type(1.5), type([]), type(lambda: 0).__name__)
# ---
result = len(5)
# ---
for x in 5:
    pass
result = x
# ---
result = (list("abc"), tuple([1, 2]), set([1]), dict(a=1), str(5), float(3), int("3"), bool(1), list({"a": 1}), tuple(x for x in "ab"))
# ---
result = (1 is 1, None is None, [] is [], "a" is not None, (1 in (1, 2)), "x" not in "abc")
# ---
result = (chr(97), ord("a"), hex(255), bin(5), oct(8), pow(2, 3), pow(2, 10, 1000), divmod(7, 3))
# --- standard library
import math
result = (math.pi, math.sqrt(16), math.log(math.e), math.log(8, 2), math.floor(-1.5), math.ceil(1.2), math.inf, math.isnan(math.nan), math.factorial(5), math.prod([1, 2, 3]), math.gcd(12, 18), math.exp(0), math.hypot(3, 4), math.isclose(0.1 + 0.2, 0.3), math.trunc(-2.7), math.copysign(1, -0.0), math.fsum([0.1] * 10))
# ---
import math
result = math.sqrt(-1)
# ---
import math
result = math.log(0)
# ---
from functools import partial, reduce, wraps, lru_cache
def f(a, b, c=3): return (a, b, c)
@lru_cache(maxsize=None)
def slow(n): return n + 1
def deco(fn):
    @wraps(fn)
    def inner(*a): return fn(*a)
    return inner
@deco
def named(): return 1
result = (partial(f, 1, c=5)(2), reduce(lambda a, b: a * b, [1, 2, 3, 4]), reduce(lambda a, b: a + b, [], 7), slow(1), named.__name__)
# ---
import itertools
result = (list(itertools.chain([1], [2, 3])), list(itertools.product("ab", [1, 2])), list(itertools.combinations(range(3), 2)), list(itertools.permutations([1, 2])), list(itertools.accumulate([1, 2, 3])), list(itertools.islice(itertools.count(5), 2)), list(itertools.zip_longest([1, 2], [3], fillvalue=0)), list(itertools.repeat(1, 2)), list(itertools.starmap(pow, [(2, 3)])))
# ---
from dataclasses import dataclass, field
@dataclass
class Config:
    alpha: float = 0.25
    gamma: float = 2.0
    tags: list = field(default_factory=list)
a, b = Config(0.5), Config(gamma=1)
a.tags.append(1)
result = (a, b, a == Config(0.5, 2.0, [1]), a.alpha)
# ---
import operator
from typing import Optional, List, TYPE_CHECKING
from collections import OrderedDict
from abc import ABC, abstractmethod
class Shape(ABC):
    @abstractmethod
    def area(self): ...
class Square(Shape):
    def area(self) -> Optional[List[int]]: return 4
result = (operator.add(1, 2), operator.itemgetter(1)([5, 6]), TYPE_CHECKING, OrderedDict(a=1)["a"], Square().area())
# ---
from abc import ABC, abstractmethod
class Shape(ABC):
    @abstractmethod
    def area(self): ...
result = Shape()
# --- module order
x = 1
y = x
x = 2
result = (x, y)
# ---
values = []
values.append(1)
if len(values) > 0:
    mode = "some"
else:
    mode = "none"
for k in range(3):
    values.append(k)
result = (values, mode)
# ---
try:
    import not_a_module_at_all
    have = True
except ImportError:
    have = False
result = 1 if have in (True, False) else 0
# ---
table = {}
def register(f):
    table[f.__name__] = f
    return f
@register
def one(): return 1
@register
def two(): return 2
result = sorted(table)
# ---
result = print("to the log") is None
# ---
def f(**kwargs):
    return kwargs
result = f(**{"a": 1}, b=2)
# ---
def f(a):
    return a
result = f(**{"a": 1}, a=2)
# ---
x: int = 3
y: "undefined_type" = 4
result = x + y
# ---
a = [1, 2, 3]
for i, v in enumerate(a):
    if i < 3:
        a.append(v * 10)
result = a
# ---
matrix = [[1, 2], [3, 4]]
result = ([list(row) for row in zip(*matrix)], [x for row in matrix for x in row], sum(map(sum, matrix)))
# ---
s = "x"
result = (s.__class__.__name__, "a" "b", "multi\
line", r"\n", """tri
ple""")
# ---
result = (0.1 * 3, 1 - 0.9, 1e-7 * 1e-7, 3 * 1.1, 100 * 1.1, 1e308 * 10, 2 ** 0.5, 7 / 3, 1 / 49 * 49)
# ---
del_me = 1
del del_me
result = del_me
# --- match
def kind(x):
    match x:
        case 0:
            return "zero"
        case 1 | 2:
            return "few"
        case -1:
            return "minus"
        case "a" | "b":
            return "letter"
        case None:
            return "none"
        case [first, *rest] if first == 9:
            return ("nine", rest)
        case (a, b):
            return ("pair", a, b)
        case []:
            return "empty"
        case other:
            return ("other", other)
result = [kind(v) for v in (0, 1, 2, -1, "b", None, [9, 8, 7], (1, 2), [], 5.5, True, "zz")]
# --- bound methods of strings and numbers are keys, the same one for the same string
text = "x"
named = {text.upper: 1, text.lower: 2, (1).bit_length: 3}
result = (len(named), named[text.upper], named[text.lower], "y".upper in named, {text.upper, text.upper} == {text.upper})
