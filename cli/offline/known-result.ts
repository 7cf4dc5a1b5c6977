/** What is known of an account before anybody asks it. */
export interface KnownAccount {
  /** 12 digits. */
  readonly accountId?: string | undefined;
}

/** What a data source would return, as far as it is known offline; `undefined` is unknown as a whole. */
export function knownResult(token: string, { accountId }: KnownAccount): Record<string, string> | undefined {
  switch (token) {
    case "aws:index/getCallerIdentity:getCallerIdentity":
      return accountId === undefined ? undefined : { accountId, id: accountId };
    case "aws:index/getPartition:getPartition":
      // The one of every region but those of China and of GovCloud (AWS, "Amazon Resource Names", read 2026-11).
      return { id: "aws", partition: "aws", dnsSuffix: "amazonaws.com", reverseDnsPrefix: "com.amazonaws" };
    default:
      return undefined;
  }
}
