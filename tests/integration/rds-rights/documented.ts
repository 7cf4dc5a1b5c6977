import { accessRights } from "./documented/access.ts";
import { extensions } from "./documented/extensions.ts";
import { parameters } from "./documented/parameters.ts";
import { pgCron } from "./documented/pg-cron.ts";
import { pgaudit } from "./documented/pgaudit.ts";
import { postgresFdw } from "./documented/postgres-fdw.ts";
import { roles } from "./documented/roles.ts";
import { server } from "./documented/server.ts";
import type { Documented } from "./statement.ts";

/**
 * What AWS's pages say that RDS's master may or may not do, in order: what one makes the next ones use. `app` is a role of the
 * administrator's, `shop` its database; `stranger` is a role that the superuser made, `theirs` its database.
 */
export const documented: readonly Documented[] = [
  ...roles,
  ...accessRights,
  ...server,
  ...parameters,
  ...extensions,
  ...postgresFdw,
  ...pgaudit,
  ...pgCron,
];
