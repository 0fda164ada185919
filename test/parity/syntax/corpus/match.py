match x:
    # a comment before the first case

    case 1:
        pass

match (a, *b), c:

    case [x, *rest] if x: pass
    case {"k": v, **others} | {"l": v, **others}: pass
    case Point(x=0) as p, -1 | 2.5 | 1 + 2j | "s" "t": pass
    case a.b.c: pass
    case _: pass
match w := x,:
    case y as v,: z = 0
match *a, b:
    case (): pass
match {}:
    case {}: pass
match -x:
  case None | True | False:
    match x:
	# a tab
      case [[y]]: pass
match = 1
match[0] = case = 2
match.x(match, case)
match(x)
match * a, b
match: int = 3
case: str = ""
def f(match, case=1):
    case(match)
    return match
print(match.match(case))
