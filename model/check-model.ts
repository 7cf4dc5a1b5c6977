import { UserError } from "../errors/user-error.ts";
import { checkIndexes } from "./check-indexes.ts";
import { checkJobs } from "./check-jobs.ts";
import { checkPartitions } from "./check-partitions.ts";
import { checkRecall } from "./check-recall.ts";
import { checkSettings } from "./check-settings.ts";
import type { DatabaseModel, Schema } from "./database-model.ts";
import { groupsFirst } from "./groups-first.ts";
import { membersOf } from "./members-of.ts";
import type { Role } from "./role.ts";

/** Groups of PostgreSQL's own that read every column of every table. */
const readEverything: readonly string[] = ["pg_read_all_data"];

/**
 * Holds the declarations of a model against each other, before anything is made of them.
 * @throws UserError with every mistake, each with its declaration
 */
export function checkModel(model: DatabaseModel): void {
  groupsFirst(model.roles);
  const mistakes = [
    ...model.roles.flatMap(checkRole),
    ...model.schemas.flatMap((schema) => checkSchema(schema, model.roles)),
    ...checkPartitions(model.schemas),
    ...undeclared("access.temporary", model.access?.temporary, model.roles),
    ...undeclared("access.publicSchema", listOf(model.access?.publicSchema), model.roles),
    ...checkJobs(model),
  ];
  if (mistakes.length === 0) return;
  const [first = "", ...others] = mistakes;
  throw new UserError([first, ...others].join("\n"), { mend: "Correct model/database.ts." });
}

function checkRole({ name, login = false, credential, settings = {}, connectionLimit }: Role): string[] {
  const where = `role ${name}`;
  const mistakes = checkSettings(settings).map((mistake) => `${where}: settings: ${mistake}`);
  if (!login && credential !== undefined && credential !== "none")
    mistakes.push(`${where}: credential ${credential} is of a role that logs in: set login`);
  if (connectionLimit !== undefined && (!Number.isInteger(connectionLimit) || connectionLimit < -1))
    mistakes.push(
      `${where}: connectionLimit is ${connectionLimit}; it is a number of connections, or -1 for no limit`,
    );
  return mistakes;
}

function checkSchema(schema: Schema, roles: readonly Role[]): string[] {
  const { name, owner, grants, creators, masks = [], policies = [], indexes } = schema;
  const where = `schema ${name}`;
  return [
    ...undeclared(`${where}: owner`, [owner], roles),
    ...undeclared(
      `${where}: grants`,
      grants.map(({ role }) => role),
      roles,
    ),
    ...undeclared(`${where}: creators`, creators, roles),
    ...masks.flatMap(({ table, hiddenFrom }) => {
      const mask = `${where}: mask of ${table}`;
      return [
        ...undeclared(mask, hiddenFrom, roles),
        ...hiddenFrom.flatMap((role) =>
          waysRound(role, schema, roles).map((way) => `${mask}: ${role} ${way}`),
        ),
      ];
    }),
    ...checkIndexes(schema),
    ...policies.flatMap((policy) => undeclared(`${where}: policy ${policy.name}`, policy.roles, roles)),
    ...indexes.flatMap((index) => {
      const goal = `${where}: index ${index.name}: recall`;
      return [
        ...checkRecall(index).map((mistake) => `${goal}: ${mistake}`),
        ...undeclared(goal, index.recall?.roles, roles),
      ];
    }),
  ];
}

/** By whose rights a role reads what is hidden from it all the same. */
function waysRound(role: string, { owner, grants, masks = [] }: Schema, roles: readonly Role[]): string[] {
  const isMember = (group: string) => membersOf(group, roles).includes(role);
  const readers = grants.filter(({ tables }) => tables?.includes("SELECT")).map((grant) => grant.role);
  const unmasked = readers.filter((reader) => !masks.some(({ hiddenFrom }) => hiddenFrom.includes(reader)));
  const groups = [owner, ...unmasked, ...readEverything].filter(isMember);
  return [...new Set(groups)].map((group) => `is a member of ${group}, which reads every column`);
}

function undeclared(where: string, names: readonly string[] | undefined, roles: readonly Role[]): string[] {
  return (names ?? [])
    .filter((name) => !roles.some((role) => role.name === name))
    .map((name) => `${where}: there is no role ${name}`);
}

function listOf(value: string | readonly string[] | undefined): readonly string[] {
  return Array.isArray(value) ? value : [];
}
