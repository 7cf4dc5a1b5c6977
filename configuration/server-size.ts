/** What a server is given. */
export interface ServerSize {
  /** In bytes. */
  readonly memory: number;
  /** Cores, of which a part counts as none: 1.5 are one. At least one. */
  readonly cores: number;
  /** What its data, WAL and temporary files may fill, in bytes. */
  readonly storage: number;
}
