def f(): return 1;
class A: x = 1; y = 2;
if a: pass;
else: pass ; 
def g(
        a, /, b: int = 1, *args: *Ts, c, **kwargs: dict) -> "x": \
    return a
try: pass
except* A as e: pass
finally: pass
class A[T: (int, str) = "a,b", *Ts = *tuple[int], **P = [int, str]](Base[T], metaclass=M, **kw):
    def m[U](self: U, *a: *Ts) -> T: ...
type X[T] = list[T]
type = 1
@d := null
@lambda f: null(f)
@(yield_ if a else b)
@x[0].y
@a.b(c)(d)
async def h():
    async with a as b, c as (d, e): pass
    async for x in y: await z
    return [x async for x in y if await x]
