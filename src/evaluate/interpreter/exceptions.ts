/** Python's exception classes, and the passage between what is thrown here and what `except` catches. */

import { PythonError } from "../failure.ts";
import { type AnyClass, isSubclass, objectClass, resolutionOrder } from "./classes.ts";
import { tuple } from "./dict.ts";
import { refuseOpaque } from "./module-values.ts";
import { typeError } from "./raise.ts";
import { lastPart } from "./type-names.ts";
import type { Instance, Machine, NativeClass, Value } from "./values.ts";

/** Each class after the one that it derives from. */
const hierarchy = `
BaseException object
Exception BaseException
KeyboardInterrupt BaseException
SystemExit BaseException
GeneratorExit BaseException
ArithmeticError Exception
FloatingPointError ArithmeticError
OverflowError ArithmeticError
ZeroDivisionError ArithmeticError
AssertionError Exception
AttributeError Exception
BufferError Exception
EOFError Exception
ImportError Exception
ModuleNotFoundError ImportError
LookupError Exception
IndexError LookupError
KeyError LookupError
MemoryError Exception
NameError Exception
UnboundLocalError NameError
OSError Exception
FileNotFoundError OSError
RuntimeError Exception
NotImplementedError RuntimeError
RecursionError RuntimeError
StopIteration Exception
SyntaxError Exception
TypeError Exception
ValueError Exception
UnicodeError ValueError
Warning Exception
DeprecationWarning Warning
FutureWarning Warning
RuntimeWarning Warning
UserWarning Warning
OpError Exception
InvalidArgumentError OpError
NotFoundError OpError
OutOfRangeError OpError
UnimplementedError OpError
`;

function exceptionClass(name: string, base: NativeClass): NativeClass {
  const made: NativeClass = {
    type: "nativeClass",
    name,
    bases: [base],
    attributes: new Map(),
    construct: ({ positional }) => ({
      type: "instance",
      class: made,
      attributes: new Map<string, Value>([["args", tuple(positional)]]),
    }),
    initialize: (self, { positional }) => {
      self.attributes.set("args", tuple(positional));
    },
  };
  return made;
}

function makeHierarchy(): ReadonlyMap<string, NativeClass> {
  const classes = new Map<string, NativeClass>([["object", objectClass]]);
  for (const line of hierarchy.trim().split("\n")) {
    const [name, base] = line.split(" ") as [string, string];
    classes.set(name, exceptionClass(name, classes.get(base)!));
  }
  classes.delete("object");
  return classes;
}

/** Python's exception classes by name, TensorFlow's error classes among them. */
export const exceptionClasses = makeHierarchy();

const baseException = exceptionClasses.get("BaseException")!;
const plainException = exceptionClasses.get("Exception")!;
const others = new Map<string, NativeClass>();

/** The class of an exception that a native raised by name. */
function classNamed(name: string): NativeClass {
  const known = exceptionClasses.get(name) ?? others.get(name);
  if (known) return known;
  const made = exceptionClass(name, plainException);
  others.set(name, made);
  return made;
}

export function isExceptionClass(cls: AnyClass): boolean {
  return isSubclass(cls, baseException);
}

export function isExceptionInstance(value: Value): boolean {
  return exceptionIn(value) !== undefined;
}

function exceptionIn(value: Value): Instance | undefined {
  if (value === null || typeof value !== "object" || value.type !== "instance") return undefined;
  return isExceptionClass(value.class) ? value : undefined;
}

/** An exception that has its object already: the program raised it, or it holds more than a message. */
class RaisedObject extends PythonError {
  readonly instance: Instance;
  constructor(instance: Instance, machine: Machine) {
    super(lastPart(instance.class.name), machine.str(instance));
    this.instance = instance;
  }
}

/** The object that `except … as e` binds. */
export function exceptionInstance(error: PythonError): Instance {
  if (error instanceof RaisedObject) return error.instance;
  return {
    type: "instance",
    class: classNamed(error.exception),
    attributes: new Map<string, Value>([["args", tuple(error.message === "" ? [] : [error.message])]]),
  };
}

/** What is thrown for `raise value`: a class is called first. */
export function raised(machine: Machine, value: Value): PythonError {
  let made = value;
  if (value !== null && typeof value === "object" && (value.type === "class" || value.type === "nativeClass")) {
    made = machine.call(value, { positional: [], keywords: new Map() });
  }
  const instance = exceptionIn(made);
  if (instance === undefined) throw typeError("exceptions must derive from BaseException");
  return new RaisedObject(instance, machine);
}

/** A KeyError holds its key, so that `e.args[0]` is it. */
export function keyError(machine: Machine, key: Value): PythonError {
  const instance: Instance = {
    type: "instance",
    class: classNamed("KeyError"),
    attributes: new Map<string, Value>([["args", tuple([key])]]),
  };
  return new RaisedObject(instance, machine);
}

/** Whether `except expected:` catches the exception. */
export function isCaughtBy(instance: Instance, expected: Value): boolean {
  if (expected !== null && typeof expected === "object") {
    if (expected.type === "tuple") return expected.items.some((each) => isCaughtBy(instance, each));
    if (expected.type === "class" || expected.type === "nativeClass") {
      return resolutionOrder(instance.class).some(
        (each) =>
          each === expected ||
          (each.type === "nativeClass" &&
            expected.type === "nativeClass" &&
            lastPart(each.name) === lastPart(expected.name)),
      );
    }
    refuseOpaque(expected);
  }
  throw typeError("catching classes that do not inherit from BaseException is not allowed");
}
