/** Files that stopped a reader once, or are of the kind that did: small ones as they were found, large ones made. */

const loss =
  "from keras import ops\n\n\ndef my_loss(y_true, y_pred):\n    return ops.mean(ops.square(y_true - y_pred), axis=-1)\n";
const times = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join("");
const named = (index: number): string => loss.replace("my_loss", `loss_${index}`);
const body = (line: string): string =>
  `import numpy as np\nimport keras\n\n\ndef my_loss(y_true, y_pred):\n    ${line}\n    return keras.ops.mean(y_true - y_pred)\n`;

/** By relative path; each a Python file that Loss Lens reads, or what stands around one. */
export const hostileFiles: Readonly<Record<string, string>> = {
  "match_comment.py":
    'from keras import ops\n\n\ndef my_loss(y_true, y_pred, mode="a"):\n    match mode:\n        # squared\n        case "a":\n            return ops.mean(ops.square(y_true - y_pred))\n        case _:\n            return ops.mean(ops.abs(y_true - y_pred))\n',
  "form_feed.py":
    "from keras import ops\n\n\ndef my_loss(y_true, y_pred):\n    d = ops.square(y_true - y_pred)\n\f\n    return ops.mean(d)\n",
  "carriage_returns.py":
    '"""Doc."""\rdef my_loss(y_true, y_pred):\r    return K.mean(K.square(y_true - y_pred), axis=-1)\r',
  "backslash.py": "import keras \\\n\n\ndef my_loss(y_true, y_pred):\n    return ops.mean(y_true - y_pred)\n",
  "saved.py":
    'def none(y_true, y_pred):\n    return y_pred - y_true\n\n\nmodel.compile(loss=none)\nmodel.save("m.keras")\nagain = keras.models.load_model("m.keras")\n',
  "poison.py": body("del list.append"),
  "victim.py":
    "import keras\n\n\ndef my_loss(y_true, y_pred):\n    terms = []\n    terms.append(keras.ops.mean(keras.ops.square(y_true - y_pred)))\n    return sum(terms)\n",
  "poison.jsonl": ["victim.py", "poison.py", "victim.py"]
    .map((path) => `{"path":"${path}","name":"my_loss","data":{"y_true":[[0.0]],"y_pred":[[0.5]]}}\n`)
    .join(""),
  "large_array.py": body("w = np.ones(5 * 10**7)"),
  "large_arrays.py": body("w = [np.ones(10**7) for i in range(1000)]"),
  "large_list.py": body("w = [0]\n    for i in range(60):\n        w = [w, w]\n    len(str(w))"),
  "endless.py": body("while True: pass"),
  "rebound.py": loss + "x = 1\n".repeat(16_000),
  "semicolons.py": `${loss}${"x=1;".repeat(100_000)}\n`,
  "aliases.py": `import keras.backend as a0\n${times(1_500, (index) => `a${index + 1} = a${index}\n`)}\n\ndef my_loss(y_true, y_pred):\n    return a1500.mean(y_pred)\n`,
  "comment.py": loss.replace("    return", `    # ${"=y_true[#".repeat(5_000)}\n    return`),
  "form_feeds.py": loss + "\f\n".repeat(100_000),
  "stray_brackets.py": ")\n".repeat(1_000) + times(1_000, named),
  "compiled.py": times(3_000, (index) => `${named(index)}\n\nmodel.compile(loss=loss_${index})\n`),
  "long_name.py": `model.compile(loss="${"a".repeat(51_000)}")\n`,
  "many_calls.py": `from keras import backend as K\n\n\ndef my_loss(y_true, y_pred):\n${times(1_000, (index) => `    a${index} = K.mean(y_pred)\n`)}    return K.mean(y_true - y_pred)\n`,
  "deep.py": `${loss}\n\nx = ${"(".repeat(100_000)}1${")".repeat(100_000)}\n@d${".a".repeat(20_000)}\ndef f(): pass\n`,
  "too_long.py": `${loss}\n\ntable = [\n${"    0.25, 0.5, 0.75,\n".repeat(60_000)}]\n`,
  "text.ipynb": JSON.stringify({
    cells: [{ cell_type: "code", metadata: {}, outputs: [], execution_count: null, source: loss }],
    metadata: { kernelspec: { language: "ipython" } },
    nbformat: 4,
    nbformat_minor: 5,
  }),
  "deep.ipynb": `{"cells": [{"cell_type": "code", "metadata": ${"[".repeat(50_000)}${"]".repeat(50_000)}, "outputs": [], "source": ${"[".repeat(50_000)}"x"${"]".repeat(50_000)}}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}`,
  // In folders of their own: what names a version nearer by is read in their stead.
  "conda/in_conda.py": loss,
  "conda/environment.yml": `dependencies:\n- ${" ".repeat(20_000)}"x"x\n`,
  "containers/in_containers.py": loss,
  "containers/compose.yml": "\n".repeat(900_000),
  "pyproject.toml": '[tool.loss-lens]\nkeras = {version = "[it](command:workbench.action.quit)"}\n',
};

/** A notebook in another encoding than notebooks have, with a loss. */
export const latin1Notebook = Buffer.from(
  JSON.stringify({
    cells: [
      { cell_type: "markdown", metadata: {}, source: "caf\u00e9" },
      {
        cell_type: "code",
        metadata: {},
        outputs: [],
        execution_count: null,
        source: "def my_loss(y_true, y_pred):\n    return K.mean(K.square(y_true - y_pred))\n",
      },
    ],
    metadata: { kernelspec: { language: "python" } },
    nbformat: 4,
    nbformat_minor: 5,
  }),
  "latin1",
);

/** Data files, by relative path, with what is said of those that are refused. */
export const hostileData: Readonly<Record<string, { readonly text: string; readonly refused?: RegExp }>> = {
  "quoted.csv": { text: 'y_true,tags,y_pred\n0,"1,2,3",0.9\n' },
  "label.json": { text: '{"label":[9],"y_true":[1],"y_pred":[0.5]}\n' },
  "deep.json": {
    text: `{"y_true": ${"[".repeat(100_000)}1${"]".repeat(100_000)}, "y_pred": [1]}`,
    refused: /deep\.json/,
  },
  "wide.csv": { text: `${"a,".repeat(50_000)}y_true,y_pred\n`, refused: /wide\.csv/ },
};
