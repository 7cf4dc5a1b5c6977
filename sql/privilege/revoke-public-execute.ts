import { quoteName } from "../quote.ts";

/**
 * Functions a role makes later are not everybody's to run. PostgreSQL gives EXECUTE to PUBLIC by a global default, which
 * no default of one schema can take away (PostgreSQL documentation, ALTER DEFAULT PRIVILEGES).
 */
export function revokePublicExecute(owner: string): string {
  return `ALTER DEFAULT PRIVILEGES FOR ROLE ${quoteName(owner)} REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC`;
}

/** Whether role $1's later functions are already nobody else's. */
export const publicExecuteRevoked = `
  SELECT EXISTS (
    SELECT FROM pg_default_acl d WHERE d.defaclnamespace = 0 AND d.defaclobjtype = 'f'
      AND d.defaclrole = (SELECT oid FROM pg_roles WHERE rolname = $1)
      AND NOT EXISTS (SELECT FROM aclexplode(d.defaclacl) a WHERE a.grantee = 0)) AS revoked`;
