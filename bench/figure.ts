/** A measured number with three digits that count, as people write it. */
export function figure(value: number): string {
  return String(Number(value.toPrecision(3)));
}
