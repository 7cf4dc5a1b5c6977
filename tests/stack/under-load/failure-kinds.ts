/** What a client is told whose server is gone, or not back yet; docs/faults.md lists it. */
export const serverGone =
  /: (ECONNRE(SET|FUSED)|EPIPE|08P01 |57P0[123] |Connection terminated|Client network socket disconnected|timeout expired)/;
/** What a login with a password is told that was replaced a moment ago: by the server, and by PgBouncer. */
export const oldPassword =
  /^login: (28P01 password authentication failed|08P01 (SASL|password) authentication failed)/;
/** What a change is told for which there is no room. */
export const diskFull = /^statement: 53100 could not extend file/;
