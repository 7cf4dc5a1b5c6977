import { parseErrorFields } from "../wire/error-fields.ts";
import type { FrontendUnit } from "../wire/frontend-reader.ts";
import { BackendType, message } from "../wire/message.ts";
import type { Listening } from "./listening.ts";
import type { PreparedStatements } from "./prepared-statements.ts";
import type { Session } from "./session.ts";
import type { TemporaryTables } from "./temporary-tables.ts";

/** Passes a notification on to all who listen but the one in whose turn it came; says whether that one listens, too. */
export type Notify = (notification: Buffer) => boolean;

/** What there is of one connection. */
export interface TrafficOf {
  readonly session: Session;
  readonly statements: PreparedStatements;
  readonly listening: Listening;
  readonly temporary: TemporaryTables;
  readonly notify: Notify;
}

/** Looks at what passes between one client and PostgreSQL, and changes what has to differ by connection. */
export class ClientTraffic {
  readonly #session: Session;
  readonly #statements: PreparedStatements;
  readonly #listening: Listening;
  readonly #temporary: TemporaryTables;
  readonly #notify: Notify;
  #fatal = false;

  constructor({ session, statements, listening, temporary, notify }: TrafficOf) {
    this.#session = session;
    this.#statements = statements;
    this.#listening = listening;
    this.#temporary = temporary;
    this.#notify = notify;
  }

  /** Whether PostgreSQL has told the client that its connection ends. */
  get fatal(): boolean {
    return this.#fatal;
  }

  /** What to send to PostgreSQL for a message of the client. */
  toBackend(unit: FrontendUnit): readonly Uint8Array[] {
    const { messages, hints } = this.#statements.rewrite(unit);
    if (hints !== undefined) {
      this.#listening.mentioned(hints.channels);
      if (hints.temporary) this.#temporary.mentioned();
      this.#session.changed ||= hints.setsConfig;
      for (const name of hints.ownParameters) this.#session.ownParameters.add(name);
    }
    return messages;
  }

  /** What the client gets of a message of PostgreSQL. */
  toClient(type: number, bytes: Buffer): Uint8Array | undefined {
    switch (type) {
      case BackendType.parseComplete:
      case BackendType.closeComplete:
        return this.#statements.answered() ? bytes : undefined;
      case BackendType.error:
        this.#statements.failed();
        this.#fatal ||= parseErrorFields(bytes.subarray(5)).severity === "FATAL";
        return this.#withoutPrefix(bytes);
      case BackendType.parameterStatus:
        this.#session.changed = true;
        return bytes;
      case BackendType.notification:
        return this.#notify(bytes) ? bytes : undefined;
      case BackendType.commandComplete:
        this.#completed(bytes.toString("latin1", 5, bytes.length - 1));
        return bytes;
      default:
        return bytes;
    }
  }

  #completed(tag: string): void {
    if (/^(SET|RESET|DISCARD ALL|DO|CALL)$/.test(tag)) this.#session.changed = true;
    if (tag === "DISCARD ALL" || tag === "DEALLOCATE ALL") this.#statements.allGone();
    this.#listening.completed(tag);
  }

  /** The prefix of a prepared statement's name is the gateway's own affair. */
  #withoutPrefix(bytes: Buffer): Buffer {
    const { prefix } = this.#statements;
    if (!bytes.includes(prefix)) return bytes;
    // Byte by byte, whatever the client's encoding is.
    const body = bytes.toString("latin1", 5).replaceAll(prefix, "");
    return message(BackendType.error, Buffer.from(body, "latin1"));
  }
}
