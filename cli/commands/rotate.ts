import { Argument, type Command } from "commander";
import { type RotationSubject, rotationSubjects } from "../../settings/rotations.ts";
import { jsonOption, stackOption } from "./stack-option.ts";

interface RotateOptions {
  readonly stack: string;
  readonly json?: boolean;
}

/** `pgstack rotate`: new certificates or passwords, on the server and for its clients. */
export function registerRotate(program: Command): void {
  program
    .command("rotate")
    .description("renew the stack's certificates or passwords, and bring it up with them")
    .addArgument(new Argument("<subjects...>", "what to renew").choices(rotationSubjects))
    .addOption(stackOption())
    .addOption(jsonOption())
    .addHelpText(
      "after",
      "\nThe certificate authority stays: clients go on with the CA file they have. New passwords are in\n" +
        "`pgstack outputs`; sessions that are open stay open. Cut short, the next `pgstack up` finishes it.",
    )
    .action(async (subjects: RotationSubject[], options: RotateOptions) => {
      const { rotate } = await import("../stack/rotate.ts");
      await rotate(subjects, options);
    });
}
