/** Lines of a document that are commands: those of its `sh` blocks. */
export function shellCommands(text: string): string[] {
  return [...text.matchAll(/```sh\n(?<block>[^`]*)```/g)].flatMap(
    ({ groups }) => groups?.block?.trim().split("\n") ?? [],
  );
}
