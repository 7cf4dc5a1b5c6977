import { Option } from "commander";

/** `-s, --stack`: the environment a verb works on. */
export function stackOption(): Option {
  return new Option("-s, --stack <name>", "stack to work on").default("dev").env("PULUMI_STACK");
}

/** `--json`: for programs. */
export function jsonOption(): Option {
  return new Option("--json", "print JSON");
}
