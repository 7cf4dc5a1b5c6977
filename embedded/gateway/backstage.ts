import type { EngineInput } from "../engine/channel.ts";
import type { Engine } from "../engine/engine.ts";
import { BackendReader } from "../wire/backend-reader.ts";
import { parseErrorFields, WireError } from "../wire/error-fields.ts";
import { BackendType, query } from "../wire/message.ts";
import type { PresentStatements } from "./prepared-statements.ts";
import { serverEnded } from "./server-ended.ts";

/** A row as text; NULL is null. */
export type TextRow = readonly (string | null)[];

/** What PostgreSQL answered to something of the gateway's own. */
export interface Answer {
  readonly rows: TextRow[];
  readonly errors: WireError[];
}

/** PostgreSQL, as the gateway talks to it on its own account: by who has the turn, with nothing of a client under way. */
export class Backstage {
  readonly engine: Engine;
  readonly present: PresentStatements = { names: new Set(), unnamed: undefined };
  /** Called with each NotificationResponse that comes along. */
  readonly #onNotification: (message: Buffer) => void;

  constructor(engine: Engine, onNotification: (message: Buffer) => void) {
    this.engine = engine;
    this.#onNotification = onNotification;
  }

  /**
   * Runs one statement.
   *
   * @throws WireError when PostgreSQL refuses it
   */
  async ask(sql: string): Promise<TextRow[]> {
    const { rows, errors } = await this.exchange([query(sql)]);
    if (errors[0] !== undefined) throw errors[0];
    return rows;
  }

  /** Sends something and waits until PostgreSQL has done all of it. */
  exchange(inputs: readonly EngineInput[]): Promise<Answer> {
    const { engine } = this;
    const reader = new BackendReader(() => true);
    const answer: Answer = { rows: [], errors: [] };
    this.present.unnamed = undefined;
    return new Promise((resolve, reject) => {
      engine.user = {
        onOutput: (bytes) => {
          for (const piece of reader.push(bytes))
            if (piece.type !== undefined) this.#take(piece.type, piece.bytes, answer);
          engine.release(bytes.length);
        },
        onIdle: () => {
          engine.user = undefined;
          resolve(answer);
        },
        onEnd: (reason) => reject(serverEnded(reason)),
      };
      for (const input of inputs) engine.send(input instanceof Uint8Array ? [input] : input);
    });
  }

  #take(type: number, message: Buffer, { rows, errors }: Answer): void {
    if (type === BackendType.dataRow) rows.push(parseRow(message));
    else if (type === BackendType.error) errors.push(new WireError(parseErrorFields(message.subarray(5))));
    else if (type === BackendType.notification) this.#onNotification(message);
  }
}

function parseRow(message: Buffer): TextRow {
  const values: (string | null)[] = [];
  const count = message.readInt16BE(5);
  for (let at = 7; values.length < count; ) {
    const length = message.readInt32BE(at);
    at += 4;
    values.push(length < 0 ? null : message.toString("utf8", at, at + length));
    at += Math.max(length, 0);
  }
  return values;
}
