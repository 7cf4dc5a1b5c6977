/** How long a hook may take that wants the Pulumi CLI, in milliseconds: minutes, where none was built before. */
export const buildTime = 900_000;
