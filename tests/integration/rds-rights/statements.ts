import { differing } from "./differing.ts";
import { documented } from "./documented.ts";
import { allowed } from "./follows/allowed.ts";
import { denied } from "./follows/denied.ts";
import type { Statement } from "./statement.ts";

/** A group of statements, and the sentence that a test of one of them begins with. */
export interface StatementGroup {
  readonly name: string;
  readonly statements: readonly Statement[];
}

/** All of them, in order: later ones use what earlier ones make. */
export const statementGroups: readonly StatementGroup[] = [
  { name: "as AWS documents it", statements: documented },
  { name: "as it follows from having no superuser and no host", statements: [...allowed, ...denied] },
  { name: "not as AWS documents it", statements: differing },
];
