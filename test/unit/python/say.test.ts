import { afterEach, expect, test } from "vitest";
import { listed, say, speakIn, together } from "../../../src/python/say.ts";

afterEach(() => speakIn({}));

test.each([
  ["下降了 {0} %", "99", "下降了 99 %"],
  ["下降了 {0} %", "超过 99", "下降了超过 99 %"],
  ["损失随 {0} 的变化", "y_pred", "损失随 y_pred 的变化"],
  ["损失随 {0} 的变化", "预测的概率", "损失随预测的概率的变化"],
  ["损失随 {0} 的变化", "y_pred（距离）", "损失随 y_pred（距离）的变化"],
  ["Keras 的 {0}", "我 的 {1}", "Keras 的我 的 {1}"],
  ["{1} of {0}", "超过", "{1} of 超过"],
])("a space between Chinese words is none: %s with %s", (words, value, said) => {
  speakIn({ words });
  expect(say("words", value)).toBe(said);
});

test("sentences stand together, and things in a list, as the language has it", () => {
  expect(together(["It falls.", "It has no gradient."])).toBe("It falls. It has no gradient.");
  expect(listed(["loss 1", "gradient 2"])).toBe("loss 1, gradient 2");
  speakIn({ "{0}, {1}": "{0}，{1}" });
  expect(together(["它下降。", "它没有梯度。"])).toBe("它下降。它没有梯度。");
  expect(together(["cannot be broadcast.", "只有直接调用才会。"])).toBe("cannot be broadcast. 只有直接调用才会。");
  expect(listed(["损失 1", "梯度 2"])).toBe("损失 1，梯度 2");
});
