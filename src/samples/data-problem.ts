/** Something is wrong with a person's data: a sentence without the name of the file. */
export class DataProblem extends Error {}
