x = f'{3,}' f"{a, b,!r:>{w},}" rf'\{x}' u"é" "𝔘", y
z = f"{x=}" f'{x = !r}' f'{x:=5}' f'{x!=y}' f'{(x:=5)}' f'{{{x}}}' f"{x!r:{'>'}{10}}"
w = f"{f'{f"{a}"}'}" f'{d["k"]:%Y-%m-%d}' f"{lambda_ if a else b}"
v = f"{(
    1 +
    2  # a comment
)}" f'{
    a
}' f"{'''
'''}"
u = f"""
{a:
}{b
} {c!r}""", é
def g():
    f'{yield}' f'{yield y * 2}' f"{await_, *b}"
    s = "a" \
        'b' \
        f"{c}"
    return s
t = b"\x00" br'\x' rb"""a
b""" b''
