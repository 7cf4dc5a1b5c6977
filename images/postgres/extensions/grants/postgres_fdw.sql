-- AWS, "Using the postgres_fdw extension to access external data": the master makes the server and its user mappings.
GRANT USAGE ON FOREIGN DATA WRAPPER postgres_fdw TO rds_superuser WITH GRANT OPTION;
