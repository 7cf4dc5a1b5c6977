import { UserError } from "../../errors/user-error.ts";
import type { StackOutputs } from "../../packages/client/stack-outputs.ts";
import { missingStack } from "./missing-stack.ts";
import type { OpenStack } from "./opened-stack.ts";

/**
 * The stack's outputs, secrets and all, in one call of the CLI.
 * @throws UserError when the stack has none: it was never brought up, or not to the end
 */
export async function readOutputs({
  name,
  pulumi,
}: Pick<OpenStack, "name" | "pulumi">): Promise<StackOutputs> {
  const { stdout } = await pulumi(["stack", "output", "--json", "--show-secrets", "--stack", name]).catch(
    (cause) => {
      throw String(cause.stderr).includes("no stack named") ? missingStack(name, cause) : cause;
    },
  );
  const outputs = JSON.parse(stdout) as Partial<StackOutputs>;
  if (outputs.contractVersion === undefined) {
    throw new UserError("the stack has no outputs: it was not brought up to the end", {
      where: `stack ${name}`,
      mend: "Run `npm run up`.",
    });
  }
  return withNewFields(outputs as Known);
}

/** What every version of the contract has; the last update may have been an older version's. */
type Known = Omit<StackOutputs, "direct" | "server"> & {
  readonly direct?: StackOutputs["direct"];
  readonly server: Omit<StackOutputs["server"], "limits"> & { readonly limits?: readonly string[] };
};

function withNewFields(outputs: Known): StackOutputs {
  const { host, port } = outputs;
  return { direct: { host, port }, ...outputs, server: { limits: [], ...outputs.server } };
}
