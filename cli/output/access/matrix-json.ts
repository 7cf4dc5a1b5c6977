import type { AccessMatrix } from "../../../operations/access/access-matrix.ts";
import { type PrivilegeName, privilegesOf } from "../../../sql/access/privilege-letters.ts";

/** The matrix for programs: privileges by their names, by role, without those who may do nothing. */
export function matrixJson({ roles, rows }: AccessMatrix) {
  return {
    roles,
    objects: rows.map(({ kind, schema, name, owner, held, by, open, definer, policies, forced }) => ({
      kind,
      schema,
      name,
      owner,
      ...(definer && { securityDefiner: true }),
      ...(policies !== null && { rowSecurity: { policies, forced } }),
      access: Object.fromEntries(
        roles.flatMap((role, at) => {
          const cell = held[at] ?? "";
          if (cell === "") return [];
          const through = by[at] ?? "";
          const may = {
            privileges: privilegesOf(cell),
            grantable: grantableOf(cell),
            ...(through !== "" && { as: through }),
            reachable: open[at] === true,
          };
          return [[role, may]];
        }),
      ),
    })),
  };
}

/** Those followed by a star. */
function grantableOf(cell: string): PrivilegeName[] {
  return privilegesOf([...cell.matchAll(/(\w)\*/g)].map((match) => match[1]).join(""));
}
