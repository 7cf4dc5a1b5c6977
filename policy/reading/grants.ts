import type { PlannedResource } from "../planned-resource.ts";
import { types } from "../resource-types.ts";
import { type IamStatement, iamStatements } from "./iam-document.ts";
import { isHidden, isRecord, listOf } from "./known.ts";

/**
 * What a policy, or the policies in a role, allow.
 *
 * @returns undefined of a role that has none in it
 */
export function grantsOf({
  type,
  inputs,
}: PlannedResource): readonly IamStatement[] | "not known" | undefined {
  const inline = inputs.inlinePolicies;
  if (type === types.role && isHidden(inline)) return "not known";
  const policies =
    type === types.role
      ? listOf(inline)
          .filter(isRecord)
          .map(({ policy }) => policy)
      : [inputs.policy];
  if (policies.length === 0) return undefined;
  const all = policies.map(iamStatements);
  const known = all.flatMap((statements) => statements ?? []);
  const allowing = known.filter(({ allows }) => allows);
  return all.includes(undefined) ? "not known" : allowing;
}
