import type { Plan, PlannedResource, PlannedValue } from "../../../policy/planned-resource.ts";

/** One input that another plan has otherwise. */
export interface ChangedInput {
  readonly input: string;
  /** `undefined` where it was not there. */
  readonly before?: PlannedValue;
  readonly after?: PlannedValue;
}

/** What one plan has and another has not. */
export interface PlanChanges {
  readonly added: readonly PlannedResource[];
  readonly removed: readonly PlannedResource[];
  readonly changed: readonly {
    readonly resource: PlannedResource;
    readonly inputs: readonly ChangedInput[];
  }[];
}

/** Compares two plans by URN and input. Providers and components count like others. */
export function planChanges(before: Plan, after: Plan): PlanChanges {
  const old = new Map(before.resources.map((resource) => [resource.urn, resource]));
  const current = new Set(after.resources.map(({ urn }) => urn));
  return {
    added: after.resources.filter(({ urn }) => !old.has(urn)),
    removed: before.resources.filter(({ urn }) => !current.has(urn)),
    changed: after.resources.flatMap((resource) => {
      const was = old.get(resource.urn);
      const inputs = was === undefined ? [] : changedInputs(was.inputs, resource.inputs);
      return inputs.length === 0 ? [] : [{ resource, inputs }];
    }),
  };
}

function changedInputs(before: PlannedResource["inputs"], after: PlannedResource["inputs"]): ChangedInput[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names
    .filter((name) => comparable(before[name]) !== comparable(after[name]))
    .map((input) => ({
      input,
      ...(before[input] !== undefined && { before: before[input] }),
      ...(after[input] !== undefined && { after: after[input] }),
    }));
}

/** As text without the folder of the checkout: the two plans are made in two of them. */
function comparable(value: PlannedValue | undefined): string {
  return JSON.stringify(value ?? null).replaceAll(/(?<=")[^"]*[/\\](?=\.pgstack[/\\])/g, "");
}
