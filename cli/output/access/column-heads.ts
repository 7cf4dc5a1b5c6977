/** Names of columns, on one line, or broken at an underscore where one line is too wide: lines from the top. */
export function columnHeads(names: readonly string[], broken: boolean): string[][] {
  if (!broken) return [[...names]];
  const halves = names.map(inHalves);
  return [halves.map(([first]) => first), halves.map(([, second]) => second)];
}

/** `mcp_migrator` as `mcp_` and `migrator`; a name that cannot be broken stands on the lower line. */
function inHalves(name: string): [string, string] {
  const breaks = [...name.matchAll(/_(?=.)/g)].map(({ index }) => index + 1);
  const longer = (at: number) => Math.max(at, name.length - at);
  const [best = 0] = breaks.toSorted((one, other) => longer(one) - longer(other));
  return [name.slice(0, best), name.slice(best)];
}
