match x:

    # c

    case 1: pass
match (a, *b), c:
    case [x, y] if x: pass
@d := null
def f(): pass
@lambda f: f
class A[T = int, *Ts = *tuple[int], **P = [int]]: pass
def g[T: (int, str) = "a,b", U](x: T) -> U: pass
type X[T = int, U = str] = T
x = f'{3,}' f"{a, b,!r:>{w},}"
def h():
    y = 1

    return y
y = 3
if a: pass; 
x = 1;
class B:
    def f(self): return 1;
    x: int = 3;
for *a, b in c, *d: pass
print(*a, sep='')
async def q():
    async with a as b, c as (d, e): pass
    async for x in y: pass
    return [x async for x in y if await x]
def z(a, b=(yield)): pass
x[a:=1, b:=2, *c]
with (open(a) as b, open(c) as d,): pass
with (a, b): pass
with (a): pass
with (yield x) as y: pass
lambda *, a=1, **k: 0
lambda *a, b: (a, b)
global_ = 1
try: pass
except* (A, B) as e: pass
del (a), b[1], (c, d)
a = b = yield
a: int
(a): int = 1
x = not a in b
x = a if b else c if d else e
x = *a, b
return_ = {**a, 'x': 1, **b}
{*a, *b}
f(x for x in y)
f(a, (x for x in y))
assert x, "msg"
raise A from B
nonlocal_ = 0
x = (yield from a)
0x_ff + 0b1 + 0o7 + 1_000.0_1e-1_0j

x = y not in {1, z := 3 // w(2, 3)}
{a := 1, 2}
{1, b := 2, c := lambda: 3, *d}
{1, e := [2, 3], f := g if h else {i, j}}
{k := l(m) for m in n if k}
any(o := p(q) for q in r)
