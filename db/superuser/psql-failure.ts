import { UserError } from "../../errors/user-error.ts";
import { superuser } from "../../model/service-roles.ts";
import { SqlState } from "../error-codes.ts";
import { SuperuserError } from "./superuser-error.ts";
import type { SuperuserPlace } from "./superuser-reference.ts";

/**
 * What psql, or the Docker client around it, says on its standard error, as an error that names no statement: of the
 * server's own words only the message is taken, for the lines after it quote the statement.
 */
export function psqlFailure(place: SuperuserPlace, said: string): Error {
  const where = place.kind === "docker" ? `container ${place.container}` : `socket in ${place.folder}`;
  const up = "Run `npm run up`: it brings the server back. `npx pgstack doctor` says what is wrong.";
  const failed = /^.*?(?:ERROR|FATAL|PANIC): {2}(?<code>[0-9A-Z]{5}): (?<message>.*)$/m.exec(said)?.groups;
  if (failed !== undefined) return new SuperuserError(failed.message ?? "", failed.code ?? "");
  if (said.includes(`role "${superuser}" does not exist`)) {
    return new UserError(
      `the server has no superuser ${superuser}: its data was made by an older version of pgstack, whose administrator is the superuser`,
      {
        where,
        mend: "Its data cannot be taken over. Dump what you need, then run `npm run destroy` and `npm run up`, or `npx pgstack up --replace-data`.",
      },
    );
  }
  if (/the database system is|the server closed|server terminated/.test(said)) {
    return new SuperuserError("the server starts up or shuts down", SqlState.cannotConnectNow);
  }
  if (/no such container/i.test(said))
    return new UserError("the container is not there", { where, mend: up });
  if (/is not running|is paused|is restarting/i.test(said)) {
    return new UserError("the container does not run", { where, mend: up });
  }
  if (/psql\W{0,3}: (No such file|not found)|exec: "sh"/i.test(said)) {
    return new UserError("there is no psql", {
      where,
      mend: "Use an image with PostgreSQL's own programs, such as pgstack's own or the official one.",
    });
  }
  if (
    /cannot connect to the docker daemon|error during connect|permission denied while trying to connect/i.test(
      said,
    )
  ) {
    return new UserError("no Docker daemon answers", { where, mend: "Start it, and run `npm run up`." });
  }
  if (/Is the server running/.test(said))
    return new UserError("the server does not answer", { where, mend: up });
  const refused = /connection to server .* failed: (?:FATAL: {2})?(?<why>.*)/.exec(said)?.groups?.why;
  if (refused !== undefined) return new SuperuserError(refused, SqlState.connectionRejected);
  return new SuperuserError("psql ended without a word of the server's", "58000");
}
