import { createHash } from "node:crypto";
import { quoteName } from "../../sql/quote.ts";
import type { FrontendUnit } from "../wire/frontend-reader.ts";
import { Frontend, message, query } from "../wire/message.ts";
import { foldName, type StatementHints, statementHints } from "./statement-hints.ts";

/** Which prepared statements PostgreSQL has at the moment, of all connections. */
export interface PresentStatements {
  readonly names: Set<string>;
  /** Whose unnamed statement it has; a simple query of anybody drops it. */
  unnamed: PreparedStatements | undefined;
}

/** PostgreSQL cuts names of prepared statements to this many bytes. */
const longestName = 63;

interface Statement {
  /** Its Parse, as sent to PostgreSQL, to be sent again when somebody else dropped the statement. */
  readonly parse: Buffer;
  readonly hints: StatementHints;
}

interface Expected {
  readonly answer: "parsed" | "closed";
  readonly name: string;
  readonly statement?: Statement;
  /** Sent by the gateway: the client does not wait for the answer. */
  readonly own?: boolean;
}

/**
 * One connection's prepared statements. Their names get a prefix of the connection, so that two connections may use one
 * name; a statement that another connection's DISCARD ALL or DEALLOCATE ALL has taken along is prepared again when it is
 * used. SQL's own EXECUTE does not see them. Portals need nothing: they end with their transaction, and so before anybody
 * else's turn.
 */
export class PreparedStatements {
  readonly prefix: string;
  readonly #present: PresentStatements;
  readonly #statements = new Map<string, Statement>();
  #expected: Expected[] = [];

  constructor(connection: number, present: PresentStatements) {
    this.prefix = `pgstack_${connection}/`;
    this.#present = present;
  }

  /** The messages to send to PostgreSQL for one of the client, and what its statement may do. */
  rewrite({ type, bytes }: FrontendUnit): { messages: Uint8Array[]; hints?: StatementHints } {
    const given = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    switch (type) {
      case Frontend.query:
        return this.#query(given);
      case Frontend.parse:
        return this.#parse(given);
      case Frontend.bind: {
        const portalEnd = given.indexOf(0, 5) + 1;
        return this.#use(given, portalEnd);
      }
      case Frontend.describe:
        return given[5] === 0x53 ? this.#use(given, 6) : { messages: [bytes] };
      case Frontend.close:
        return given[5] === 0x53 ? this.#close(given) : { messages: [bytes] };
      default:
        return { messages: [bytes] };
    }
  }

  /** ParseComplete or CloseComplete has come. Says whether it is the client's. */
  answered(): boolean {
    const expected = this.#expected.shift();
    if (expected === undefined) return true;
    const { answer, name, statement } = expected;
    if (answer === "closed") this.#forget(name);
    else if (statement !== undefined) {
      this.#statements.set(name, statement);
      if (name !== "") this.#present.names.add(this.#backendName(name));
    }
    return expected.own !== true;
  }

  /** An error has come: what was sent behind it is skipped. */
  failed(): void {
    this.#expected = [];
  }

  /** DEALLOCATE ALL or DISCARD ALL has come. */
  allGone(): void {
    this.#statements.clear();
    this.#present.names.clear();
    this.#present.unnamed = undefined;
  }

  /** The names PostgreSQL still has of this connection. */
  left(): string[] {
    const names = [...this.#statements.keys()].map((name) => this.#backendName(name));
    return names.filter((name) => this.#present.names.delete(name));
  }

  #query(given: Buffer): { messages: Uint8Array[]; hints: StatementHints } {
    this.#statements.delete("");
    const text = given.toString("utf8", 5, given.length - 1);
    return { messages: [this.#deallocate(text, query) ?? given], hints: statementHints(text) };
  }

  #parse(given: Buffer): { messages: Uint8Array[]; hints: StatementHints } {
    const nameEnd = given.indexOf(0, 5);
    const textEnd = given.indexOf(0, nameEnd + 1);
    const name = given.toString("utf8", 5, nameEnd);
    const text = given.toString("utf8", nameEnd + 1, textEnd);
    const hints = statementHints(text);
    const rest = (sql: string) =>
      message(Frontend.parse, this.#backendName(name), "\0", sql, given.subarray(textEnd));
    const parse = this.#deallocate(text, rest) ?? rest(text);
    if (name === "") {
      this.#statements.delete("");
      this.#present.unnamed = this;
    }
    this.#expected.push({ answer: "parsed", name, statement: { parse, hints } });
    return { messages: [parse], hints };
  }

  /** Bind or Describe, whose name of a statement begins at `start`. */
  #use(given: Buffer, start: number): { messages: Uint8Array[]; hints?: StatementHints } {
    const end = given.indexOf(0, start);
    const name = given.toString("utf8", start, end);
    const statement = this.#statements.get(name);
    const rewritten = this.#rename(given, start, end, name);
    if (statement === undefined) return { messages: [rewritten] };
    const gone =
      name === "" ? this.#present.unnamed !== this : !this.#present.names.has(this.#backendName(name));
    if (!gone) return { messages: [rewritten], hints: statement.hints };
    if (name === "") this.#present.unnamed = this;
    this.#expected.push({ answer: "parsed", name, statement, own: true });
    return { messages: [statement.parse, rewritten], hints: statement.hints };
  }

  #close(given: Buffer): { messages: Uint8Array[] } {
    const end = given.indexOf(0, 6);
    const name = given.toString("utf8", 6, end);
    this.#expected.push({ answer: "closed", name });
    return { messages: [this.#rename(given, 6, end, name)] };
  }

  /** `DEALLOCATE name`, for drivers that do in SQL what the protocol's Close does. */
  #deallocate(text: string, build: (sql: string) => Buffer): Buffer | undefined {
    const written = /^\s*deallocate\s+(?:prepare\s+)?("(?:[^"]|"")+"|[a-z_][\w$]*)\s*;?\s*$/i.exec(text)?.[1];
    if (written === undefined) return undefined;
    const name = foldName(written);
    if (!this.#statements.has(name)) return undefined;
    const backendName = this.#backendName(name);
    this.#forget(name);
    return build(`DEALLOCATE ${quoteName(backendName)}`);
  }

  #forget(name: string): void {
    this.#statements.delete(name);
    this.#present.names.delete(this.#backendName(name));
  }

  #rename(given: Buffer, start: number, end: number, name: string): Buffer {
    if (name === "") return given;
    return message(given[0] ?? 0, given.subarray(5, start), this.#backendName(name), given.subarray(end));
  }

  #backendName(name: string): string {
    if (name === "") return "";
    const full = `${this.prefix}${name}`;
    if (Buffer.byteLength(full) <= longestName) return full;
    return `${this.prefix}${createHash("sha256").update(name).digest("hex").slice(0, 32)}`;
  }
}
