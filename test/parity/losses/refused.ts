/** What real losses use and we refuse, each with its reason in the answer. */
export const refused: readonly string[] = ["images.py fft_amplitude", "images.py high_frequency"];
