/** What is shown in place of a value. */
const hidden = "…";

const letter = "A-Za-z_\\u0080-\\uffff";

/**
 * A statement's pieces, each alternative one kind. A literal whose end is not certain matches none of the first ones, and
 * `open` takes the rest: one that is cut off, or where a plain one has `\'` in it, which ends it or not as a setting of its
 * session says.
 */
const piece = new RegExp(
  [
    String.raw`(?<comment>--[^\n\r]*|\/\*(?:(?!\/\*|\*\/).)*\*\/)`,
    String.raw`(?<kept>"(?:[^"]|"")*"(?!")|\$\d+)`,
    String.raw`(?<value>[eE]'(?:[^'\\]|\\.|'')*'(?!')|(?:[bBxXnN]|[uU]&)?'(?:[^'\\]|\\(?!')|'')*'(?!')|\$(?<tag>[${letter}][\w\u0080-\uffff]*)?\$.*?\$\k<tag>\$)`,
    String.raw`(?<open>(?:\/\*|"|(?:[eEbBxXnN]|[uU]&)?'|\$(?:[${letter}][\w\u0080-\uffff]*)?\$).*)`,
    String.raw`(?<word>[${letter}][\w$\u0080-\uffff]*)`,
    String.raw`(?<number>\.?\d(?:[eE][+-]\d|[\w.])*)`,
  ].join("|"),
  "gs",
);

/**
 * A statement of another session without its values, which may be a password or a customer's: literals and numbers become
 * `…`, comments go. One that is cut off is hidden to its end, and what could be a value is taken for one.
 */
export function hideValues(statement: string): string {
  return statement.replace(piece, (text, ...rest) => {
    const { comment, kept, word } = rest.at(-1) as Record<string, string | undefined>;
    if (comment !== undefined) return " ";
    return (kept ?? word) === undefined ? hidden : text;
  });
}
