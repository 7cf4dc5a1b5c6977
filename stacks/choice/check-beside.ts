import { UserError } from "../../errors/user-error.ts";
import { ownImage } from "../../settings/keys/image.ts";
import type { ServerKind, Settings } from "../../settings/settings.ts";

/**
 * Refuses replicas and PgBouncer where the server has no place for them.
 * @throws UserError naming the setting
 */
export function checkBeside(kind: ServerKind, { replicas, pgbouncer, image }: Settings): void {
  const own = kind === "docker" && image === ownImage;
  if (replicas > 0 && kind === "embedded")
    throw refused(`replicas: ${replicas}`, "the embedded server has no replicas");
  if (replicas > 0 && kind === "docker" && !own)
    throw refused(
      `replicas: ${replicas}`,
      "only the project's own image starts replicas",
      "set pgstack:image to own",
    );
  if (pgbouncer && !own) {
    const what =
      kind === "docker" ? `the image ${image} has no PgBouncer` : `the ${kind} server has no PgBouncer`;
    throw refused(
      "pgbouncer: true",
      what,
      kind === "docker" ? "set pgstack:image to own" : "use the docker server",
    );
  }
}

function refused(setting: string, what: string, instead = "use the docker or native server"): UserError {
  return new UserError(what, { where: `pgstack:${setting}`, mend: `Remove the setting, or ${instead}.` });
}
