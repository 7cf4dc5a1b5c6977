import { randomBytes } from "node:crypto";
import { appendFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SystemUser } from "../../machine/system-user.ts";
import { host, type NativeConfig } from "./native-config.ts";
import { giveTo } from "./server-user.ts";

const settingsName = "pgstack.conf";

/** Who may log in: everybody with a password, from this machine. */
const logins = `# Written at each start of the server; a change here does not last.
host all         all ${host}/32 scram-sha-256
host replication all ${host}/32 scram-sha-256
`;

/** What `pgstack.conf` says, and nothing that is secret. */
export function serverSettings({ port, memory }: Pick<NativeConfig, "port" | "memory">): string {
  return `# Written at each start of the server; a change here does not last, one in postgresql.conf below its include does.
listen_addresses = '${host}'
port = ${port}
unix_socket_directories = ''
shared_buffers = ${Math.floor(memory / 4 / 1024)}kB
password_encryption = 'scram-sha-256'
logging_collector = off
log_destination = 'stderr'
lc_messages = 'C'
`;
}

/** What neither `postgresql.conf` nor ALTER SYSTEM may change: the start would look for the server in vain. */
export function fixedSettings({ port }: NativeConfig): string[] {
  return [`port=${port}`, `listen_addresses=${host}`, "unix_socket_directories="].flatMap((set) => [
    "-c",
    set,
  ]);
}

/** Writes the two files that are this program's. */
export function writeSettings(folder: string, config: NativeConfig, user: SystemUser | undefined): void {
  replaceFile(join(folder, settingsName), serverSettings(config), user);
  replaceFile(join(folder, "pg_hba.conf"), logins, user);
}

/** Makes new data read our settings. */
export function includeSettings(folder: string): void {
  appendFileSync(join(folder, "postgresql.conf"), `\ninclude = '${settingsName}'\n`);
}

function replaceFile(path: string, content: string, user: SystemUser | undefined): void {
  const draft = `${path}.${process.pid}-${randomBytes(3).toString("hex")}`;
  try {
    writeFileSync(draft, content, { mode: 0o600, flag: "wx" });
    giveTo(user, draft);
    renameSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
}
