import type { PlannedValue } from "../planned-resource.ts";
import { isHidden, isRecord, listOf } from "./known.ts";

/** A statement of an IAM document, with lists where IAM allows one value alone. */
export interface IamStatement {
  readonly allows: boolean;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** `*`, ARNs, account ids, services. */
  readonly principals: readonly string[];
  /** By operator, then key; undefined where there is none. */
  readonly condition?: { readonly [operator: string]: PlannedValue };
}

/**
 * The statements of an IAM document, a JSON text or its data.
 *
 * @returns undefined where it is not known yet, or is no document
 */
export function iamStatements(value: PlannedValue | undefined): readonly IamStatement[] | undefined {
  const document = parsed(value);
  if (!isRecord(document) || isHidden(document.Statement)) return undefined;
  return listOf(document.Statement).filter(isRecord).map(statement);
}

function parsed(value: PlannedValue | undefined): PlannedValue | undefined {
  if (typeof value !== "string" || isHidden(value)) return isHidden(value) ? undefined : value;
  try {
    return JSON.parse(value) as PlannedValue;
  } catch {
    // What is not JSON is nothing that a rule could read: its caller says so.
    return undefined;
  }
}

function statement(raw: { readonly [key: string]: PlannedValue }): IamStatement {
  const { Effect, Action, Resource, Principal, Condition } = raw;
  const principals = isRecord(Principal) ? Object.values(Principal).flatMap(texts) : texts(Principal);
  return {
    allows: Effect === "Allow",
    actions: texts(Action),
    resources: texts(Resource),
    principals,
    ...(isRecord(Condition) && { condition: Condition }),
  };
}

function texts(value: PlannedValue | undefined): string[] {
  return listOf(value).map(String);
}
