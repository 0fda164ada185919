def f(x):
    a = 1

    return a

class A:
    x = 1

    def g(self):
        pass
    
    y = (1,
  2)
def h(): pass
@d
def i(): pass
match x:
    case 1: pass
