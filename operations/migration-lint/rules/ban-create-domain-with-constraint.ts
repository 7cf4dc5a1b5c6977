import type { Rule } from "../rule.ts";
import { nodeOf, nodesOf, textsOf } from "../tree/node-of.ts";
import { relationOf, relationSql } from "../tree/relation.ts";

export const banCreateDomainWithConstraint: Rule = {
  name: "ban-create-domain-with-constraint",
  level: "warning",
  why: "To change the constraint later, every table with a column of the domain is locked and read.",
  upOnly: true,
  check: ({ node }) => {
    const domain = nodeOf(node, "CreateDomainStmt");
    const [constraint] = nodesOf(domain?.constraints, "Constraint").filter(
      ({ contype }) => contype === "CONSTR_CHECK" || contype === "CONSTR_NOTNULL",
    );
    return domain === undefined || constraint === undefined
      ? []
      : [
          {
            at: constraint.location,
            what: `domain ${relationSql(relationOf(textsOf(domain.domainname)))} is created with a constraint`,
            mend: "Use the plain type, and put a CHECK on each table.",
          },
        ];
  },
};
