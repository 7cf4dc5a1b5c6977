import { quoteName } from "../quote.ts";

/** Makes `member` a member of `role`: it inherits its privileges and may SET ROLE to it (PostgreSQL 16+). */
export function grantMembership(role: string, member: string): string {
  return `GRANT ${quoteName(role)} TO ${quoteName(member)} WITH INHERIT TRUE, SET TRUE, ADMIN FALSE`;
}

export function revokeMembership(role: string, member: string): string {
  return `REVOKE ${quoteName(role)} FROM ${quoteName(member)} CASCADE`;
}
