/** Storage parameters of an index. Each belongs to some access methods alone; what is left out is the server's default. */
export interface IndexStorage {
  /** How full pages are packed, in per cent, 10 to 100 (btree, hash, gist, spgist). @default 90; 75 for hash, 80 for spgist */
  readonly fillfactor?: number;
  /** Stores equal keys once (btree). @default true */
  readonly deduplicate_items?: boolean;
  /** Collects new entries in a list that is merged later (gin). @default true */
  readonly fastupdate?: boolean;
  /** Size of that list, in kB (gin). @default the setting gin_pending_list_limit, 4096 */
  readonly gin_pending_list_limit?: number;
  /** Table pages that one entry sums up (brin). @default 128 */
  readonly pages_per_range?: number;
  /** Sums a range up when the next one is begun, not at the next vacuum (brin). @default false */
  readonly autosummarize?: boolean;
  /** How it is built when it outgrows the cache (gist). @default "auto" */
  readonly buffering?: "on" | "off" | "auto";
  /** Connections of each element, a layer (hnsw). @default 16 */
  readonly m?: number;
  /** Candidates that are looked at for each new element, at least 2 m (hnsw). @default 64 */
  readonly ef_construction?: number;
  /** Lists the rows are divided into (ivfflat). @default 100 */
  readonly lists?: number;
}
