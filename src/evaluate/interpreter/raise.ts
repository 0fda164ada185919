/** Python's exceptions, as the interpreter raises them. */

import { PythonError } from "../failure.ts";

export const typeError = (message: string): PythonError => new PythonError("TypeError", message);
export const valueError = (message: string): PythonError => new PythonError("ValueError", message);
export const nameError = (name: string): PythonError => new PythonError("NameError", `name '${name}' is not defined`);
export const indexError = (message: string): PythonError => new PythonError("IndexError", message);
export const attributeError = (message: string): PythonError => new PythonError("AttributeError", message);
export const overflowError = (message: string): PythonError => new PythonError("OverflowError", message);
export const zeroDivision = (message: string): PythonError => new PythonError("ZeroDivisionError", message);
