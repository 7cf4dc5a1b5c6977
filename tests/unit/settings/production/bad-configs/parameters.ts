import type { BadConfig } from "./bad-config.ts";

/** Parameters of the group. */
export const parameters: readonly BadConfig[] = [
  [
    { parameters: '{"work_men":"65536"}' },
    ["  pgstack:parameters.work_men: 65536  no parameter of RDS for PostgreSQL; did you mean work_mem?"],
  ],
  [
    { parameters: '{"shared_buffers":"128MB"}' },
    [
      "  pgstack:parameters.shared_buffers: 128MB",
      "      with a unit, which RDS does not take; write 16384, in pages of 8 kB",
    ],
  ],
  [
    { parameters: '{"shared_buffers":"4194304"}' },
    [
      "  pgstack:parameters.shared_buffers: 4194304",
      "      in pages of 8 kB, 32 GB, and db.r7g.large has 16 GB: the server would not start; use about 524288, a quarter",
    ],
  ],
  [
    { parameters: '{"work_mem":"262144"}' },
    [
      '  pgstack:parameters: {"work_mem":"262144"}',
      "      4 GB of buffers, 12.5 GB of a quarter of the connections, 3 GB of vacuums: 19.5 GB, and db.r7g.large has 16 GB; lower work_mem, or use a larger class",
    ],
  ],
  [
    { parameters: '{"work_mem":"32"}' },
    ["  pgstack:parameters.work_mem: 32  below 64; use 64 or more (in kB)"],
  ],
  [
    { parameters: '{"checkpoint_timeout":"15min"}' },
    [
      "  pgstack:parameters.checkpoint_timeout: 15min  with a unit, which RDS does not take; write 900, in seconds",
    ],
  ],
  [
    { parameters: '{"random_page_cost":"cheap"}' },
    ["  pgstack:parameters.random_page_cost: cheap  not a number; use a number"],
  ],
  [
    { parameters: '{"wal_level":"logical"}' },
    ["  pgstack:parameters.wal_level: logical  a parameter that RDS does not let one modify; remove it"],
  ],
  [
    { parameters: '{"rds.force_ssl":"0"}' },
    [
      "  pgstack:parameters.rds.force_ssl: 0  off lets passwords and data travel in clear; remove it: it is on",
    ],
  ],
  [
    { parameters: '{"max_connections":"100"}' },
    ["  pgstack:parameters.max_connections: 100  has a setting of its own; set pgstack:maxConnections"],
  ],
  [
    { parameters: '{"log_statement":"none"}' },
    [
      "  pgstack:parameters.log_statement: none",
      "      without changes of the schema nobody can tell later who made them; use ddl, mod or all",
    ],
  ],
  [
    { parameters: '{"log_min_duration_statement":"-1"}' },
    [
      "  pgstack:parameters.log_min_duration_statement: -1",
      "      off, and slow statements go unseen; use milliseconds, such as 1000",
    ],
  ],
  [
    { parameters: '{"autovacuum":"off"}' },
    [
      "  pgstack:parameters.autovacuum: off",
      "      off, and the server stops when its transaction ids have run out; remove it: it is on",
    ],
  ],
  [
    { parameters: '{"shared_preload_libraries":"pg_stat_statements,pgvector"}' },
    [
      "  pgstack:parameters.shared_preload_libraries: pg_stat_statements,pgvector",
      "      pgvector: pgvector is loaded when it is used: CREATE EXTENSION vector is all it needs; remove it from the list",
    ],
  ],
  [
    { parameters: '{"shared_preload_libraries":"pg_cron"}' },
    [
      "  pgstack:parameters.shared_preload_libraries: pg_cron",
      "      without pg_stat_statements nobody sees which statements cost what; add it to the list",
    ],
  ],
  [
    { parameters: '{"shared_preload_libraries":"pg_stat_statements,pg_overexplain"}' },
    [
      "  pgstack:parameters.shared_preload_libraries: pg_stat_statements,pg_overexplain",
      "      pg_overexplain: PostgreSQL 17 on RDS does not load it; remove it from the list",
    ],
  ],
  [{ parameters: '{"jit":"maybe"}' }, ["  pgstack:parameters.jit: maybe  neither on nor off; use 1 or 0"]],
  [
    { parameters: '{"wal_compression":"gzip"}' },
    ["  pgstack:parameters.wal_compression: gzip  no value of it; use one of pglz, lz4, zstd, on, off"],
  ],
  [
    { parameters: '{"DateStyle":"ISO"}' },
    ["  pgstack:parameters.DateStyle: ISO  in upper case, and RDS has it in lower case; write datestyle"],
  ],
  [
    { parameters: "work_mem" },
    [
      "  pgstack:parameters: work_mem",
      "      not a map of single values; use a map of names and values, such as work_mem: 65536",
    ],
  ],
  [
    { parameters: '{"autovacuum_max_workers":"20","maintenance_work_mem":"2097152"}' },
    [
      '  pgstack:parameters: {"autovacuum_max_workers":"20","mainten…',
      "      4 GB of buffers, 3 GB of a quarter of the connections, 40 GB of vacuums: 47 GB, and db.r7g.large has 16 GB; lower maintenance_work_mem or autovacuum_max_workers, or use a larger class",
    ],
  ],
  [
    { parameters: '{"statement_timeout":"5 min"}' },
    [
      "  pgstack:parameters.statement_timeout: 5 min",
      "      with a unit, which RDS does not take; write 300000, in milliseconds",
    ],
  ],
  [
    { parameters: '{"shared_buffers":"{DBInstanceClassMemory/2}x"}' },
    [
      "  pgstack:parameters.shared_buffers: {DBInstanceClassMemory/2}x",
      "      not a whole number; use a whole number of pages of 8 kB",
    ],
  ],
  [
    { parameters: '{"random_page_cost":"-1"}' },
    ["  pgstack:parameters.random_page_cost: -1  below 0; use 0 or more"],
  ],
  [
    { parameters: '{"synchronous_commit":"of"}' },
    ["  pgstack:parameters.synchronous_commit: of  no value of it; did you mean on?"],
  ],
  [
    { parameters: '{"work_mem":""}' },
    ["  pgstack:parameters.work_mem  has no value; write one, or remove it"],
  ],
  [
    { parameters: '{"pgaudit.lgo":"ddl"}' },
    ["  pgstack:parameters.pgaudit.lgo: ddl  no parameter of RDS for PostgreSQL; did you mean pgaudit.log?"],
  ],
];
