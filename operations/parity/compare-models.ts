import type { DatabaseModel } from "../../model/database-model.ts";
import { canonical } from "./canonical.ts";
import { type ModelPart, modelParts } from "./model-parts.ts";
import { compare, type ParityArea, type ParityItem } from "./parity-item.ts";

const reasons: Readonly<Record<ParityArea, string>> = {
  server: "",
  parameters: "",
  extensions: "functions and types that are there or not",
  roles: "who can log in, and how its sessions begin",
  schemas: "who owns what, and what migrations fill in",
  privileges: "a statement that is allowed on one side fails on the other",
  tables: "tables and views that are there or not",
  indexes: "plans, and what is unique",
  jobs: "what the server runs by itself",
};

/** Every part that either model declares. It is one file, so that a difference comes from settings alone. */
export function compareModels(dev: DatabaseModel, prod: DatabaseModel): ParityItem[] {
  const sides = [byName(dev), byName(prod)] as const;
  const names = new Set(sides.flatMap((side) => [...side.keys()]));
  return [...names].map((name) => {
    const [one, other] = sides.map((side) => side.get(name));
    const area = (one ?? other)?.area ?? "schemas";
    const [shown, against] = shownApart(one, other);
    return compare(area, name, shown, against, reasons[area]);
  });
}

function byName(model: DatabaseModel): Map<string, ModelPart> {
  return new Map(modelParts(model).map((part) => [part.name, part]));
}

/** Of two declarations that differ, the fields that do. */
function shownApart(dev: ModelPart | undefined, prod: ModelPart | undefined): [string, string] {
  if (dev === undefined || prod === undefined)
    return [dev === undefined ? "absent" : "declared", prod === undefined ? "absent" : "declared"];
  const [one, other] = [canonical(dev.declared), canonical(prod.declared)];
  if (one === other) return ["declared", "declared"];
  if (!isRecord(dev.declared) || !isRecord(prod.declared)) return [one, other];
  const fields = [...new Set([...Object.keys(dev.declared), ...Object.keys(prod.declared)])].filter(
    (field) => canonical(dev.declared, field) !== canonical(prod.declared, field),
  );
  const pick = (declared: unknown) =>
    fields.map((field) => `${field} ${canonical(declared, field)}`).join(", ");
  return [pick(dev.declared), pick(prod.declared)];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
