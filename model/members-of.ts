import type { Role } from "./role.ts";

/** Names of the declared roles that are members of a role, directly or through others; not the role itself. */
export function membersOf(group: string, roles: readonly Role[]): string[] {
  const members = new Set<string>();
  const visit = (name: string) => {
    for (const role of roles) {
      if (!role.memberOf?.includes(name) || members.has(role.name)) continue;
      members.add(role.name);
      visit(role.name);
    }
  };
  visit(group);
  return roles.map(({ name }) => name).filter((name) => members.has(name));
}
