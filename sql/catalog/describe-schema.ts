import { columns } from "./columns.ts";
import { constraints } from "./constraints.ts";
import { indexes } from "./indexes.ts";
import { rarities, statistics } from "./others.ts";
import { relations } from "./relations.ts";
import { routines, triggers } from "./routines.ts";
import { policies, rules } from "./rules.ts";
import { sequences } from "./sequences.ts";
import { types } from "./types.ts";

/**
 * Everything that schema $1 holds, as sorted `line`s of text without OIDs: where two lists are equal, so are the schemas.
 * Left out is what is not a migration's to say: rows, privileges, and the schema's own owner and comment.
 *
 * Names are as the search_path asks for: it has to be the same for two descriptions that are compared.
 */
export const describeSchema = `
  SELECT line FROM (${[
    relations,
    columns,
    constraints,
    indexes,
    sequences,
    routines,
    triggers,
    types,
    policies,
    rules,
    statistics,
    rarities,
  ].join("\n  UNION ALL")}
  ) AS described ORDER BY line COLLATE "C"`;
