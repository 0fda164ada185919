/** Builds elements. Text is always text: nothing of the user's code is read as markup. */

type Attribute = string | number | boolean | null | undefined | ((event: never) => void);
type Child = Node | string | null | undefined | false;

/** `on…` are listeners, booleans are present or absent, everything else is an attribute. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, Attribute> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value as EventListener);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  for (const child of children) if (child !== null && child !== undefined && child !== false) element.append(child);
  return element;
}

/** Words in which `code` between backticks is shown as code. */
export function withCode(text: string): Child[] {
  return text.split(/`([^`]+)`/).map((part, index) => (index % 2 === 1 ? h("code", { dir: "ltr" }, part) : part));
}

/** Replaces what is in an element, only if what it is made from has changed: focus and selection stay. */
export function fill(element: Element, key: unknown, build: () => Child[]): void {
  const text = JSON.stringify(key);
  if (filled.get(element) === text) return;
  filled.set(element, text);
  const focused = document.activeElement;
  const place = focused === null ? -1 : focusable(element).indexOf(focused);
  element.replaceChildren(...build().filter((child) => child !== null && child !== undefined && child !== false));
  if (focused === null || place < 0) return;
  // Whoever is here by keyboard stays: on what has the same name, else on what stands in the same place.
  const now = focusable(element);
  const heir = now.find((one) => nameOf(one) === nameOf(focused)) ?? now[Math.min(place, now.length - 1)];
  if (heir instanceof HTMLElement) heir.focus({ preventScroll: true });
}

function focusable(element: Element): Element[] {
  return [...element.querySelectorAll("button, select, input, [tabindex]")];
}

function nameOf(element: Element): string {
  return element.id || (element.getAttribute("aria-label") ?? element.textContent ?? "");
}

const filled = new WeakMap<Element, string>();
