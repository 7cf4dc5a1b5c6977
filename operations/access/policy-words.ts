/** What of a policy is compared; `null` is no condition. */
export interface ComparedPolicy {
  readonly command?: string;
  /** @default everybody */
  readonly roles?: readonly string[];
  readonly using?: string | null;
  readonly check?: string | null;
  readonly permissive?: boolean;
}

/** A policy in words, equal for equal ones: `permissive, SELECT, to mcp_app, using (tenant = 1)`. */
export function policyWords({
  command = "ALL",
  roles = ["PUBLIC"],
  using,
  check,
  permissive = true,
}: ComparedPolicy): string {
  return [
    permissive ? "permissive" : "restrictive",
    command,
    `to ${[...roles].sort().join(", ")}`,
    ...(using ? [`using ${using}`] : []),
    ...(check ? [`with check ${check}`] : []),
  ].join(", ");
}
