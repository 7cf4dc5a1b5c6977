import { program } from "./stacks/program.ts";

/** What plain `pulumi` runs; `pgstack` calls the same function. */
export default program;
