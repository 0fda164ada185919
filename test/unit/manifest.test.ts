import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import written from "../../package.json" with { type: "json" };
import words from "../../package.nls.json" with { type: "json" };

const root = join(import.meta.dirname, "../..");
/** With the words that VS Code puts in the place of keys. */
const manifest: typeof written = JSON.parse(
  JSON.stringify(written).replace(/"%([^%"]+)%"/g, (_, key: keyof typeof words) => JSON.stringify(words[key])),
);
const { contributes } = manifest;
const source = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts"))
  .map((path) => readFileSync(join(root, "src", path), "utf8"))
  .join("\n");

interface Setting {
  readonly type: string;
  readonly default: unknown;
  readonly enum?: readonly string[];
  readonly enumItemLabels?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly order: number;
}

const sections: readonly { title: string; order: number; properties: Readonly<Record<string, Setting>> }[] =
  contributes.configuration as never;
const settings = sections.flatMap(({ properties }) => Object.entries(properties));
const commands = new Set(contributes.commands.map(({ command }) => command));

test("settings stand in groups, in an order that somebody chose", () => {
  expect(sections.map(({ order }) => order)).toEqual(sections.map((_, index) => index + 1));
  for (const { title, properties } of sections) {
    expect(title).toMatch(/^[A-Z]/);
    const orders = Object.values(properties).map(({ order }) => order);
    expect(orders, title).toEqual(orders.map((_, index) => index + 1));
  }
});

test.each(settings)("%s is read, described, and its choices are in words", (name, setting) => {
  expect(source).toContain(`"${name.replace("lossLens.", "")}"`);
  expect(setting.description ?? setting.markdownDescription).toMatch(/^[A-Z].*\.$/s);
  if (setting.enum === undefined) return;
  expect(setting.enum.toSorted()).not.toEqual(["off", "on"]);
  expect(setting.enumItemLabels).toHaveLength(setting.enum.length);
  expect(setting.enumDescriptions).toHaveLength(setting.enum.length);
  for (const label of setting.enumItemLabels!) expect(label).toMatch(/^[A-Z][\w .]*$/);
  expect(setting.enum).toContain(setting.default);
});

test.each([...commands])("%s is there when the extension is", (command) => {
  expect(source).toContain(`"${command}"`);
});

test("menus, keys and the walkthrough name only commands that there are", () => {
  const inMenus = Object.values(contributes.menus).flatMap((items) =>
    items.flatMap((item) => ("command" in item ? [item.command as string] : [])),
  );
  const inSteps = contributes.walkthroughs.flatMap(({ steps }) =>
    steps.flatMap(({ description, ...step }) => [
      ...[...description.matchAll(/\(command:(lossLens\.\w+)/g)].map(([, command]) => command!),
      ...("completionEvents" in step
        ? step.completionEvents!.map((event: string) => event.replace(/^onCommand:/, ""))
        : []),
    ]),
  );
  const inKeys = contributes.keybindings.map(({ command }) => command);
  for (const command of [...inMenus, ...inSteps, ...inKeys]) expect(commands).toContain(command);
  expect(inSteps.length).toBeGreaterThanOrEqual(4);
});

test("the walkthrough's four steps have a picture for each kind of theme, and say what it shows", () => {
  const [walkthrough] = contributes.walkthroughs;
  expect(walkthrough!.steps).toHaveLength(4);
  for (const { media } of walkthrough!.steps) {
    for (const picture of Object.values(media.image)) expect(existsSync(join(root, picture)), picture).toBe(true);
    expect(media.altText.length).toBeGreaterThan(20);
  }
});

test("what VS Code shows as plain text has no Markdown's marks of code", () => {
  const marked = ["package.nls.json", "package.nls.zh-cn.json"].flatMap((file) =>
    Object.entries(JSON.parse(readFileSync(join(root, file), "utf8")) as Record<string, string>)
      .filter(([, text]) => text.includes("`"))
      .map(([key]) => key),
  );
  const manifest = readFileSync(join(root, "package.json"), "utf8");
  const isMarkdown = (key: string): boolean => manifest.includes(`"markdownDescription": "%${key}%"`);
  expect(marked.filter((key) => !isMarkdown(key))).toEqual([]);
});

test("the README installs this version", () => {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const named = [...readme.matchAll(/(?:rev: v|loss-lens@v|loss-lens-)(\d+\.\d+\.\d+)/g)].map(([, version]) => version);
  expect(named.length).toBeGreaterThan(2);
  expect(new Set(named)).toEqual(new Set([manifest.version]));
});
