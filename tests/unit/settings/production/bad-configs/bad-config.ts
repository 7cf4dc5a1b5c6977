/** A configuration of stack prod, and the lines that tell what is wrong with it. */
export type BadConfig = readonly [raw: Readonly<Record<string, string>>, lines: readonly string[]];
