import { UserError } from "../errors/user-error.ts";

/** One thing that is wrong with the configuration. */
export interface Mistake {
  /** The key in full, e.g. `pgstack:port`. */
  readonly key: string;
  /** The value as given; absent when it is a secret, or may be one, or when there is none. */
  readonly given?: string;
  /** What is wrong with it, e.g. `above 65535`. */
  readonly problem: string;
  /** What to do, as an imperative. */
  readonly mend: string;
}

/** What stands in the place of a value that nobody may read. */
export const hidden = "(secret)";

const widestLine = 110;
const longestValue = 40;
/** A key that is one entry of a map has the entry's name in it. */
const longestKey = 90;

/** One error that lists every mistake of a stack's configuration, a line each where they fit. */
export function mistakesError(stack: string, mistakes: readonly Mistake[]): UserError {
  const rows = mistakes.map((mistake) => ({
    head: headOf(mistake),
    text: `${mistake.problem}; ${mistake.mend}`,
  }));
  const width = Math.max(...rows.map(({ head }) => head.length));
  const fits = rows.every(({ text }) => width + text.length + 4 <= widestLine);
  const lines = rows.map(({ head, text }) =>
    fits ? `  ${head.padEnd(width)}  ${text}` : `  ${head}\n      ${text}`,
  );
  const count = rows.length === 1 ? "1 setting needs" : `${rows.length} settings need`;
  return new UserError([`${count} a change`, ...lines].join("\n"), { where: `Pulumi.${stack}.yaml` });
}

function headOf({ key, given }: Mistake): string {
  const name = visible(key, longestKey);
  return given === undefined ? name : `${name}: ${visible(given, longestValue)}`;
}

/** The text on one line, in quotes where its ends would not be seen, and cut where it is long. */
function visible(text: string, longest: number): string {
  const short = text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
  return /[\p{Cc}\p{Zl}\p{Zp}]|^\s|\s$/u.test(short) ? JSON.stringify(short) : short;
}
