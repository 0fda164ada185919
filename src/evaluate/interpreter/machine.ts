/** The machine in full, a module of the workspace and a frame: what the parts of the interpreter work on. */

import type { Expression, Module, Statement } from "../../python/ast.ts";
import type { ScopeNames } from "./bindings.ts";
import type { FunctionValue, Machine, ModuleValue, Value } from "./values.ts";

/** How a block ended, where it did not run to its end. */
export type Completion = "break" | "continue" | "return" | undefined;

/** The machine with all that statements, calls and imports need. */
export interface Interpreter extends Machine {
  // The parts of the interpreter that need one another reach each other through the machine.
  evaluate(node: Expression, frame: Frame): Value;
  execute(statements: readonly Statement[], frame: Frame): Completion;
  executeStatement(statement: Statement, frame: Frame): Completion;
  /** Told of the value of each expression, and of what is stored under a name. */
  watch: ((node: Expression, value: Value, isStored: boolean) => void) | undefined;
  /** The expression that is being evaluated for `watch` already. */
  watched: Expression | undefined;
  /** The workspace's modules by path, as far as they were imported. */
  readonly modules: Map<string, ModuleEnvironment>;
  /** How many `try` statements that expect an ImportError the running statement stands in. */
  optionalImports: number;
  /** A workspace module by path, or undefined where no such file was given. */
  moduleAt(path: string): ModuleEnvironment | undefined;
}

/** A module of the workspace: what it is made of, and its globals, made as they are needed. */
export interface ModuleEnvironment {
  readonly path: string;
  readonly name: string;
  readonly tree: Module;
  readonly globals: Map<string, Value>;
  readonly frame: Frame;
  readonly value: ModuleValue;
  /** Modules whose names a star import brought in, the latest last. */
  readonly stars: (string | ModuleEnvironment)[];
  /** The value of a global or built-in name as the module's code sees it. */
  read(name: string): Value | undefined;
  /**
   * The value that a global has when the top-level statement at `place` is about to run; that statement and those after
   * it run then. Asked before anything else is.
   */
  readBefore(name: string, place: number): Value | undefined;
  /** The value of a name that the module itself has, for `module.name` and `from module import name`. */
  member(name: string): Value | undefined;
  /** Runs the statements that the names depend on, where they have not run yet. */
  demand(names: Iterable<string>): void;
}

/** A running function, class body, module or comprehension: its variables and where it looks further. */
export interface Frame {
  readonly machine: Interpreter;
  readonly kind: "module" | "function" | "class" | "comprehension";
  readonly module: ModuleEnvironment;
  readonly names: ScopeNames;
  readonly variables: Map<string, Value>;
  /** The frame that encloses it in the source; undefined for a module. */
  readonly parent: Frame | undefined;
  /** For messages and `super()`. */
  readonly function: FunctionValue | undefined;
  readonly qualifiedName: string;
  /** A class body's class, once it is made: what `super()` without arguments means by `__class__`. */
  madeClass?: Value;
  /** What AutoGraph's branches returned that may or may not be taken. */
  pending?: Value[];
  /** What `return` returned. */
  result: Value;
}
