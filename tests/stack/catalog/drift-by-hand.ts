/** Changes by hand of what is declared, each of which `up --refresh` takes back on every server. */
export const driftByHand = `
  ALTER ROLE mcp_app CREATEDB CREATEROLE CONNECTION LIMIT 3 VALID UNTIL '2030-01-01';
  ALTER ROLE mcp_readonly NOINHERIT;
  ALTER ROLE mcp_owner LOGIN;
  GRANT mcp_owner TO mcp_app WITH ADMIN TRUE;
  GRANT mcp_owner TO mcp_migrator WITH ADMIN TRUE, INHERIT FALSE, SET FALSE;
  ALTER ROLE mcp_app IN DATABASE mcp_db SET statement_timeout = '1s';
  ALTER ROLE mcp_app IN DATABASE mcp_db SET work_mem = '1GB';
  ALTER ROLE mcp_reader IN DATABASE mcp_db RESET ALL;
  ALTER ROLE mcp_owner SET work_mem = '1GB';
  GRANT CONNECT, TEMPORARY ON DATABASE mcp_db TO PUBLIC;
  REVOKE CONNECT ON DATABASE mcp_db FROM mcp_monitor;
  GRANT CREATE ON SCHEMA public TO mcp_app;
  REVOKE USAGE ON SCHEMA public FROM PUBLIC;
  GRANT SELECT ON commerce.customers TO mcp_reader;
  GRANT SELECT (email) ON commerce.customers TO mcp_readonly;
  REVOKE SELECT (country) ON commerce.customers FROM mcp_readonly;
  COMMENT ON ROLE mcp_app IS 'mine';
  COMMENT ON SCHEMA rag IS NULL;
  ALTER SCHEMA rag OWNER TO mcp_admin;
  GRANT CREATE ON SCHEMA rag TO mcp_app;
  GRANT ALL ON commerce.orders TO PUBLIC;
  GRANT UPDATE (status) ON commerce.orders TO mcp_readonly;
  REVOKE INSERT ON commerce.orders FROM mcp_app;
  GRANT UPDATE ON SEQUENCE commerce.orders_id_seq TO mcp_app;
  ALTER DEFAULT PRIVILEGES FOR ROLE mcp_owner IN SCHEMA rag GRANT DELETE ON TABLES TO mcp_readonly;
  ALTER DEFAULT PRIVILEGES FOR ROLE mcp_migrator IN SCHEMA commerce REVOKE SELECT ON TABLES FROM mcp_app;
  ALTER DEFAULT PRIVILEGES FOR ROLE mcp_owner GRANT EXECUTE ON FUNCTIONS TO PUBLIC;
  ALTER DEFAULT PRIVILEGES FOR ROLE mcp_migrator GRANT SELECT ON TABLES TO PUBLIC;
  ALTER INDEX rag.conversation_chunks_metadata_idx SET (fastupdate = off);
  DROP INDEX commerce.orders_customer_id_created_at_idx`;

/** What an administrator who is a superuser can do beside that, and no other. */
export const driftBySuperuser = `
  ALTER ROLE mcp_app REPLICATION BYPASSRLS;
  ALTER ROLE mcp_owner SUPERUSER;
  -- Of an extension that is trusted, what it brings belongs to the superuser, as on RDS.
  ALTER EXTENSION vector SET SCHEMA rag`;
