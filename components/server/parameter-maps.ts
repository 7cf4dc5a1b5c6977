/** A server's parameters, by what a change of one does: name -> value as in postgresql.conf. */
export interface ParameterMaps {
  /** Read at the start alone: a change restarts the server, which takes a second or two and cuts all connections. */
  readonly staticParameters: Readonly<Record<string, string>>;
  /** A change is reloaded, and cuts none. */
  readonly dynamicParameters: Readonly<Record<string, string>>;
}
