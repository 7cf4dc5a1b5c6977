import { quoteLiteral, quoteQualified } from "../quote.ts";

/** Says what an index is for; an empty comment takes away the one there is. */
export function commentOnIndex(schema: string, name: string, comment: string): string {
  return `COMMENT ON INDEX ${quoteQualified(schema, name)} IS ${comment === "" ? "NULL" : quoteLiteral(comment)}`;
}
