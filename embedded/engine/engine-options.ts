/** What the engine's thread is started with. */
export interface EngineOptions {
  /** Absolute; there, and locked by this process. */
  readonly dataFolder: string;
  /** Where a new cluster is kept for the next first start. */
  readonly cacheFolder: string;
  readonly database: string;
  readonly adminUser: string;
  readonly adminPassword: string;
  /** In bytes. */
  readonly memory: number;
}
