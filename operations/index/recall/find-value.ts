/** How a value of the parameter did. */
export interface CurvePoint {
  readonly value: number;
  /** Mean of the queries' recall. */
  readonly recall: number;
  /** What the mean of all queries is at least: see `lowerBound`. */
  readonly atLeast: number;
  /** Mean time of a query, in milliseconds, as its client sees it. */
  readonly milliseconds: number;
}

export interface FindValueOptions {
  /** Values that are tried. */
  readonly least: number;
  readonly most: number;
  readonly goal: number;
  readonly measure: (value: number) => Promise<CurvePoint>;
}

export interface FoundValue {
  /** The smallest value that meets the goal, to within a twentieth; `undefined` when none does. */
  readonly value: number | undefined;
  /** What was measured, by value. */
  readonly curve: readonly CurvePoint[];
}

/**
 * Doubles a value until it meets the goal, then halves the gap. Recall only rises with the value, so that this is one test of the
 * goal and not one for each value: to end too low, the largest value that misses the goal has to pass by chance.
 */
export async function findValue({ least, most, goal, measure }: FindValueOptions): Promise<FoundValue> {
  const curve: CurvePoint[] = [];
  const meets = async (value: number) => {
    const point = await measure(value);
    curve.push(point);
    return point.atLeast >= goal;
  };
  const found = (value: number | undefined): FoundValue => ({
    value,
    curve: curve.toSorted((one, other) => one.value - other.value),
  });
  let missing = least - 1;
  let meeting = Math.min(least, most);
  while (!(await meets(meeting))) {
    if (meeting === most) return found(undefined);
    missing = meeting;
    meeting = Math.min(most, meeting * 2);
  }
  if (meeting === least) return found(least);
  while (meeting - missing > Math.max(1, Math.floor(missing / 20))) {
    const middle = Math.floor((missing + meeting) / 2);
    if (await meets(middle)) meeting = middle;
    else missing = middle;
  }
  return found(meeting);
}
