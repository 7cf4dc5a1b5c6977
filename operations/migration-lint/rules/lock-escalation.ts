import type { Rule } from "../rule.ts";
import { exclusivelyLocked } from "../tree/exclusively-locked.ts";
import { type Relation, relationKey, relationSql } from "../tree/relation.ts";

/** Found at the first statement that locks a second table. */
export const lockEscalation: Rule = {
  name: "lock-escalation",
  level: "warning",
  why: "Each table stays locked until the migration ends, while it waits for the next one: an application that uses them in another order makes a deadlock, and either of the two fails.",
  check: (statement, context) => {
    if (!context.inTransaction || exclusivelyLocked(statement, context).length === 0) return [];
    const key = (relation: Relation) => relationKey(relation, context.schema);
    const locked = [...context.earlier, statement]
      .map((each) => exclusivelyLocked(each, context))
      .filter((tables) => tables.length > 0);
    const held = new Map<string, Relation>();
    // Several tables that one statement locks are its business: TRUNCATE has to name those that refer to each other.
    const grows = locked.map((tables) => {
      const more = held.size > 0 && tables.some((table) => !held.has(key(table)));
      for (const table of tables) held.set(key(table), table);
      return more;
    });
    if (grows.indexOf(true) !== grows.length - 1) return [];
    return [
      {
        what: `tables ${[...held.values()].map(relationSql).join(" and ")} are locked against reading in one transaction`,
        mend: "Make a migration for each table.",
      },
    ];
  },
};
