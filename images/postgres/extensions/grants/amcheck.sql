-- AWS recommends it to whoever suspects an index; PostgreSQL leaves it to superusers.
FOR function IN
  SELECT objid::regprocedure AS name FROM pg_catalog.pg_depend
  WHERE classid = 'pg_catalog.pg_proc'::regclass AND refclassid = 'pg_catalog.pg_extension'::regclass
    AND refobjid = (SELECT oid FROM pg_catalog.pg_extension WHERE extname = 'amcheck')
LOOP
  EXECUTE pg_catalog.format('GRANT EXECUTE ON FUNCTION %s TO rds_superuser WITH GRANT OPTION', function.name);
END LOOP;
