/** How large a class is: times `large` in its family, and virtual CPUs. */
export interface ClassSize {
  readonly family: string;
  readonly larges: number;
  readonly cores: number;
}

/** Of a class such as `db.r7g.2xlarge`; `undefined` for what is no name of one. */
export function classSize(name: string): ClassSize | undefined {
  const { family, times, size } =
    /^db\.(?<family>[a-z]\d+[a-z]*)\.(?<times>\d*)(?<size>micro|small|medium|large|xlarge)$/.exec(name)
      ?.groups ?? {};
  if (family === undefined || size === undefined) return undefined;
  const larges = { micro: 1 / 8, small: 1 / 4, medium: 1 / 2, large: 1, xlarge: 2 }[size] ?? 1;
  const all = larges * (times === undefined || times === "" ? 1 : Number(times));
  // The small burstable ones have two cores like the large.
  const cores = family.startsWith("t") ? Math.max(2, all * 2) : all * 2;
  return { family, larges: all, cores };
}
