import type { LineCounter, YAMLParseError } from "yaml";
import { UserError } from "../errors/user-error.ts";

/** The parser's two commonest complaints, in words for people who do not know YAML's grammar. */
const inPlainWords: Partial<Record<YAMLParseError["code"], string>> = {
  MULTILINE_IMPLICIT_KEY: "a key has a colon and a space after it",
  BLOCK_AS_IMPLICIT_KEY: "a colon in a value (put the value in quotes), or the next line is indented too far",
};

/**
 * One error with the place of each fault, the first of each line: those after it mostly follow from it. The text of the
 * file is not quoted, as a password may stand there.
 */
export function yamlError(file: string, errors: readonly YAMLParseError[], lines: LineCounter): UserError {
  const faults = new Map<number, string>();
  for (const { code, message, pos } of errors) {
    const { line, col } = lines.linePos(pos[0]);
    if (!faults.has(line))
      faults.set(line, `  line ${line}, column ${col}: ${inPlainWords[code] ?? message}`);
  }
  return new UserError(["not valid YAML", ...faults.values()].join("\n"), {
    where: file,
    mend: "Write one setting a line below config:, indented by two spaces, such as pgstack:port: 5433",
  });
}
