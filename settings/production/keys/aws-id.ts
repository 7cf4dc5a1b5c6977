import { patternKey } from "./pattern-key.ts";

/** A key that takes an id of AWS's: a kind, and 8 or 17 hexadecimal digits. */
export function awsId(name: string, kind: "vpc" | "subnet" | "sg") {
  return patternKey(name, {
    pattern: new RegExp(`^${kind}-(?:[0-9a-f]{8}|[0-9a-f]{17})$`),
    problem: `not an id of a ${{ vpc: "VPC", subnet: "subnet", sg: "security group" }[kind]}`,
    allowed: `${kind}- and 17 of 0-9 and a-f, such as ${kind}-0a1b2c3d4e5f60718`,
  });
}
