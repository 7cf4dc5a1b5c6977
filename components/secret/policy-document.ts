import type { Input } from "@pulumi/pulumi";

/** An IAM policy as JSON has it. */
export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly PolicyStatement[];
}

export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  /** In the policy of a resource alone. */
  readonly Principal?: "*" | { readonly Service: string };
  readonly Action: string | readonly string[];
  readonly Resource?: Input<string> | readonly Input<string>[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, Input<string>>>>>;
}
