/** That one role is a member of another, as one grantor gave it. */
export interface MembershipFact {
  readonly role: string;
  readonly member: string;
  readonly admin: boolean;
  readonly inherit: boolean;
  readonly set: boolean;
  readonly grantor: string;
  /** Nobody but a superuser takes away what a superuser gave. */
  readonly grantor_is_superuser: boolean;
}

/** Reads every membership: one row a grantor. */
export const readMemberships = `
  SELECT g.rolname::text AS role, r.rolname::text AS member, m.admin_option AS admin, m.inherit_option AS inherit,
         m.set_option AS set, by.rolname::text AS grantor, by.rolsuper AS grantor_is_superuser
  FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid JOIN pg_roles r ON r.oid = m.member
  JOIN pg_roles by ON by.oid = m.grantor
  ORDER BY 1, 2, 6`;
