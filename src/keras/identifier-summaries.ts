/** What the losses and metrics are that Keras takes by a name, in a line each. */

const abbreviations: Readonly<Record<string, string>> = {
  bce: "binary_crossentropy",
  kld: "kl_divergence",
  mae: "mean_absolute_error",
  mape: "mean_absolute_percentage_error",
  mse: "mean_squared_error",
  msle: "mean_squared_logarithmic_error",
  acc: "accuracy",
  ce: "crossentropy",
};

const summaries: Readonly<Record<string, string>> = {
  binary_crossentropy: "-log of the probability given to the true answer, of two",
  binary_focal_crossentropy: "Binary cross-entropy in which easy examples count less",
  categorical_crossentropy: "-log of the true class's probability; targets are one-hot",
  categorical_focal_crossentropy: "Categorical cross-entropy in which easy examples count less",
  categorical_generalized_cross_entropy: "Between cross-entropy and absolute error, for noisy labels",
  categorical_hinge: "Margin between the true class and the best other; targets are one-hot",
  circle: "Similarities within classes are pulled up, between classes down",
  cosine_similarity: "Minus the cosine of the angle between target and prediction",
  ctc: "Sequences of labels without a place in the input",
  dice: "1 - twice the overlap divided by both areas",
  hinge: "Margin loss for targets of -1 and 1",
  huber: "Squared error up to 1, absolute beyond",
  kl_divergence: "How far the prediction is from the target distribution",
  log_cosh: "log(cosh(error)): squared where small, absolute where large",
  mean_absolute_error: "Mean of the errors' sizes",
  mean_absolute_percentage_error: "Errors as percentages of the target",
  mean_squared_error: "Mean of the squared errors",
  mean_squared_logarithmic_error: "Squared error of log(1 + x), for targets that are positive",
  poisson: "Negative log-likelihood of counts",
  sparse_categorical_crossentropy: "-log of the true class's probability; targets are class numbers",
  squared_hinge: "Squared margin loss for targets of -1 and 1",
  tversky: "Overlap loss that weighs the missed and the wrong differently",
  accuracy: "Share of right answers; which kind is chosen by the output's shape",
  crossentropy: "Cross-entropy; which kind is chosen by the output's shape",
  auc: "Area under the curve of true against false positives",
  binary_accuracy: "Share of probabilities on the right side of 0.5",
  categorical_accuracy: "Share of samples whose most likely class is right; targets are one-hot",
  sparse_categorical_accuracy: "Share of samples whose most likely class is right; targets are class numbers",
  top_k_categorical_accuracy: "Share of samples whose class is among the five most likely",
  sparse_top_k_categorical_accuracy: "The same, for targets that are class numbers",
  precision: "Share of the found that are right",
  recall: "Share of the right that are found",
  root_mean_squared_error: "Root of the mean of the squared errors",
  r2_score: "Share of the variance that is explained",
  false_negatives: "Number of positives that are not found",
  false_positives: "Number of negatives that are found",
  true_negatives: "Number of negatives that are not found",
  true_positives: "Number of positives that are found",
};

/** Undefined for what is seldom asked for by its name. */
export function summaryOf(identifier: string): string | undefined {
  const meant = Object.hasOwn(abbreviations, identifier) ? abbreviations[identifier]! : identifier;
  return Object.hasOwn(summaries, meant) ? summaries[meant] : undefined;
}

/** What a short name stands for. */
export function fullName(identifier: string): string | undefined {
  return Object.hasOwn(abbreviations, identifier) ? abbreviations[identifier] : undefined;
}
