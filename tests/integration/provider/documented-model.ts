import type { DatabaseModel } from "../../../model/database-model.ts";

/** The example of docs/access.md, word for word. */
export const documentedModel: DatabaseModel = {
  extensions: [],
  // docs/access.md begins
  roles: [
    { name: "shop_owner", comment: "owns the schema; nobody logs in as it" },
    { name: "shop_migrator", comment: "applies migrations", login: true, memberOf: ["shop_owner"] },
    {
      name: "shop_app",
      comment: "the application, for one tenant a session",
      login: true,
      connectionLimit: 40,
      settings: { search_path: ["shop", "public"], statement_timeout: "60s" },
    },
    {
      name: "shop_reports",
      comment: "reports: read, and see no addresses",
      login: true,
      credential: "iam",
      settings: { statement_timeout: "5min", default_transaction_read_only: true },
    },
    { name: "shop_monitor", comment: "monitoring", login: true, memberOf: ["pg_monitor"] },
  ],
  access: { temporary: ["shop_app"] },
  schemas: [
    {
      name: "shop",
      owner: "shop_owner",
      comment: "customers of several tenants",
      grants: [
        { role: "shop_app", tables: ["SELECT", "INSERT", "UPDATE", "DELETE"], sequences: ["USAGE"] },
        { role: "shop_reports", tables: ["SELECT"] },
      ],
      masks: [{ table: "customers", columns: ["email"], hiddenFrom: ["shop_reports"] }],
      rowSecurity: [{ table: "customers" }],
      policies: [
        {
          table: "customers",
          name: "tenant",
          roles: ["shop_app"],
          using: "tenant = current_setting('shop.tenant', true)",
        },
        { table: "customers", name: "reports", command: "SELECT", roles: ["shop_reports"], using: "true" },
      ],
      indexes: [],
    },
  ],
  // docs/access.md ends
};
