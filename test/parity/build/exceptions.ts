/** Losses of which a build does not know what `fit` says, and data of which `fit` says what it would not say of others. */

/** Something in them is not evaluated: complex numbers, names that no table has. */
export const unknown: ReadonlySet<string> = new Set<string>(["images fft_amplitude", "images high_frequency"]);

/** A batch of one or two samples, of none, or one that no constant of the loss fits: no property of the loss. */
export const onlyForTheirData: ReadonlySet<string> = new Set<string>([
  "accepted int_labels sparse/2",
  "accepted triplets regression/3",
  "errors wrong_shapes binary/2",
  "errors gather_out_of_range column/0",
  "errors gather_out_of_range column/1",
  "errors gather_out_of_range column/2",
  "field_awkward neighbours empty_vectors/0",
  "refused mm regression/2",
  "refused resh regression/0",
  "refused resh regression/1",
  "refused resh regression/2",
]);
