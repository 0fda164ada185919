/** The data that real losses are shown on: by what they do with their tensors, and by what their file says beside. */

import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { openFiles } from "../../../src/cli/loss-files.ts";
import { tryLoss } from "../../../src/probes/trial.ts";
import { evaluateInProcess } from "../cli/in-process.ts";

const folder = fileURLToPath(new URL("../preview/golden/losses", import.meta.url));
const ownFolder = fileURLToPath(new URL("losses", import.meta.url));
const evaluator = evaluateInProcess(() => performance.now());
const files = openFiles();

const expected: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  batch_spread: {
    outer: "binary 1",
    outer_vec: "regression 1",
    squeezed: "regression 1",
    summed: "regression 1",
    column: "regression 1",
  },
  batch_statistics: {
    barlow: "views 8",
    macro_soft_f1: "binary 1",
    kappa: "ordinal 5",
    r2_columns: "regression 1",
    pearson_columns: "regression 1",
    entropy_of_use: "categorical 3",
  },
  sample_choice: {
    two_class_mask_loss: "segmentation 16,16,2",
    focal_xent: "binary 1",
    masked_loss: "sparse-logits 5,3",
    weighted_loss: "binary 1",
    weighted_cce: "categorical 3",
    overlap_index_loss: "segmentation 16,16,1",
    capped_loss: "regression 1",
    cov_loss: "regression 3",
    softmax_loss: "categorical 3",
  },
  // A model that ends in three numbers is compiled with these.
  sample_shapes: {
    per_class: "segmentation 16,16,3",
    skip_background: "segmentation 16,16,3",
    weights_per_class: "segmentation 16,16,3",
    sequence: "regression 5,3",
    packed: "packed 4",
  },
  sample_kinds: {
    batch_all_triplet_loss: "labelled-vectors 2",
    ccc_loss: "regression 1",
    supervised_contrastive_loss: "labelled-vectors 2",
    clip_loss: "regression 3",
    cox_loss: "survival 1",
    soft_f1: "binary 1",
    categorical_focal: "categorical 4",
    ssim_loss: "segmentation 16,16,1",
    heteroscedastic: "distribution 2",
    two_mse: "regression 2",
    wbce: "binary 3",
    composed: "regression 1",
    onehot_mse: "sparse 3",
    seq_masked: "sparse 5,3",
    rgb_loss: "segmentation 16,16,3",
    dice_3d: "segmentation 4,16,16,1",
    ppo: "packed 4",
  },
  sample_packs: {
    mixture: "packed 6",
    zero_inflated: "packed 3",
    distilled: "packed 8",
    taught_loss: "categorical-logits 3",
    partial_likelihood: "survival 1",
    neighbour_loss: "views 4",
    quadrilaterals: "packed 3,11",
    chosen_action: "packed 4",
    Pinball: "quantiles 3",
  },
};

/** The set and the shape of a prediction, and of a target where that is another. */
test.each([
  ["proposal_boxes", "packed 3,3,12 of 3,3,24"],
  ["proposal_labels", "packed 3,3,3 of 3,3,6"],
  ["interval_likelihood", "packed 3 of 6"],
  ["anchor_focal", "packed 3,3 of 3,4"],
  ["weighted_entropy", "packed 1 of 2"],
  ["focal_tversky", "segmentation 16,16,2"],
  ["evidential", "spread 4 of 1"],
  ["MultiboxLoss.compute_loss", "packed 3,7"],
  ["MultiboxLoss.cross_entropy", "categorical 3"],
  ["Detection.compute", "packed 3,15"],
  ["Evidential.loss", "spread 4 of 1"],
  ["weibull_likelihood", "survival 2"],
  ["Lifetimes.loss", "survival 2"],
  ["jacard_coef", "segmentation 16,16,1"],
  ["overlap_cost", "segmentation 16,16,1"],
  ["bce_dice_loss", "segmentation 16,16,1"],
  ["softmax_dice_loss", "segmentation 16,16,3"],
  ["sensitivity", "binary 1"],
  ["loss_crps", "quantiles 3 of 1"],
  ["Masked.loss", "categorical 3"],
  ["by_config", "regression 1"],
  ["ByParams", "regression 1"],
])("a loss of a public project, %s, is shown on %s", async (lossName, data) => {
  const file = await files.open(`${ownFolder}/field_data.py`);
  const loss = file.losses.find((each) => each.name === lossName)!;
  const trial = await tryLoss(files.lossToRun(file, loss, {}, undefined), evaluator);
  const { id, yPredShape, yTrueShape } = trial.set;
  const isLike = yPredShape.join() === yTrueShape.join();
  const shown = `${id} ${yPredShape}${isLike ? "" : ` of ${yTrueShape}`}`;
  expect([trial.kind === "ran" ? "ran" : trial.failure.message, shown]).toEqual(["ran", data]);
});

test.each([
  ["turn_of_quaternions", "rotation 4"],
  ["turn_of_matrices", "rotation 3,3"],
  ["turn_of_flat_matrices", "rotation 9"],
  ["camera", "rotation 7"],
  ["sure_by_parameters_loss", "categorical-logits 3 from 1"],
  ["sure_by_evidence_loss", "categorical-logits 3 from 0"],
  ["evidential_class_loss", "categorical-logits 3"],
  ["far_from_ten_loss", "categorical-logits 10 from 1"],
  ["anchors_of_things_loss", "packed 3,2"],
  ["Offsets.log_loss", "categorical 3"],
  ["triplet_by_distances", "embedding 2 from 0"],
  ["triplet_by_width", "embedding 120 from 0"],
  ["fixed_gaussian_nll", "regression 1"],
  ["policy_loss", "categorical 3"],
  ["arcface_loss", "categorical-logits 3 from -1"],
  ["LevelsLoss", "quantiles 2"],
  ["equation_loss", "regression 1"],
  ["mse_with_mask", "regression 5,2"],
  ["overlap_of_corners_loss", "boxes 4"],
  ["margin_loss", "categorical 3"],
  ["box_format_loss", "boxes-xywh 4"],
  ["neg_binomial_loss", "positive 1 from 0"],
])("%s is shown on its own kind of data, %s", async (lossName, data) => {
  const both = await Promise.all([`${folder}/sample_forms.py`, `${ownFolder}/kinds_of_data.py`].map(files.open));
  const file = both.find(({ losses }) => losses.some(({ name }) => name === lossName))!;
  const loss = file.losses.find((each) => each.name === lossName)!;
  const trial = await tryLoss(files.lossToRun(file, loss, {}, undefined), evaluator);
  const { id, yPredShape, axis } = trial.set;
  const [least] = axis.bounds;
  expect(trial).toMatchObject({ kind: "ran" });
  expect(`${id} ${yPredShape}${least === null || id === "categorical" ? "" : ` from ${least}`}`).toBe(data);
});

test.each([
  ["alike", "pair"],
  ["linked_loss", "pair"],
  ["held_together", "pair"],
  ["found_among_all", "pair"],
  ["shares_likelihood", "kind"],
  ["poincare", "kind"],
  ["yolo_loss", "kind"],
  ["cell_loss", "kind"],
  ["first_sequence_loss", "kind"],
  ["coral_loss", "kind"],
  ["sides_iou_loss", "kind"],
  ["SignalLoss", "kind"],
  ["triplet_of_outputs", "kind"],
  ["signal_to_noise_loss", "kind"],
])("%s is drawn on no data that it is not for", async (lossName, why) => {
  const file = await files.open(`${ownFolder}/kinds_of_data.py`);
  const loss = file.losses.find((each) => each.name === lossName)!;
  const subject = files.lossToRun(file, loss, {}, undefined);
  expect(await tryLoss(subject, evaluator)).toMatchObject({
    failure: { message: expect.stringMatching(new RegExp(`^Which data this loss takes is not known: .*${why}`)) },
  });
});

test("a loss that is cut by a count of classes that nobody gave is drawn on what a person chooses alone", async () => {
  const file = await files.open(`${ownFolder}/field_data.py`);
  const loss = file.losses.find(({ name }) => name === "CountedLoss")!;
  const subject = files.lossToRun(file, loss, {}, undefined);
  expect(await tryLoss(subject, evaluator)).toMatchObject({
    kind: "failure",
    failure: { kind: "unsupported", message: expect.stringMatching(/^Which data this loss takes is not known: /) },
  });
  expect(await tryLoss(subject, evaluator, "categorical")).not.toMatchObject({
    failure: { message: expect.stringMatching(/is not known/) },
  });
});

test("a loss that runs on none of the data that it is about is not shown on others", async () => {
  const file = await files.open(`${ownFolder}/field_data.py`);
  const loss = file.losses.find(({ name }) => name === "npairs_loss")!;
  const trial = await tryLoss(files.lossToRun(file, loss, {}, undefined), evaluator);
  expect(trial).toMatchObject({ kind: "failure", set: { id: "labelled-vectors" } });
});

test("what a loss is given without the file's saying so is of the kind that it asks for", async () => {
  const file = await files.open(`${ownFolder}/field_data.py`);
  const assumed = (name: string) =>
    files.lossToRun(file, file.losses.find((each) => each.name === name)!, {}, undefined).source.parameters;
  expect(assumed("Masked.loss")).toEqual({ kind: "cross entropy", class_weights: [1, 1, 1] });
  expect(assumed("by_config")).toEqual({ config: { code: '{"weight": 1, "gamma": 2}' } });
  expect(assumed("ByParams")).toEqual({ params: { code: 'type("Settings", (), {"alpha": 0.25, "gamma": 2})' } });
});

describe.each(Object.entries(expected))("%s", (name, losses) => {
  test.each(Object.entries(losses))("%s is shown on %s", async (lossName, data) => {
    const file = await files.open(`${folder}/${name}.py`);
    const loss = file.losses.find((each) => each.name === lossName)!;
    const trial = await tryLoss(files.lossToRun(file, loss, {}, undefined), evaluator);
    expect([trial.kind, `${trial.set.id} ${trial.set.yPredShape}`]).toEqual(["ran", data]);
  });
});
