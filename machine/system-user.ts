import { execFileSync } from "node:child_process";

/** A user of this machine. */
export interface SystemUser {
  readonly name: string;
  readonly uid: number;
  /** Number of its first group. */
  readonly gid: number;
}

/** Looks a user up by name or number; `undefined` when there is none. */
export function systemUser(user: string | number): SystemUser | undefined {
  const id = (what: string) =>
    execFileSync("id", [what, String(user)], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  try {
    return { name: id("-un"), uid: Number(id("-u")), gid: Number(id("-g")) };
  } catch {
    return undefined;
  }
}
