/**
 * Privileges by the letters that PostgreSQL itself abbreviates them with, in its order. Source: PostgreSQL documentation,
 * table 5.1, "ACL Privilege Abbreviations".
 */
export const privilegeLetters = {
  SELECT: "r",
  INSERT: "a",
  UPDATE: "w",
  DELETE: "d",
  TRUNCATE: "D",
  REFERENCES: "x",
  TRIGGER: "t",
  MAINTAIN: "m",
  EXECUTE: "X",
  USAGE: "U",
  CREATE: "C",
  CONNECT: "c",
  TEMPORARY: "T",
} as const;

export type PrivilegeName = keyof typeof privilegeLetters;

/** The privileges of a cell such as `arw*`; a star after a letter is WITH GRANT OPTION, and left out here. */
export function privilegesOf(cell: string): PrivilegeName[] {
  const names = Object.entries(privilegeLetters) as [PrivilegeName, string][];
  return names.filter(([, letter]) => cell.includes(letter)).map(([name]) => name);
}
