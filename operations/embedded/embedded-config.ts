/** An embedded server to be started. */
export interface EmbeddedConfig {
  /** Folder of its process: credential, status, log. Absolute. */
  readonly runFolder: string;
  /** Folder of its data, and of nothing else. Absolute. */
  readonly dataFolder: string;
  /** It listens on the loopback interface only. */
  readonly host: "127.0.0.1";
  readonly port: number;
  readonly database: string;
  readonly adminUser: string;
  /** In bytes. */
  readonly memory: number;
}
