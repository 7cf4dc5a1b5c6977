import type { DatabaseModel } from "../../../model/database-model.ts";
import type { DefinerFact } from "../../../sql/access/read-definers.ts";
import { quoteName } from "../../../sql/quote.ts";
import type { AccessFacts } from "../access-facts.ts";
import type { AccessFinding } from "../access-finding.ts";

/** Routines that lend their owner's rights to others: somebody else's in a schema, and those whose caller says where names are found. */
export function checkDefiners(_model: DatabaseModel, { definers }: AccessFacts): AccessFinding[] {
  return definers.flatMap((fact) => [
    ...(fact.owner === fact.schema_owner ? [] : [ofAnother(fact)]),
    ...(fact.pinned || fact.callers.length === 0 ? [] : [unpinned(fact)]),
  ]);
}

function ofAnother(fact: DefinerFact): AccessFinding {
  const { owner, schema_owner } = fact;
  return {
    key: `definer/${fact.schema}.${fact.name}/owner`,
    severity: "high",
    where: `function ${fact.schema}.${fact.name}`,
    what: `is SECURITY DEFINER and belongs to ${owner}; the schema is ${schema_owner}'s; ${runBy(fact)}`,
    expected: `SECURITY INVOKER, or owned by ${schema_owner}`,
    actual: `SECURITY DEFINER, owned by ${owner}`,
    mender: "fix",
    sql: [`ALTER ROUTINE ${target(fact)} SECURITY INVOKER`],
  };
}

function unpinned(fact: DefinerFact): AccessFinding {
  return {
    key: `definer/${fact.schema}.${fact.name}/search_path`,
    severity: "high",
    where: `function ${fact.schema}.${fact.name}`,
    what: `is SECURITY DEFINER and finds its names by the caller's search_path; ${runBy(fact)}`,
    expected: "a search_path of its own",
    actual: "the caller's",
    // Which schemas it needs, its author knows.
    mender: "hand",
    sql: [`ALTER ROUTINE ${target(fact)} SET search_path TO ${quoteName(fact.schema)}, pg_temp`],
  };
}

function runBy({ callers }: DefinerFact): string {
  return callers.length === 0 ? "nobody else runs it" : `${callers.join(", ")} may run it`;
}

function target({ schema, name }: DefinerFact): string {
  return `${quoteName(schema)}.${name}`;
}
