import { isSecret, type Output } from "@pulumi/pulumi";

/** What an output comes to; fails as it does. */
export function resolved<T>(output: Output<T> | undefined): Promise<T> {
  return (output as unknown as { promise(): Promise<T> }).promise();
}

/** What a secret output comes to; fails when it is none. */
export async function secretOf<T>(output: Output<T> | undefined): Promise<T> {
  if (output === undefined || !(await isSecret(output))) throw new Error("not a secret");
  return resolved(output);
}

/** An input that is a secret, as the mocks are given it (pulumi/pulumi sdk/nodejs/runtime/rpc.ts). */
export function secretInput(value: unknown): unknown {
  return { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value };
}
