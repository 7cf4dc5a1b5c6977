import { likenessTo } from "../../duplicates/compare-indexes.ts";
import { dropStatement } from "../drop-statement.ts";
import type { IndexFinding } from "../index-finding.ts";
import type { ListedFacts } from "../listed-facts.ts";
import type { ListedIndex } from "../listed-index.ts";

/** Indexes that do no more than another one on their table. What belongs to a constraint stays with it. */
export function superfluousIndexes({ indexes }: Pick<ListedFacts, "indexes">): IndexFinding[] {
  const byTable = Map.groupBy(
    indexes.filter(({ valid }) => valid),
    ({ schema, table }) => `${schema}.${table}`,
  );
  return [...byTable.values()].flatMap((ofTable) =>
    ofTable.flatMap((index) => (index.constraint === null ? judged(index, ofTable) : [])),
  );
}

function judged(index: ListedIndex, ofTable: readonly ListedIndex[]): IndexFinding[] {
  const { schema, table, name, origin } = index;
  const others = ofTable.filter((other) => other.name !== name);
  const equal = others.find(
    (other) => likenessTo(index.shape, other.shape) === "equal" && goesBefore(other, index),
  );
  const wider = others.find((other) => likenessTo(index.shape, other.shape) === "covered");
  const other = equal ?? wider;
  if (other === undefined) return [];
  const mend =
    origin === "declared" ? "Take it out of model/database.ts, and run npx pgstack up." : "Drop it:";
  return [
    {
      problem: equal === undefined ? "covered" : "duplicate",
      schema,
      table,
      name,
      what:
        equal === undefined
          ? `${other.name} serves all that it does`
          : `it is the same index as ${other.name}`,
      mend,
      run: origin === "declared" ? null : dropStatement(index),
      model: null,
    },
  ];
}

/** Which of two equal ones stays: what somebody has declared, then the first by name. */
function goesBefore(one: ListedIndex, other: ListedIndex): boolean {
  const rank = ({ constraint, origin }: ListedIndex) =>
    constraint !== null ? 0 : ["declared", "constraint", "migration", "hand"].indexOf(origin) + 1;
  return rank(one) - rank(other) < 0 || (rank(one) === rank(other) && one.name < other.name);
}
