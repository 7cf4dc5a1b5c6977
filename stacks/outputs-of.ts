import type { Input } from "@pulumi/pulumi";

/** Outputs, field by field as a contract has them. */
export type OutputsOf<T> = { readonly [Field in keyof T]: Input<T[Field]> };
