import type { Rule } from "../rule.ts";
import { nodeOf, textsOf } from "../tree/node-of.ts";
import { relationOf, relationSql } from "../tree/relation.ts";

/** The letters PostgreSQL's parser has for ADD CONSTRAINT and SET NOT NULL. */
const strict = ["C", "O"];

export const banAlterDomainWithAddConstraint: Rule = {
  name: "ban-alter-domain-with-add-constraint",
  level: "error",
  why: "Every table with a column of the domain is locked against writing, and read from its first row to its last.",
  check: ({ node }) => {
    const alter = nodeOf(node, "AlterDomainStmt");
    const constraint = nodeOf(alter?.def, "Constraint");
    if (alter === undefined || !strict.includes(alter.subtype ?? "") || constraint?.skip_validation)
      return [];
    const domain = relationSql(relationOf(textsOf(alter.typeName)));
    if (constraint === undefined)
      return [
        {
          what: `domain ${domain} is set NOT NULL`,
          mend: "Set the columns NOT NULL, table by table, as adding-not-nullable-field shows.",
        },
      ];
    return [
      {
        at: constraint.location,
        what: `domain ${domain} gets a constraint that is checked at once`,
        mend: "Add it NOT VALID; validating it locks the tables all the same, so put a CHECK on each table instead where they are large.",
        sql: `ALTER DOMAIN ${domain} ADD CONSTRAINT ... CHECK (...) NOT VALID;`,
      },
    ];
  },
};
