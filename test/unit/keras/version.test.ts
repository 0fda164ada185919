import { describe, expect, test } from "vitest";
import { type KerasMajor, kerasVersion, readProject } from "../../../src/keras/version.ts";
import { indexModule } from "../../../src/losses/module-index.ts";
import { joinCells } from "../../../src/python/cells.ts";
import { parseModule } from "../../../src/python/parse.ts";

function ask(text: string, files: Record<string, string> = {}, folders: string[] = [], setting?: KerasMajor) {
  const { module } = parseModule(text);
  const project = readProject(
    Object.entries(files).map(([path, content]) => ({ path, text: content })),
    folders,
  );
  const { imports, attributes, calls } = indexModule(module);
  const { version, isKnown, evidence } = kerasVersion({
    module,
    imports,
    attributes,
    calls,
    project,
    setting,
    path: "loss.py",
  });
  return `${isKnown ? "" : "assumed "}${version}${isKnown ? ` ${evidence}` : ""}`;
}

const keras = "import keras\n";
const tensorFlow = "from tensorflow import keras\n";

test("without evidence Keras 3 is assumed", () => {
  expect(ask(keras)).toBe("assumed 3");
  expect(ask(keras, { "requirements.txt": "keras\nkeras>=2.4\ntensorflow\n" })).toBe("assumed 3");
});

test("the setting has the first word, the file's own imports the second", () => {
  expect(ask("from keras import ops\n", { "requirements.txt": "keras==2.3.1" }, [], "1")).toBe(
    "1 the setting says Keras 1",
  );
  expect(ask("import os\nfrom keras import ops\n", { "requirements.txt": "keras==2.3.1" })).toBe(
    "3 loss.py:2 from keras import ops",
  );
  expect(ask("from keras.objectives import mse\n")).toMatch(/^1 loss.py:1/);
  expect(ask("from keras.utils import np_utils\nimport tf_keras\n")).toMatch(/^2 loss.py:2/);
});

test("imports of a Keras in several branches of an if say nothing of which is meant", () => {
  const branches = (last: string): string =>
    `if on_tensorflow:\n    from tensorflow.keras import losses\nelif on_torch:\n    import torch\nelse:\n    ${last}\n`;
  expect(ask(branches("import keras_core"))).toBe("assumed 3");
  expect(ask(branches("import numpy") + keras.replace("keras", "keras_core"))).toBe("3 loss.py:7 import keras_core");
  expect(ask("if True:\n    from keras import ops\n")).toBe("3 loss.py:2 from keras import ops");
});

test("in a notebook the place is a cell, counted as the notebook counts them, and a line of it", () => {
  const cells = joinCells([
    { index: 1, text: "import os\nimport sys" },
    { index: 4, text: "# the loss\nfrom keras import ops" },
  ]);
  const { module } = parseModule(cells.text);
  const { imports } = indexModule(module);
  expect(kerasVersion({ module, imports, path: "loss.ipynb", cells }).evidence).toBe(
    "loss.ipynb:cell 5:2 from keras import ops",
  );
});

describe("pins", () => {
  test.each([
    ["requirements.txt", "numpy\n# keras==1.0\nkeras == 3.15  # new\n", "3 requirements.txt:3 keras == 3.15"],
    ["requirements-dev.txt", "keras[jax]<3\nkeras>=2.2\n", "2"],
    ["requirements.txt", "keras~=2.1\n", "2 requirements.txt:1 keras~=2.1"],
    ["requirements.txt", "keras>=3.0\n", "3"],
    ["requirements.txt", "Keras==1.2.2\n", "1"],
    ["environment.yml", "dependencies:\n  - python=3.9\n  - keras=2.4.3=py_0\n", "2 environment.yml:3"],
    ["environment.yml", "dependencies:\n  - pip:\n    - keras==3.1.0\n", "3 environment.yml:3 keras==3.1.0"],
    [
      "pyproject.toml",
      '[project]\ndependencies = [\n  "numpy",\n  "keras>=3,<4",\n]\n',
      "3 pyproject.toml:4 keras>=3,<4",
    ],
    ["pyproject.toml", '[tool.poetry.dependencies]\nkeras = "^2.3"\n', "2 pyproject.toml:2 keras ^2.3"],
    ["poetry.lock", '[[package]]\nname = "keras"\nversion = "2.15.0"\n', "2 poetry.lock:2 keras==2.15.0"],
    ["uv.lock", 'version = 1\n[[package]]\nname = "keras"\nversion = "3.3.3"\n', "3 uv.lock:3 keras==3.3.3"],
    ["Pipfile.lock", '{"default": {\n"keras": {"version": "==3.0.1"}}}', "3 Pipfile.lock:2 keras==3.0.1"],
  ])("%s: %j", (path, text, expected) => {
    expect(ask(keras, { [path]: text })).toMatch(new RegExp(`^${expected.replace(/[[\].^$]/g, "\\$&")}`));
  });

  test("TensorFlow 2.16 brings Keras 3, earlier ones Keras 2", () => {
    expect(ask(tensorFlow, { "requirements.txt": "tensorflow==2.15.0" })).toMatch(/^2 /);
    expect(ask(tensorFlow, { "requirements.txt": "tensorflow>=2.16" })).toMatch(/^3 /);
    expect(ask(tensorFlow, { "requirements.txt": "tensorflow>=2.0" })).toBe("assumed 3");
    expect(ask(tensorFlow, { "requirements.txt": "tensorflow-gpu==1.15" })).toMatch(/^2 /);
  });

  test("a lock file is believed before a requirement, a requirement before what is installed", () => {
    const files = {
      "requirements.txt": "keras>=2,<3",
      "poetry.lock": '[[package]]\nname = "keras"\nversion = "3.3.3"\n',
    };
    expect(ask(keras, files)).toMatch(/^3 poetry.lock/);
    const folder = ".venv/lib/python3.11/site-packages/keras-3.15.1.dist-info";
    expect(ask(keras, { "requirements.txt": "keras<3,>=2" }, [folder])).toMatch(/^2 requirements/);
    expect(ask(keras, {}, [folder])).toBe(`3 ${folder}`);
  });

  test("files that cannot be read say nothing", () => {
    expect(
      ask(keras, { "pyproject.toml": "[project\n", "environment.yml": "a: [", "Pipfile.lock": "{", "uv.lock": "=" }),
    ).toBe("assumed 3");
  });
});

describe("what a file calls is evidence where nothing else is", () => {
  test.each([
    ["import tensorflow as tf\nx = tf.placeholder(tf.float32)\n", "2 loss.py:2 tf.placeholder"],
    ["import tensorflow as tf\nlayer = tf.contrib.layers.flatten\n", "2 loss.py:2 tf.contrib"],
    ["import tensorflow as tf\nwith tf.Session() as sess:\n    sess.run(x)\n", "2 loss.py:2 tf.Session"],
    ["import keras\nsess.run(loss)\n", "2 loss.py:2 sess.run"],
    ["from keras import backend as K\ny = K.tf.log(x)\n", "2 loss.py:2 K.tf"],
    ["import keras\nlayer = keras.engine.Layer\n", "2 loss.py:2 keras.engine.Layer"],
    ["import keras\nmodel.fit_generator(data)\n", "2 loss.py:2 model.fit_generator"],
    ["import keras\ny = keras.ops.mean(x)\n", "3 loss.py:2 keras.ops.mean"],
    ["import tensorflow as tf\ny = tf.keras.ops.mean(x)\n", "3 loss.py:2 tf.keras.ops.mean"],
    ["import keras\nmodel.fit(x, y, nb_epoch=3)\n", "2 loss.py:2 nb_epoch=3"],
    ["from keras.layers import Dense\nDense(4, init='uniform')\n", "2 loss.py:2 init='uniform'"],
    ["import keras\nkeras.layers.Convolution2D(8, 3, 3, border_mode='same')\n", "2 loss.py:2 border_mode='same'"],
    ["import keras\nkeras.layers.Dense(4, input_dim=8)\nKMeans(3, init='random')\n", "assumed 3"],
    ["import keras\nkeras.layers.Embedding(10, output_dim=4)\n", "assumed 3"],
    ["import tensorflow.compat.v1 as tf\nx = tf.placeholder(tf.float32)\n", "assumed 3"],
    ["import keras\nmodel.fit(x)\nrunner.run(x)\n", "assumed 3"],
  ])("%j", (text, told) => {
    expect(ask(text)).toBe(told);
  });

  test("and a pin says more", () => {
    expect(ask("import keras\nmodel.fit_generator(data)\n", { "requirements.txt": "keras==3.15.1" })).toBe(
      "3 requirements.txt:1 keras==3.15.1",
    );
  });
});
