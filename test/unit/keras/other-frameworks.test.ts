import { expect, test } from "vitest";
import { isPyTorchOnly } from "../../../src/keras/other-frameworks.ts";
import { indexModule } from "../../../src/losses/module-index.ts";
import { parseModule } from "../../../src/python/parse.ts";

const isOf = (text: string): boolean => isPyTorchOnly(indexModule(parseModule(text).module).imports);

test.each([
  "import torch",
  "import numpy as np\nimport torch.nn.functional as F",
  "from torch import nn\nfrom .data import load",
  "from torch.nn import *",
  "import pytorch_lightning as pl",
  "try:\n    import torch\nexcept ImportError:\n    torch = None",
])("PyTorch's: %s", (text) => expect(isOf(text)).toBe(true));

test.each([
  "import numpy as np",
  "import torch\nimport keras",
  "import torch\nfrom tensorflow import keras",
  "import torch\nimport tf_keras",
  "import torch\nimport keras_cv",
  "import torch\nimport tensorflow_addons as tfa",
  "import torch\nfrom .common import *",
  "import torchinfo",
  "from .torch import loss",
])("not PyTorch's alone: %s", (text) => expect(isOf(text)).toBe(false));
