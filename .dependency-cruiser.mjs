/**
 * Which room may import which. A room that is not named may be imported by nobody; types count like values, so that the
 * folder tree stays the architecture.
 */
const mayImport = {
  errors: [],
  machine: ["errors"],
  model: ["errors"],
  "packages/client": [],
  settings: ["errors", "model"],
  configuration: ["errors", "model", "settings/settings[.]ts"],
  sql: ["model"],
  db: ["errors", "machine", "model", "settings", "configuration", "sql"],
  embedded: ["errors", "machine", "sql"],
  pipelines: ["errors"],
  operations: [
    "errors",
    "machine",
    "settings",
    "configuration",
    "model",
    "sql",
    "db",
    "pipelines",
    "embedded",
  ],
  provider: ["errors", "settings", "configuration", "model", "sql", "db", "operations"],
  components: [
    "errors",
    "configuration",
    "model",
    "provider/resources/[^/]+/resource[.]ts",
    "packages/client",
    "db/connection-target[.]ts",
    "db/superuser/superuser-reference[.]ts",
    "settings/paths[.]ts",
    "sql/role/scram-verifier[.]ts",
    "sql/materialized-view/refresh-view[.]ts",
  ],
  stacks: [
    "operations/native/(replica-folders|server-user|socket-folder)[.]ts",
    "errors",
    "machine",
    "settings",
    "configuration",
    "model",
    "components",
    "packages/client",
  ],
  cli: [
    "errors",
    "machine",
    "settings",
    "configuration",
    "model",
    "sql",
    "db",
    "operations",
    "packages/client",
    "components/server/own-image[.]ts",
    "stacks/program[.]ts",
    "provider/version[.]ts",
  ],
};

const rooms = Object.entries(mayImport).map(([room, allowed]) => ({
  name: `${room.replace("/", "-")}-imports`,
  severity: "error",
  comment: `${room} may import ${allowed.length === 0 ? "no other room" : `only ${allowed.join(", ")}`}`,
  from: { path: `^${room}/` },
  to: { path: "^[^/]+", pathNot: `^(node_modules|${[room, ...allowed].join("|")})(/|$|(?<=[.]ts)$)` },
}));

export default {
  forbidden: [
    ...rooms.map((rule) => ({ ...rule, to: { ...rule.to, dependencyTypesNot: ["core", "npm", "npm-dev"] } })),
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "program-side-is-light",
      severity: "error",
      comment: "the program's side of a resource opens no connection and loads no server code",
      from: { path: "^(provider/resources/[^/]+/resource[.]ts|components/|stacks/|model/)" },
      to: { path: "^node_modules/(pg|pg-copy-streams|@grpc|@electric-sql)/" },
    },
    {
      name: "connections-open-in-db",
      severity: "error",
      comment: "db/ is the only place that opens connections; elsewhere only pg's types are used",
      from: { path: "^(?!db/|node_modules/)", pathNot: "^tests/" },
      to: { path: "^node_modules/pg/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "model-is-plain-data",
      severity: "error",
      from: { path: "^(model|sql|configuration|packages/client)/" },
      to: { path: "^node_modules/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "nobody-imports-fronts",
      severity: "error",
      from: { pathNot: "^(cli|bin|tests|bench)/" },
      to: { path: "^(cli|bench|tests)/" },
    },
    { name: "resolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(node_modules/[.]bin|[.]pgstack)" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      extensions: [".ts", ".js", ".mjs", ".cjs", ".d.ts"],
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
    },
  },
};
