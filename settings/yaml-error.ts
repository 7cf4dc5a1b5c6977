import type { LineCounter, YAMLParseError } from "yaml";
import { UserError } from "../errors/user-error.ts";

const missingColon = "a key has a colon and a space after it";

/** The parser's commonest complaints, in words for people who do not know YAML's grammar. */
const inPlainWords: Readonly<Record<string, string>> = {
  "Implicit keys need to be on a single line": missingColon,
  "Implicit map keys need to be followed by map values": missingColon,
  "Nested mappings are not allowed in compact mappings":
    "a colon in a value (put the value in quotes), or the next line is indented too far",
};

/**
 * One error with the place of each fault, the first of each line: those after it mostly follow from it. The text of the
 * file is not quoted, as a password may stand there.
 */
export function yamlError(file: string, errors: readonly YAMLParseError[], lines: LineCounter): UserError {
  const faults = new Map<number, string>();
  for (const { message, pos } of errors) {
    const { line, col } = lines.linePos(pos[0]);
    if (!faults.has(line))
      faults.set(line, `  line ${line}, column ${col}: ${inPlainWords[message] ?? message}`);
  }
  return new UserError(["not valid YAML", ...faults.values()].join("\n"), {
    where: file,
    mend: "Write one setting a line below config:, indented by two spaces, such as pgstack:port: 5433",
  });
}
