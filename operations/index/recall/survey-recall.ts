import type { ClientBase } from "pg";
import { UserError } from "../../../errors/user-error.ts";
import type { DatabaseModel } from "../../../model/database-model.ts";
import type { IndexDefinition } from "../../../model/index-definition.ts";
import { type RecallGoal, recallParameters } from "../../../model/recall-goal.ts";
import { recallRoles } from "../../../model/recall-roles.ts";
import { readVectorIndexes, type VectorIndexRow } from "../../../sql/index/read-vector-index.ts";
import { readRoleSettings, type SettingRow } from "../../../sql/role/role-settings.ts";
import { type MeasureRecallOptions, measureRecall, type RecallReport } from "./measure-recall.ts";

/** What a role searches with. */
export interface RoleValue {
  readonly role: string;
  readonly value: number;
  /** False for pgvector's own value: nobody set one for the role. */
  readonly set: boolean;
}

/** An index, measured, beside what is wanted of it and what roles search it with. */
export interface SurveyedIndex {
  readonly report: RecallReport;
  readonly goal: RecallGoal;
  /** Whether somebody set the goal: the model, or whoever asks. */
  readonly wanted: boolean;
  readonly roles: readonly RoleValue[];
}

export interface SurveyOptions extends Pick<MeasureRecallOptions, "signal" | "report"> {
  /** An index by its name, with its schema or without. @default all vector indexes of the model's schemas */
  readonly index?: string | undefined;
  /** What goes before the model's goal, and where there is none, before 0.95 of 10. */
  readonly goal?: Partial<RecallGoal>;
}

/**
 * Measures vector indexes, and what each role that searches them gets.
 * @throws UserError when there is no such index, and as `measureRecall` does
 */
export async function surveyRecall(
  client: ClientBase,
  model: DatabaseModel,
  { index: wanted, goal: given = {}, signal, report }: SurveyOptions,
): Promise<SurveyedIndex[]> {
  const schemas = model.schemas.map(({ name }) => name);
  const { rows } = await client.query<VectorIndexRow>(readVectorIndexes, [schemas]);
  const chosen = rows.filter(
    ({ schema, name }) => wanted === undefined || [name, `${schema}.${name}`].includes(wanted),
  );
  if (wanted !== undefined && chosen.length === 0) throw absent(wanted, rows);
  const surveyed: SurveyedIndex[] = [];
  for (const row of chosen) {
    const declared = declaredIndex(model, row);
    const goal = { k: 10, atLeast: 0.95, ...declared.recall, ...given };
    const roles = await valuesOfRoles(client, model, row, { ...declared, recall: goal });
    const also = roles.map(({ value }) => value);
    const { schema, name } = row;
    const measured = await measureRecall(client, { schema, name, goal, also, signal, report });
    const isWanted = declared.recall !== undefined || given.atLeast !== undefined;
    surveyed.push({ report: measured, goal, wanted: isWanted, roles });
  }
  return surveyed;
}

/** The declaration of an index; of one that was made by hand, what there is to say of it. */
function declaredIndex(model: DatabaseModel, { schema, name, table, key }: VectorIndexRow): IndexDefinition {
  const inSchema = model.schemas.find((each) => each.name === schema);
  const declared = inSchema?.indexes.find((each) => each.name === name);
  return declared ?? { name, table, keys: [{ column: key }] };
}

async function valuesOfRoles(
  client: ClientBase,
  model: DatabaseModel,
  { schema: schemaName, method }: VectorIndexRow,
  declared: IndexDefinition,
): Promise<RoleValue[]> {
  const schema = model.schemas.find(({ name }) => name === schemaName);
  if (schema === undefined) return [];
  const { parameter, usual } = recallParameters[method];
  const values: RoleValue[] = [];
  for (const role of recallRoles(declared, schema, model)) {
    const { rows } = await client.query<SettingRow>(readRoleSettings, [role]);
    // What is set for this database goes before what is set for all.
    const own = rows.filter(({ parameter: name }) => name.toLowerCase() === parameter);
    const row = own.find(({ here }) => here) ?? own[0];
    values.push({ role, value: Number(row?.value ?? usual), set: row !== undefined });
  }
  return values;
}

function absent(wanted: string, there: readonly VectorIndexRow[]): UserError {
  const names = there.map(({ schema, name }) => `${schema}.${name}`);
  return new UserError(`there is no hnsw or ivfflat index "${wanted}"`, {
    where: "pgstack index recall",
    mend: names.length === 0 ? "The stack has no vector index." : `There are ${names.join(", ")}.`,
  });
}
