/** A value of a planned resource: JSON, with a marker where something is not known yet or nobody may read it. */
export type PlannedValue =
  | null
  | boolean
  | number
  | string
  | readonly PlannedValue[]
  | { readonly [property: string]: PlannedValue };

/** What stands for a value that is known only when the resource it comes from is there. */
export const unknownValue = "(unknown)";

/** What stands for a value that nobody may read. */
export const secretValue = "(secret)";

/** A resource as a plan has it, before anything is made. */
export interface PlannedResource {
  readonly urn: string;
  /** Pulumi's type token, e.g. `aws:rds/instance:Instance`. */
  readonly type: string;
  readonly name: string;
  /** URN of its parent; absent of the stack itself. */
  readonly parent?: string;
  /** A component has no provider: it is made of its children. */
  readonly component: boolean;
  readonly protect: boolean;
  /** URNs, sorted. */
  readonly dependencies: readonly string[];
  /** By input, the URNs of the resources that its value comes from, sorted. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  /** By their names in Pulumi (`storageEncrypted`). */
  readonly inputs: Readonly<Record<string, PlannedValue>>;
  /** URN of the explicit provider, where there is one. */
  readonly provider?: string;
}

/** A whole plan. */
export interface Plan {
  readonly stack: string;
  readonly resources: readonly PlannedResource[];
}
