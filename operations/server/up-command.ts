/** The command that brings a stack up, as a user types it. */
export function upCommand(stack: string): string {
  return `npx pgstack up${stack === "dev" ? "" : ` --stack ${stack}`}`;
}
