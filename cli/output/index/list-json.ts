import type { IndexList } from "../../../operations/index/list/list-indexes.ts";

/** The list for programs. */
export function listJson({ indexes, findings, statisticsDays }: IndexList) {
  return {
    indexes: indexes.map(
      ({
        schema,
        table,
        name,
        shape,
        constraint,
        valid,
        parts,
        size,
        scans,
        definition,
        phase,
        done,
        origin,
      }) => ({
        schema,
        table,
        name,
        method: shape.method,
        unique: shape.unique,
        constraint: constraint === null ? null : constraints[constraint],
        valid,
        building: phase === null ? null : { phase, done },
        partitions: parts,
        bytes: size,
        scans,
        origin,
        definition,
      }),
    ),
    findings,
    statisticsDays: Math.floor(statisticsDays * 10) / 10,
  };
}

const constraints = { p: "primary key", u: "unique", x: "exclusion" } as const;
