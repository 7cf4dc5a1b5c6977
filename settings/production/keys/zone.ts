import { patternKey } from "./pattern-key.ts";

/** An availability zone; whether it is one of the region is for the rules to say. */
export const zone = patternKey("zone", {
  pattern: /^[a-z]{2}(-[a-z]+)+-\d[a-z]$/,
  problem: "no zone",
  allowed: "a zone such as us-east-1a",
});
