import { runtime } from "@pulumi/pulumi";
import { UserError } from "../../errors/user-error.ts";
import type { Registered } from "./mocks.ts";
import { type Options, recordOptions } from "./record-options.ts";

/** What AWS answers to the look-ups of a program, by the function's token. */
export const answers: Readonly<Record<string, Record<string, unknown>>> = {
  "aws:ssm/getParameter:getParameter": { insecureValue: "ami-0f", value: "ami-0f" },
  "aws:ec2/getVpc:getVpc": { cidrBlock: "10.9.0.0/16" },
};

/**
 * Runs a program against an AWS of mocks, and returns what it registered and what it gave back. Every resource has an
 * `arn` of its own name, `arn:<name>`, and its logical name where it was given none.
 */
export async function registeredOnAws<T>(
  declare: () => T,
): Promise<{ resources: readonly Registered[]; made: T }> {
  const resources: Registered[] = [];
  let optionsOf: ((type: string, name: string) => Options) | undefined;
  await runtime.setMocks({
    newResource: ({ type, name, inputs }: runtime.MockResourceArgs) => {
      resources.push({ type, name, inputs, options: optionsOf?.(type, name) ?? {} });
      return {
        id: `${name}-id`,
        state: { name, bucket: name, prefixListId: `${name}-pl`, ...inputs, arn: `arn:${name}` },
      };
    },
    call: ({ token }) => {
      const answer = answers[token];
      if (answer === undefined) throw new Error(`nobody expected ${token}`);
      return answer;
    },
  });
  optionsOf = recordOptions();
  let made: T | undefined;
  await runtime.runInPulumiStack(async () => {
    made = declare();
    return {};
  });
  await runtime.disconnect();
  return { resources: resources.filter(({ type }) => type !== "pulumi:pulumi:Stack"), made: made as T };
}

/** Declares at the first asking, for all tests that only read what came of it. */
export function once<T>(declare: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= declare();
    return made;
  };
}

/** Why a program was refused, before it registered anything. */
export async function refusal(declare: () => unknown): Promise<string> {
  const { resources, made } = await registeredOnAws(() => {
    try {
      declare();
    } catch (error) {
      return error;
    }
    return undefined;
  });
  if (!(made instanceof UserError)) throw new Error("nothing was refused", { cause: made });
  if (resources.length > 0) throw new Error(`${resources.length} resources were registered before that`);
  return made.message;
}

/** Each as `type name of parent`, in the order of the alphabet. */
export function summary(resources: readonly Registered[]): string[] {
  return resources.map(({ type, name, options }) => `${type} ${name} of ${options.parent}`).sort();
}

/** Inputs of the only resource with that name and type's end, e.g. `Subnet`; policies and the like as JSON has them. */
export function inputsOf(
  resources: readonly Registered[],
  type: string,
  name: string,
): Record<string, unknown> {
  const found = resources.filter((one) => one.name === name && one.type.endsWith(`:${type}`));
  if (found.length !== 1) throw new Error(`${found.length} resources are ${type} ${name}`);
  return Object.fromEntries(
    Object.entries(found[0]?.inputs ?? {}).map(([key, value]) => [key, parsed(value)]),
  );
}

function parsed(value: unknown): unknown {
  return typeof value === "string" && /^[{[]/.test(value) ? JSON.parse(value) : value;
}
