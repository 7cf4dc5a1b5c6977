/** A native server to be started. */
export interface NativeConfig {
  /** Folder of PostgreSQL's programs. Absolute. */
  readonly bin: string;
  /** Folder of its process: what it was started with, its log. Absolute. */
  readonly runFolder: string;
  /** Folder of its data, and of nothing else. Absolute. */
  readonly dataFolder: string;
  /** TCP port on 127.0.0.1, where alone it listens. */
  readonly port: number;
  readonly adminUser: string;
  /** File with the administrator's password, in its first line. Absolute. */
  readonly adminPassword: string;
  /** In bytes; a quarter of it becomes shared buffers. */
  readonly memory: number;
}

/** It listens on the loopback interface only. */
export const host = "127.0.0.1";
