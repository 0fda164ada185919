import { afterEach, expect, test } from "vitest";
import { wrapText } from "../../../src/preview/plot/words.ts";
import { say, sentenceOf, speakIn } from "../../../src/python/say.ts";

afterEach(() => speakIn({}));

test("a line breaks between words, and keeps every one of them", () => {
  const lines = wrapText("Loss 0.32, one number for the whole mask", 120, 12);
  expect(lines.length).toBeGreaterThan(1);
  expect(lines.join(" ")).toBe("Loss 0.32, one number for the whole mask");
});

test("Chinese breaks between characters, never before a full stop", () => {
  const text = "损失 0.32，整个掩码只有一个数。没有梯度：没有任何拉力。";
  for (let width = 40; width < 200; width += 7) {
    const lines = wrapText(text, width, 12);
    expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
    for (const line of lines) expect(line).not.toMatch(/^[，。：]/);
  }
});

test("what has no words in a language is said in English, values stand where the language has them", () => {
  speakIn({ "{0} is {1}": "{1} 是 {0}" });
  expect(say("{0} is {1}", "a", 2)).toBe("2 是 a");
  expect(say("{0} of {1}", "$1", "b")).toBe("$1 of b");
});

test("words become a sentence with the full stop of its language", () => {
  expect(sentenceOf("chosen here")).toBe("Chosen here.");
  expect(sentenceOf("")).toBe("");
  speakIn({ "{0}.": "{0}。" });
  expect(sentenceOf("根据损失函数选择")).toBe("根据损失函数选择。");
});
