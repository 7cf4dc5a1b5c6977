import { UserError } from "../../../errors/user-error.ts";
import type { RecallGoal } from "../../../model/recall-goal.ts";
import type { VectorIndexRow } from "../../../sql/index/read-vector-index.ts";
import { curveText } from "./curve-text.ts";
import type { RecallReport } from "./measure-recall.ts";
import { storageOf } from "./vector-index.ts";

/** What is said of an index that no value of its parameter makes good enough, with the curve and what would help. */
export function recallUnmet(
  { index, parameter, curve, rows, queries }: RecallReport,
  goal: RecallGoal,
): UserError {
  const last = curve.at(-1);
  const what = [
    `no ${parameter} finds ${goal.atLeast} of the ${goal.k} nearest rows: ${last?.value} finds ${last?.recall.toFixed(3)}, ${last?.atLeast.toFixed(3)} for sure`,
    ...curveText(parameter, curve).map((line) => `    ${line}`),
    `    ${queries} queries of ${rows.toLocaleString("en")} rows`,
  ];
  return new UserError(what.join("\n"), {
    where: `index ${index.schema}.${index.name}`,
    mend: howToMeet(index, goal, (last?.recall ?? 0) >= goal.atLeast),
  });
}

/**
 * What raises the recall that can be reached, with the index's own figures.
 *
 * @param close the queries that were asked meet the goal, though not for sure
 */
function howToMeet(
  index: VectorIndexRow,
  { atLeast, from }: Pick<RecallGoal, "atLeast" | "from">,
  close: boolean,
): string {
  const others = [
    ...(close ? ["Or ask more queries (`queries`), which leave less to chance."] : []),
    `Or ask for less than ${atLeast}.`,
  ];
  if (index.method === "ivfflat")
    return ["Build it with fewer lists, or as an hnsw index.", ...others].join(" ");
  const [m, construction] = [storageOf(index, "m"), storageOf(index, "ef_construction")];
  const next = Math.min(100, m * 2);
  const better =
    m >= 100
      ? "Build it with a larger ef_construction"
      : `Build it with more links: { m: ${next}, ef_construction: ${Math.min(1000, Math.max(construction * 2, next * 4))} }, now ${m} and ${construction}`;
  const equal =
    index.typename === "bit" ? ["Many rows with the same bits are hard to find: index more of them."] : [];
  const own =
    from === undefined
      ? ["Or measure with the application's own queries (`from`): moved rows can be harder."]
      : [];
  return [`${better}.`, ...equal, ...own, ...others].join(" ");
}
