/** Operator classes of method $1 that take a type called $2, the default first. */
export const readOperatorClasses = `
  SELECT oc.opcname::text AS name FROM pg_opclass oc
  JOIN pg_am am ON am.oid = oc.opcmethod JOIN pg_type t ON t.oid = oc.opcintype
  WHERE am.amname = $1 AND t.typname = $2 ORDER BY NOT oc.opcdefault, oc.opcname`;
