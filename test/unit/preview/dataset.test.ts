/** How many rows have which loss. */
import { expect, test } from "vitest";
import { datasetPicture } from "../../../src/preview/plot/dataset.ts";
import { someRows } from "../../page/canned-views.ts";

test("no axis counts halves of rows", () => {
  const [loss, yTrue, yPred] = [someRows.loss, someRows.yTrue, someRows.yPred].map((all) => all.slice(0, 3));
  const three = { ...someRows, rows: 3, loss: loss!, yTrue: yTrue!, yPred: yPred! };
  const { scene } = datasetPicture(three, { width: 600, height: 300, title: "my_loss" });
  const numbers = scene.items.flatMap((item) =>
    item.kind === "text" && item.anchor === "end" && item.x <= 40 ? [item.text] : [],
  );
  expect(numbers.length).toBeGreaterThan(1);
  for (const text of numbers) expect(text).toMatch(/^\d+$/);
});
