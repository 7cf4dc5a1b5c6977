import { describe, expect, it } from "vitest";
import { item, others, parityOf } from "./inputs.ts";

const iam = "nature logins by IAM: no | yes";
const bySize = [
  "nature idle_in_transaction_session_timeout: 3600000 | 600000",
  "nature max_connections: 100 | 200",
  "nature temp_file_limit: 5242880 | 26214400",
];

describe("parity of the stacks as they are declared", () => {
  it("finds nothing but what follows the servers", () => {
    expect(others({ kind: "docker" })).toEqual([iam, ...bySize]);
  });

  it("compares everything, area by area", () => {
    const names = parityOf({ kind: "docker" }).items.map(({ area, name }) => `${area}: ${name}`);
    expect(names).toEqual(
      expect.arrayContaining([
        "server: major version",
        "server: time zone",
        "parameters: jit",
        "parameters: shared_preload_libraries",
        "extensions: extension vector",
        "roles: role mcp_app",
        "schemas: schema commerce",
        "privileges: database access",
        "privileges: privileges rag",
        "privileges: mask commerce.customers",
        "indexes: index rag.conversation_chunks_embedding_idx",
      ]),
    );
    expect(new Set(names).size).toBe(names.length);
    expect(names).toHaveLength(50);
  });

  it.each(["docker", "native", "embedded"] as const)(
    "sees text sorted alike on %s, RDS and Aurora",
    (kind) => {
      for (const server of ["rds", "aurora"] as const)
        expect(item({ kind, production: { server } }, "collation")).toMatchObject({
          dev: "C",
          prod: "C",
          verdict: "same",
        });
    },
  );

  it("takes the embedded server for what it is", () => {
    expect(others({ kind: "embedded" })).toEqual([
      "nature major version: 18 | 17",
      "nature TLS required: no | yes",
      "nature administrator: superuser | rds_superuser",
      iam,
      "nature jobs by the server: no | yes",
      "nature sessions side by side: no | yes",
      "nature parameters: its own | the parameter group's",
    ]);
  });

  it.each([
    ["an image of another version", { dev: { image: "pgvector/pgvector:pg16" } }, "16 | 17"],
    ["production's next version", { production: { engineVersion: "18" } }, "17 | 18"],
  ])("finds %s", (_, given, expected) => {
    expect(others({ kind: "docker", ...given })).toContain(`differs major version: ${expected}`);
  });

  it("knows a native server's version when it is there", () => {
    const remembered = { kind: "native", reason: "", port: 1, majorVersion: 16 } as const;
    expect(item({ remembered }, "major version")).toMatchObject({ dev: "16", verdict: "differs" });
    expect(item({ kind: "native" }, "major version")).toMatchObject({
      dev: "as this machine has it",
      verdict: "nature",
    });
  });

  it("takes the server that was found where the setting leaves it open", () => {
    expect(item({ remembered: { kind: "embedded", reason: "", port: 1 } }, "major version")?.dev).toBe("18");
    expect(item({}, "major version")?.dev).toBe("17");
    expect(item({ dev: { server: "embedded" } }, "major version")?.dev).toBe("18");
  });

  it("finds another image's libraries", () => {
    expect(
      item({ kind: "docker", dev: { image: "pgvector/pgvector:pg17" } }, "shared_preload_libraries"),
    ).toMatchObject({
      dev: "pg_stat_statements,auto_explain",
      prod: "pg_stat_statements,auto_explain,pgaudit,pg_cron",
      verdict: "differs",
    });
  });

  it.each([
    ["jit", "1", "0 | 1"],
    ["statement_timeout", "30000", "0 | 30000"],
    ["default_transaction_isolation", "serializable", "read committed | serializable"],
    // What is set by hand follows no size.
    ["max_connections", "500", "100 | 500"],
  ])("finds the parameter %s that was set by hand", (name, value, expected) => {
    expect(others({ kind: "docker", production: { parameters: { [name]: value } } })).toContain(
      `differs ${name}: ${expected}`,
    );
  });

  it("sees that a parameter set by hand is what it was", () => {
    expect(item({ kind: "docker", production: { parameters: { jit: "off" } } }, "jit")).toMatchObject({
      dev: "0",
      prod: "0",
      verdict: "same",
    });
  });

  it("finds what settings make of the model", () => {
    const given = { kind: "docker", dev: { foreignKeyIndexes: "true", embeddingDimensions: "768" } } as const;
    expect(others(given)).toEqual([
      iam,
      ...bySize,
      'differs schema rag: variables {"embedding_dimensions":768} | variables {"embedding_dimensions":384}',
      "differs index commerce.order_items_order_id_idx: declared | absent",
      "differs index commerce.order_items_product_id_idx: declared | absent",
    ]);
  });

  it("compares with Aurora, serverless or not", () => {
    expect(
      others({ kind: "docker", production: { server: "aurora", instanceClass: "db.serverless" } }),
    ).toEqual([iam, ...bySize]);
  });
});

describe("exceptions", () => {
  const parityExceptions = { jit: "reports are long and worth compiling" };
  const compiled = { jit: "1" };

  it("let a difference pass, with the reason", () => {
    const production = { parityExceptions, parameters: compiled };
    expect(item({ kind: "docker", production }, "jit")).toMatchObject({
      verdict: "allowed",
      why: parityExceptions.jit,
    });
  });

  it("that allow nothing are told", () => {
    const given = {
      production: {
        parameters: compiled,
        parityExceptions: { ...parityExceptions, collation: "no reason to compare" },
      },
    };
    expect(parityOf({ kind: "docker", ...given }).unusedExceptions).toEqual(["collation"]);
    // The embedded server has no parameters to compare.
    expect(parityOf({ kind: "embedded", ...given }).unusedExceptions).toEqual(["jit", "collation"]);
  });
});
