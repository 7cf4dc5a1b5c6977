import { superuser } from "../../../model/service-roles.ts";

/**
 * Health check of a primary. What its own file says of it costs nothing: that it is ready, and listens on TCP, which it
 * does not while its data is being made. Once a minute it is asked: each connection is a line in its log.
 */
export const primaryCheck: readonly string[] = [
  "sh",
  "-c",
  `[ "$(sed -n 6p "$PGDATA/postmaster.pid")" = "*" ] || exit 1
case "$(sed -n 8p "$PGDATA/postmaster.pid")" in ready*) ;; *) exit 1 ;; esac
asked=/tmp/pgstack-asked
[ -z "$(find $asked -mmin -1 2>/dev/null)" ] || exit 0
pg_isready --quiet --username=${superuser} --dbname=postgres && touch $asked`,
];
