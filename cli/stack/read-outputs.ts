import { UserError } from "../../errors/user-error.ts";
import type { StackOutputs } from "../../packages/client/stack-outputs.ts";
import { cliFailure } from "./cli-failure.ts";
import type { OpenStack } from "./opened-stack.ts";

/**
 * The stack's outputs, secrets and all, in one call of the CLI.
 * @throws UserError when the stack has none, since it was never brought up, or not to the end; and when its state cannot be read
 */
export async function readOutputs(opened: Pick<OpenStack, "name" | "pulumi">): Promise<StackOutputs> {
  const outputs = await outputsIfAny(opened);
  if (outputs !== undefined) return outputs;
  throw new UserError("the stack has no outputs: it was not brought up to the end", {
    where: `stack ${opened.name}`,
    mend: opened.name === "prod" ? "Run `npx pgstack up --stack prod`." : "Run `npm run up`.",
  });
}

/**
 * {@link readOutputs}, or `undefined` for a stack that was not brought up to the end.
 * @throws UserError when there is no such stack, or its state cannot be read
 */
export async function outputsIfAny({
  name,
  pulumi,
}: Pick<OpenStack, "name" | "pulumi">): Promise<StackOutputs | undefined> {
  const { stdout } = await pulumi(["stack", "output", "--json", "--show-secrets", "--stack", name]).catch(
    (caught) => {
      throw cliFailure(name, caught);
    },
  );
  const outputs = JSON.parse(stdout) as Partial<StackOutputs>;
  return outputs.contractVersion === undefined ? undefined : withNewFields(outputs as Known);
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
