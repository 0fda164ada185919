/** Rotations: the predicted one starts as the true one and is turned further. */

import { say } from "../python/say.ts";
import type { SampleSet } from "./sample-set.ts";

/** `pose`: a place of three numbers, and behind it a quaternion. */
export type RotationForm = "quaternion" | "pose" | "matrix" | "flat matrix";

const trueAngle = Math.PI / 6;
const place = [0.4, -0.3, 0.8];

/** About the third axis, by an angle in radians. */
function turned(form: RotationForm, angle: number): number[] {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  if (form.endsWith("matrix")) return [c, -s, 0, s, c, 0, 0, 0, 1];
  const quaternion = [Math.cos(angle / 2), 0, 0, Math.sin(angle / 2)];
  return form === "pose" ? [...place, ...quaternion] : quaternion;
}

function slopes(form: RotationForm, angle: number): number[] {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  if (form.endsWith("matrix")) return [-s, -c, 0, c, -s, 0, 0, 0, 0];
  const quaternion = [-Math.sin(angle / 2) / 2, 0, 0, Math.cos(angle / 2) / 2];
  return form === "pose" ? [0, 0, 0, ...quaternion] : quaternion;
}

export function rotationSet(form: RotationForm): SampleSet<"rotation"> {
  const yTrue = turned(form, trueAngle);
  const shape = form === "matrix" ? [3, 3] : [yTrue.length];
  return {
    id: "rotation",
    title: "Rotations",
    yTrueShape: shape,
    yPredShape: shape,
    yTrueDType: "float32",
    prediction: "vector",
    axis: {
      label: "angle between the two",
      domain: [-Math.PI, Math.PI],
      bounds: [null, null],
      reaches: [false, false],
    },
    gradientLabel: "Gradient along that movement",
    explanation: () => say("The predicted rotation starts as the true one and is turned further about the same axis."),
    targets: [{ label: "one rotation", value: null, yTrue, at: 0 }],
    curvePoints: 257,
    predictionAt: (x) => turned(form, trueAngle + x),
    directionAt: (x) => slopes(form, trueAngle + x),
    exactly: (target) => target,
    draw(random) {
      const angle = 2 * random();
      return { yTrue: turned(form, angle), yPred: turned(form, angle + random() - 0.5) };
    },
    surface: null,
    company: [],
    size: null,
  };
}
