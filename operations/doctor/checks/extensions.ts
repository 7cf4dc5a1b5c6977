import type { Finding } from "../finding.ts";

/** An extension that is not at the version the server brings. */
export interface ExtensionBehind {
  readonly name: string;
  readonly installed: string;
  readonly newest: string;
}

/** Extensions that an upgrade of the server left behind. */
export function checkExtensions(behind: readonly ExtensionBehind[]): Finding[] {
  return behind.map(({ name, installed, newest }) => ({
    name: "Extension",
    level: "warn",
    found: `${name} is ${installed}, and the server brings ${newest}: an upgrade of the server does not upgrade it`,
    mend: `Declare version: "latest" (or "${newest}") for it in model/database.ts, and run \`npx pgstack up\`.`,
  }));
}
