import type { DatabaseModel, Schema } from "../../model/database-model.ts";
import type { ParityArea } from "./parity-item.ts";

/** A part of the model that has a name: what it says, as plain data. */
export interface ModelPart {
  readonly area: ParityArea;
  readonly name: string;
  readonly declared: unknown;
}

/** Everything a model declares, part by part: a part that only one side has is found by its name. */
export function modelParts(model: DatabaseModel): ModelPart[] {
  return [
    { area: "privileges", name: "database access", declared: model.access ?? "by default" },
    ...model.extensions.map((extension) => part("extensions", `extension ${extension.name}`, extension)),
    ...model.roles.map((role) => part("roles", `role ${role.name}`, role)),
    ...model.schemas.flatMap(schemaParts),
    ...(model.jobs ?? []).map((job) => part("jobs", `job ${job.name}`, job)),
  ];
}

function schemaParts(schema: Schema): ModelPart[] {
  const { name, owner, comment, creators, variables } = schema;
  const { grants, masks = [], rowSecurity = [], policies = [] } = schema;
  return [
    part("schemas", `schema ${name}`, { owner, comment, creators, variables }),
    part("privileges", `privileges ${name}`, grants),
    ...masks.map((mask) => part("privileges", `mask ${name}.${mask.table}`, mask)),
    ...[...rowSecurity, ...policies].map((each) =>
      part("privileges", `row security ${name}.${nameIn(each)}`, each),
    ),
    ...(schema.partitions ?? []).map((set) => part("tables", `partitions ${name}.${set.table}`, set)),
    ...(schema.materializedViews ?? []).map((view) =>
      part("tables", `materialized view ${name}.${view.name}`, view),
    ),
    ...schema.indexes.map((index) => part("indexes", `index ${name}.${index.name}`, index)),
  ];
}

function part(area: ParityArea, name: string, declared: unknown): ModelPart {
  return { area, name, declared };
}

/** Policies have names of their own on their tables. */
function nameIn(each: { readonly table: string; readonly name?: string }): string {
  return each.name === undefined ? each.table : `${each.table} ${each.name}`;
}
