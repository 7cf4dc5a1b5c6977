import type { DatabaseModel } from "./database-model.ts";

/**
 * The model with new passwords for all roles that log in.
 *
 * @param rotation how often passwords were made: 1 leaves them as they are declared
 */
export function withRotation(model: DatabaseModel, rotation: number): DatabaseModel {
  const roles = model.roles.map((role) => ({
    ...role,
    passwordVersion: (role.passwordVersion ?? 1) + rotation - 1,
  }));
  return { ...model, roles };
}
