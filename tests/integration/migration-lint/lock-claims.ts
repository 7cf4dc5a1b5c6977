/** What a statement does to tables in use, as the rules say it. */
export interface LockClaim {
  /** The rule that says so; none where no error is found, because of this. */
  readonly rule: string | undefined;
  readonly statement: string;
  /** Run before it in the same transaction. */
  readonly before?: string;
  /** The strongest lock on each table, by the server's name of it. */
  readonly locks: Readonly<Record<string, string>>;
  /** Whether the table `t` is written anew. @default false */
  readonly rewrites?: boolean;
  /** Whether every row of `t` is read. @default false */
  readonly scans?: boolean;
}

const exclusive = "AccessExclusiveLock";

/** On tables `t`, `parent` and `u`, each with rows, `p` partitioned and `m` a materialized view: see lock-claims.test.ts. */
export const lockClaims: readonly LockClaim[] = [
  {
    rule: "adding-field-with-default",
    statement: "ALTER TABLE t ADD COLUMN x uuid DEFAULT gen_random_uuid()",
    locks: { t: exclusive },
    rewrites: true,
    scans: true,
  },
  {
    rule: "adding-field-with-default",
    statement: "ALTER TABLE t ADD COLUMN x bigint GENERATED ALWAYS AS IDENTITY",
    locks: { t: exclusive },
    rewrites: true,
    scans: true,
  },
  {
    rule: "adding-field-with-default",
    statement: "ALTER TABLE t ADD COLUMN x bigserial",
    locks: { t: exclusive },
    rewrites: true,
    scans: true,
  },
  {
    rule: "adding-field-with-default",
    statement: "ALTER TABLE t ADD COLUMN x text GENERATED ALWAYS AS (lower(name)) STORED",
    locks: { t: exclusive },
    rewrites: true,
    scans: true,
  },
  {
    rule: undefined,
    statement: "ALTER TABLE t ADD COLUMN x timestamptz NOT NULL DEFAULT now()",
    locks: { t: exclusive },
  },
  {
    rule: "adding-foreign-key-constraint",
    statement: "ALTER TABLE t ADD CONSTRAINT k FOREIGN KEY (parent_id) REFERENCES parent (id)",
    locks: { t: "ShareRowExclusiveLock", parent: "ShareRowExclusiveLock" },
    scans: true,
  },
  {
    rule: undefined,
    statement: "ALTER TABLE t ADD CONSTRAINT k FOREIGN KEY (parent_id) REFERENCES parent (id) NOT VALID",
    locks: { t: "ShareRowExclusiveLock", parent: "ShareRowExclusiveLock" },
  },
  {
    rule: undefined,
    statement: "ALTER TABLE t VALIDATE CONSTRAINT unvalidated_key",
    locks: { t: "ShareUpdateExclusiveLock", parent: "RowShareLock" },
    scans: true,
  },
  {
    rule: "adding-foreign-key-constraint",
    statement: "ALTER TABLE t ADD COLUMN x bigint DEFAULT 1 REFERENCES parent (id)",
    locks: { t: exclusive, parent: "ShareRowExclusiveLock" },
    scans: true,
  },
  {
    rule: undefined,
    statement: "ALTER TABLE t ADD COLUMN x bigint REFERENCES parent (id)",
    locks: { t: exclusive, parent: "ShareRowExclusiveLock" },
  },
  {
    rule: "adding-not-nullable-field",
    statement: "ALTER TABLE t ALTER COLUMN name SET NOT NULL",
    locks: { t: exclusive },
    scans: true,
  },
  {
    rule: undefined,
    before: "ALTER TABLE t VALIDATE CONSTRAINT proof",
    statement: "ALTER TABLE t ALTER COLUMN name SET NOT NULL",
    locks: { t: exclusive },
  },
  {
    rule: "adding-serial-primary-key-field",
    statement: "ALTER TABLE t ADD PRIMARY KEY (id)",
    locks: { t: exclusive },
    scans: true,
  },
  {
    rule: "disallowed-unique-constraint",
    statement: "ALTER TABLE t ADD UNIQUE (name)",
    locks: { t: exclusive },
    scans: true,
  },
  {
    rule: undefined,
    statement: "ALTER TABLE t ADD CONSTRAINT k UNIQUE USING INDEX t_unique_idx",
    locks: { t: exclusive },
  },
  {
    rule: "adding-exclusion-constraint",
    statement: "ALTER TABLE t ADD EXCLUDE USING gist (during WITH &&)",
    locks: { t: exclusive },
    scans: true,
  },
  {
    rule: "constraint-missing-not-valid",
    statement: "ALTER TABLE t ADD CHECK (id > 0)",
    locks: { t: exclusive },
    scans: true,
  },
  {
    rule: "constraint-missing-not-valid",
    statement: "ALTER TABLE t ADD COLUMN x int CHECK (x > 0)",
    locks: { t: exclusive },
    scans: true,
  },
  {
    rule: undefined,
    statement: "ALTER TABLE t ADD CHECK (id > 0) NOT VALID",
    locks: { t: exclusive },
  },
  {
    rule: undefined,
    statement: "ALTER TABLE t VALIDATE CONSTRAINT proof",
    locks: { t: "ShareUpdateExclusiveLock" },
    scans: true,
  },
  {
    rule: "changing-column-type",
    statement: "ALTER TABLE t ALTER COLUMN amount TYPE bigint",
    locks: { t: exclusive },
    rewrites: true,
    scans: true,
  },
  { rule: undefined, statement: "ALTER TABLE t ALTER COLUMN name TYPE text", locks: { t: exclusive } },
  { rule: undefined, statement: "ALTER TABLE t ALTER COLUMN name TYPE varchar(80)", locks: { t: exclusive } },
  { rule: undefined, statement: "ALTER TABLE t ALTER COLUMN name TYPE varchar", locks: { t: exclusive } },
  {
    rule: undefined,
    statement: "ALTER TABLE t ALTER COLUMN price TYPE numeric(12, 2)",
    locks: { t: exclusive },
  },
  { rule: undefined, statement: "ALTER TABLE t ALTER COLUMN price TYPE numeric", locks: { t: exclusive } },
  { rule: undefined, statement: "ALTER TABLE t ALTER COLUMN note TYPE varchar", locks: { t: exclusive } },
  {
    rule: "rechecking-constraint",
    before: "ALTER TABLE t VALIDATE CONSTRAINT proof",
    statement: "ALTER TABLE t ALTER COLUMN name TYPE text",
    locks: { t: exclusive },
    scans: true,
  },
  {
    rule: "rechecking-constraint",
    before: "ALTER TABLE t VALIDATE CONSTRAINT proof",
    statement: "ALTER TABLE t ALTER COLUMN name TYPE varchar(40)",
    locks: { t: exclusive },
    scans: true,
  },
  {
    rule: undefined,
    before: "ALTER TABLE t VALIDATE CONSTRAINT proof",
    statement:
      "ALTER TABLE t DROP CONSTRAINT proof, ALTER COLUMN name TYPE text, ADD CONSTRAINT proof CHECK (name IS NOT NULL) NOT VALID",
    locks: { t: exclusive },
  },
  {
    rule: undefined,
    before: "ALTER TABLE t ALTER COLUMN id DROP NOT NULL",
    statement: "ALTER TABLE t ADD PRIMARY KEY USING INDEX t_unique_idx",
    locks: { t: exclusive },
    scans: true,
  },
  {
    rule: undefined,
    statement: "ALTER TABLE t ADD PRIMARY KEY USING INDEX t_unique_idx",
    locks: { t: exclusive },
  },
  {
    rule: "changing-column-type",
    statement: "ALTER TABLE t ALTER COLUMN price TYPE numeric(12, 3)",
    locks: { t: exclusive },
    rewrites: true,
    scans: true,
  },
  {
    rule: "require-concurrent-index-creation",
    statement: "CREATE INDEX x ON t (name)",
    locks: { t: "ShareLock" },
    scans: true,
  },
  {
    rule: "require-concurrent-index-deletion",
    statement: "DROP INDEX t_unique_idx",
    locks: { t: exclusive },
  },
  {
    rule: "require-concurrent-reindex",
    statement: "REINDEX TABLE t",
    locks: { t: "ShareLock" },
    scans: true,
  },
  {
    rule: "require-concurrent-refresh",
    statement: "REFRESH MATERIALIZED VIEW m",
    locks: { m: exclusive, t: "AccessShareLock" },
    scans: true,
  },
  {
    rule: undefined,
    statement: "REFRESH MATERIALIZED VIEW CONCURRENTLY m",
    locks: { m: "ExclusiveLock", t: "AccessShareLock" },
    scans: true,
  },
  {
    rule: "prefer-attach-partition",
    statement: "CREATE TABLE p2 PARTITION OF p FOR VALUES IN (2)",
    locks: { p: exclusive },
  },
  {
    rule: undefined,
    statement: "ALTER TABLE p ATTACH PARTITION spare FOR VALUES IN (3)",
    locks: { p: "ShareUpdateExclusiveLock", spare: exclusive },
  },
  {
    rule: "require-concurrent-partition-detach",
    statement: "ALTER TABLE p DETACH PARTITION p1",
    locks: { p: exclusive, p1: exclusive },
  },
  {
    rule: "rewriting-table",
    statement: "ALTER TABLE t SET UNLOGGED",
    locks: { t: exclusive },
    rewrites: true,
    scans: true,
  },
  {
    rule: "rewriting-table",
    statement: "CLUSTER t USING t_unique_idx",
    locks: { t: exclusive },
    rewrites: true,
    scans: true,
  },
  ...[
    "ALTER TABLE t ALTER COLUMN name SET STATISTICS 500",
    "ALTER TABLE t ALTER COLUMN name SET (n_distinct = 5)",
    "ALTER TABLE t ALTER COLUMN name RESET (n_distinct)",
    "ALTER TABLE t SET (fillfactor = 80)",
    "ALTER TABLE t RESET (fillfactor)",
    "ALTER TABLE t CLUSTER ON t_unique_idx",
    "ALTER TABLE t SET WITHOUT CLUSTER",
  ].map((statement) => ({ rule: undefined, statement, locks: { t: "ShareUpdateExclusiveLock" } })),
  ...["DISABLE TRIGGER ALL", "ENABLE TRIGGER ALL", "DISABLE TRIGGER USER", "ENABLE TRIGGER USER"].map(
    (change) => ({
      rule: undefined,
      statement: `ALTER TABLE t ${change}`,
      locks: { t: "ShareRowExclusiveLock" },
    }),
  ),
  ...[
    "ALTER COLUMN amount SET DEFAULT 1",
    "ALTER COLUMN name SET STORAGE external",
    "DROP CONSTRAINT proof",
    "REPLICA IDENTITY FULL",
  ].map((change) => ({ rule: undefined, statement: `ALTER TABLE t ${change}`, locks: { t: exclusive } })),
  { rule: "locking-table", statement: "LOCK TABLE t IN SHARE MODE", locks: { t: "ShareLock" } },
  { rule: "locking-table", statement: "LOCK TABLE t", locks: { t: exclusive } },
  {
    rule: "renaming-column",
    statement: "ALTER TABLE t RENAME COLUMN name TO title",
    locks: { t: exclusive },
  },
  { rule: "renaming-table", statement: "ALTER TABLE t RENAME TO t2", locks: { t: exclusive } },
  { rule: "ban-drop-column", statement: "ALTER TABLE t DROP COLUMN amount", locks: { t: exclusive } },
  { rule: "ban-drop-table", statement: "DROP TABLE u", locks: { u: exclusive } },
  {
    rule: "ban-alter-domain-with-add-constraint",
    statement: "ALTER DOMAIN d ADD CHECK (value > 0)",
    locks: { u: "ShareLock" },
  },
  {
    rule: "ban-truncate-cascade",
    statement: "TRUNCATE parent CASCADE",
    locks: { parent: exclusive, child: exclusive, t: exclusive },
    rewrites: true,
    scans: true,
  },
];
