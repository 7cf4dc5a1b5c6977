import { type FilledPlace, fillVariables } from "../migrate/fill-variables.ts";
import type { MigrationVariables } from "../migrate/migration.ts";

/** A place in a file, both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A migration file: the SQL that runs, and where each part of it is written. */
export class SourceText {
  /** The file, its line ends LF. */
  readonly text: string;
  /** With its variables filled in. */
  readonly sql: string;
  /** Variables that have no value. */
  readonly unknown: readonly { readonly name: string; readonly line: number }[];
  readonly #places: readonly FilledPlace[];
  /** The SQL in UTF-8, which the parser counts in; nothing where each character is one byte. */
  readonly #bytes: Buffer | undefined;

  constructor(text: string, variables: MigrationVariables) {
    this.text = text.replaceAll("\r\n", "\n");
    const { sql, unknown, places } = fillVariables(this.text, variables);
    this.sql = sql;
    this.unknown = unknown;
    this.#places = places;
    const bytes = Buffer.from(sql);
    this.#bytes = bytes.length === sql.length ? undefined : bytes;
  }

  /** UTF-16 unit of the SQL that a byte is in. */
  unitOfByte(byte: number): number {
    return this.#bytes === undefined ? byte : this.#bytes.subarray(0, byte).toString().length;
  }

  /** Byte of the SQL that a UTF-16 unit begins at. */
  byteOfUnit(unit: number): number {
    return this.#bytes === undefined ? unit : Buffer.byteLength(this.sql.slice(0, unit));
  }

  /** Where in the file a byte of the SQL is written: for a filled-in value, its variable. */
  placeOfByte(byte: number): Place {
    return this.placeOfUnit(this.unitOfByte(byte));
  }

  /** Where in the file a UTF-16 unit of the SQL is written. */
  placeOfUnit(unit: number): Place {
    let grown = 0;
    for (const { at, length, filled } of this.#places) {
      if (unit < at + grown) break;
      if (unit < at + grown + filled) return placeAt(this.text, at);
      grown += filled - length;
    }
    return placeAt(this.text, unit - grown);
  }

  line(number: number): string {
    return this.text.split("\n")[number - 1] ?? "";
  }
}

function placeAt(text: string, unit: number): Place {
  const before = text.slice(0, unit);
  return { line: before.split("\n").length, column: unit - before.lastIndexOf("\n") };
}
