import pb from "@pulumi/pulumi/proto/provider_pb.js";
import type { PropertyChange } from "./diff-inputs.ts";
import { type Properties, toWire } from "./properties.ts";
import type { CheckFailure } from "./resource-handler.ts";

/** Checked inputs, or what is wrong with them. */
export function checkResponse(inputs: Properties, failures: readonly CheckFailure[]): pb.CheckResponse {
  return new pb.CheckResponse()
    .setInputs(toWire(inputs))
    .setFailuresList(
      failures.map(({ property, reason }) => new pb.CheckFailure().setProperty(property).setReason(reason)),
    );
}

/** Changes property by property, so that a preview shows which and whether they replace. */
export function diffResponse(
  changes: readonly PropertyChange[],
  deleteBeforeReplace: boolean,
): pb.DiffResponse {
  const replaces = changes.filter((change) => change.replaces).map((change) => change.property);
  const response = new pb.DiffResponse()
    .setChanges(
      changes.length === 0 ? pb.DiffResponse.DiffChanges.DIFF_NONE : pb.DiffResponse.DiffChanges.DIFF_SOME,
    )
    .setDiffsList(changes.map((change) => change.property))
    .setReplacesList(replaces)
    .setDeletebeforereplace(deleteBeforeReplace && replaces.length > 0)
    .setHasdetaileddiff(true);
  for (const change of changes) {
    response.getDetaileddiffMap().set(change.property, propertyDiff(change));
  }
  return response;
}

const { Kind } = pb.PropertyDiff;
const kinds = {
  add: [Kind.ADD, Kind.ADD_REPLACE],
  delete: [Kind.DELETE, Kind.DELETE_REPLACE],
  update: [Kind.UPDATE, Kind.UPDATE_REPLACE],
} as const;

function propertyDiff({ kind, replaces, input }: PropertyChange): pb.PropertyDiff {
  return new pb.PropertyDiff().setKind(kinds[kind][replaces ? 1 : 0]).setInputdiff(input);
}
