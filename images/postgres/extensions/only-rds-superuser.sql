
-- Added by the image. PostgreSQL lets whoever has CREATE on a database create a trusted extension, and one that needs no
-- superuser (pg_partman); RDS wants rds_superuser for those that it alone made creatable, and for pg_partman ("Managing
-- PostgreSQL partitions with the pg_partman extension"). In a cluster without that role nobody is refused.
DO $pgstack$
BEGIN
  IF EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname OPERATOR(pg_catalog.=) 'rds_superuser'::pg_catalog.name)
     AND NOT pg_catalog.pg_has_role('@extowner@'::pg_catalog.regrole, 'rds_superuser'::pg_catalog.name, 'MEMBER') THEN
    RAISE EXCEPTION 'permission denied to create extension "%"', '@@extension@@'
      USING ERRCODE = 'insufficient_privilege', HINT = 'Must be a member of rds_superuser to create this extension.';
  END IF;
END
$pgstack$;
