-- Roles with passwords, memberships, settings.
CREATE ROLE rds_superuser NOLOGIN;
GRANT pg_monitor TO rds_superuser;
CREATE ROLE mcp_admin LOGIN CREATEDB CREATEROLE PASSWORD 'admin''s pass' VALID UNTIL '2040-01-01' CONNECTION LIMIT 7;
GRANT rds_superuser TO mcp_admin WITH ADMIN OPTION;
CREATE ROLE "Odd ""Rôle" LOGIN PASSWORD 'odd pass' NOINHERIT;
GRANT mcp_admin TO "Odd ""Rôle";
ALTER ROLE mcp_admin SET work_mem = '12MB';
ALTER ROLE "Odd ""Rôle" SET search_path = "we ird", public;
COMMENT ON ROLE mcp_admin IS 'who declares';
ALTER ROLE rdsadmin SET log_min_messages = 'error';

-- Databases with properties.
CREATE DATABASE shop OWNER mcp_admin TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C';
COMMENT ON DATABASE shop IS 'all that is sold';
ALTER DATABASE shop SET default_transaction_read_only = on;
ALTER DATABASE shop SET timezone = 'Asia/Kolkata';
ALTER DATABASE shop SET intervalstyle = 'iso_8601';
ALTER DATABASE shop CONNECTION LIMIT 42;
ALTER ROLE mcp_admin IN DATABASE shop SET statement_timeout = '7min';
REVOKE CONNECT ON DATABASE shop FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE shop TO "Odd ""Rôle";
CREATE DATABASE "o'dd = \ db" ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0;
CREATE DATABASE empty_template IS_TEMPLATE true;
CREATE DATABASE icu LOCALE_PROVIDER icu ICU_LOCALE 'de-DE' TEMPLATE template0;
ALTER DATABASE postgres SET lock_timeout = '5s';
CREATE TABLE in_postgres AS SELECT 1 AS one;

\connect template1
CREATE TABLE in_template1 (note text);
INSERT INTO in_template1 VALUES ('of the template');

\connect icu
CREATE TABLE names (name text);
INSERT INTO names VALUES ('Öl'), ('Ofen');

\connect shop
SET default_transaction_read_only = off;
CREATE EXTENSION pg_trgm;
CREATE EXTENSION hstore SCHEMA public;
CREATE EXTENSION postgres_fdw;
CREATE EXTENSION pgcrypto;
CREATE EXTENSION pg_stat_statements;
CREATE EXTENSION btree_gist;
CREATE SCHEMA "we ird" AUTHORIZATION mcp_admin;
CREATE SCHEMA app;
COMMENT ON SCHEMA app IS 'the application''s';
GRANT USAGE, CREATE ON SCHEMA app TO mcp_admin;
SET search_path = app, public;

-- Types.
CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
ALTER TYPE mood ADD VALUE 'so so' BEFORE 'ok';
CREATE DOMAIN positive AS int CHECK (VALUE > 0) DEFAULT 1;
CREATE TYPE pair AS (a int, b text);
CREATE TYPE float_range AS RANGE (subtype = float8, subtype_diff = float8mi);
CREATE COLLATION german (provider = icu, locale = 'de-DE-u-co-phonebk');

CREATE TABLE every_type (
  id bigint GENERATED ALWAYS AS IDENTITY (START WITH 100 INCREMENT BY 5) PRIMARY KEY,
  small smallint, plain int, big bigint, exact numeric(30, 10), free numeric, single real, double double precision,
  cash money, word text, short varchar(7), fixed char(5), name_ name, one "char", bytes bytea, flag boolean,
  day date, clock time, clock_tz timetz, moment timestamp, moment_tz timestamptz, span interval,
  address inet, net cidr, mac macaddr, mac8 macaddr8, bits bit(5), many_bits varbit, uid uuid, doc json, docb jsonb, tree xml,
  dot point, ln line, seg lseg, bx box, pth path, poly polygon, circ circle, vec tsvector, qry tsquery, lsn pg_lsn, snap pg_snapshot,
  i4 int4range, i8 int8range, nr numrange, dr daterange, tr tsrange, tzr tstzrange, mr int4multirange, fr float_range,
  m mood, p positive, c pair, ints int[], grid text[][], moods mood[], pairs pair[], ranges daterange[], tags hstore, jp jsonpath, cls regclass, typ regtype, object_id oid,
  twice int GENERATED ALWAYS AS (plain * 2) STORED,
  german text COLLATE german
);
INSERT INTO every_type (small, plain, big, exact, free, single, double, cash, word, short, fixed, name_, one, bytes, flag, day, clock,
  clock_tz, moment, moment_tz, span, address, net, mac, mac8, bits, many_bits, uid, doc, docb, tree, dot, ln, seg, bx, pth, poly, circ,
  vec, qry, lsn, snap, i4, i8, nr, dr, tr, tzr, mr, fr, m, p, c, ints, grid, moods, pairs, ranges, tags, jp, cls, typ, object_id, german)
SELECT -32768 + g, g * 100003 % 1000000, 9223372036854775807 - g, g / 7.0, g ^ 30.5, g / 3.0, g / 3.0::float8, g * 1.01, 'wörd ' || g || E'\n\\.\t''"',
  'v' || g % 1000, 'f', 'n' || g, 'x', decode(md5(g::text), 'hex'), g % 2 = 0, '4713-01-01 BC'::date + g, '24:00', '12:34:56.789+05:30',
  '294276-01-01'::timestamp - g * interval '1 us', timestamptz '2024-03-31 01:30+01' + g * interval '37 min', g * interval '1 mon -2 days 03:04:05.678901',
  '::ffff:1.2.3.4/120', '10.0.0.0/8', '08:00:2b:01:02:03', '08:00:2b:01:02:03:04:05', B'10101', B'1101', gen_random_uuid(), '{"a":  1, "a": 2}', '{"a": [1, null, "x"]}',
  '<a>b</a>', point(g, 1 / 3.0), '{1,2,3}', '[(0,0),(1,1)]', '((0,0),(1,1))', '[(0,0),(1,1)]', '((0,0),(1,1),(2,0))', '<(0,0),3>',
  to_tsvector('simple', 'word ' || g), 'a & b', '16/B374D848', '10:20:10,14,15', int4range(g, g + 10), int8range(NULL, g), numrange(g, NULL, '(]'),
  daterange('2024-01-01', '2024-02-01'), 'empty', tstzrange(now(), NULL), int4multirange(int4range(1, 3), int4range(g + 5, g + 9)), float_range(0.1, g + 1.5),
  'so so', g, ROW(g, 'q"' || g)::pair, ARRAY[g, NULL, 3], '{{a,"b c"},{NULL,"NULL"}}', '{sad,happy}', ARRAY[ROW(1, 'x')::pair], ARRAY[daterange('2024-01-01', NULL)],
  'a=>1, b=>NULL', '$.a[*] ? (@ > 1)', 'pg_class', 'app.mood', g, 'Öl'
FROM generate_series(1, 2000) AS g;
INSERT INTO every_type DEFAULT VALUES;
INSERT INTO every_type (single, double, free, moment, day, span) VALUES ('NaN', '-Infinity', 'Infinity', 'infinity', '-infinity', '-178000000 years');

-- Tables of every sort.
CREATE TABLE serials (id serial, n smallserial, note text DEFAULT 'none') WITH (fillfactor = 70);
INSERT INTO serials (note) SELECT repeat('long ', 1000) || g FROM generate_series(1, 300) AS g;
DELETE FROM serials WHERE id % 3 = 0;
ALTER TABLE serials DROP COLUMN note, ADD COLUMN later int DEFAULT 5;
CREATE SEQUENCE apart AS smallint INCREMENT BY -3 MINVALUE -300 MAXVALUE 300 START 299 CYCLE CACHE 4;
SELECT nextval('apart');
CREATE SEQUENCE never_used;
CREATE TABLE parted (id int, at date NOT NULL, place text) PARTITION BY RANGE (at);
CREATE TABLE parted_2023 PARTITION OF parted FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE parted_2024 PARTITION OF parted FOR VALUES FROM ('2024-01-01') TO ('2025-01-01') PARTITION BY LIST (place);
CREATE TABLE parted_2024_x PARTITION OF parted_2024 FOR VALUES IN ('x');
CREATE TABLE parted_rest PARTITION OF parted_2024 DEFAULT;
CREATE UNIQUE INDEX ON parted (id, at, place);
INSERT INTO parted SELECT g, date '2023-01-01' + g % 700, CASE WHEN g % 2 = 0 THEN 'x' ELSE 'y' END FROM generate_series(1, 3000) AS g;
CREATE TABLE parent (a int CHECK (a > 0));
CREATE TABLE child (b int) INHERITS (parent);
INSERT INTO parent VALUES (1); INSERT INTO child VALUES (2, 3);
CREATE UNLOGGED TABLE unlogged AS SELECT generate_series(1, 50) AS n;
CREATE TABLE no_columns (); INSERT INTO no_columns SELECT FROM generate_series(1, 3);
CREATE TABLE "Tä""ble; DROP" ("select" int PRIMARY KEY, "a b" text, UNIQUE NULLS NOT DISTINCT ("a b"));
INSERT INTO "Tä""ble; DROP" VALUES (1, 'one'), (2, NULL);
CREATE TABLE duplicates AS SELECT g % 3 AS n FROM generate_series(1, 99) AS g;
CREATE TABLE refers (id int REFERENCES "Tä""ble; DROP" ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, during daterange, EXCLUDE USING gist (id WITH =, during WITH &&));
INSERT INTO refers VALUES (1, '[2024-01-01,2024-02-01)'), (1, '[2024-02-01,2024-03-01)');
CREATE TABLE typed OF pair;
INSERT INTO typed VALUES (1, 'x');
CREATE INDEX ON every_type USING gin (word gin_trgm_ops);
CREATE INDEX partly ON every_type (lower(word)) INCLUDE (plain) WHERE plain > 500;
ALTER TABLE every_type ALTER COLUMN word SET STORAGE EXTERNAL, ALTER COLUMN plain SET STATISTICS 500;
CREATE STATISTICS together (dependencies, mcv) ON plain, small FROM every_type;

-- Code.
CREATE FUNCTION doubled(n int) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN n * 2;
CREATE FUNCTION note_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = app AS $$
BEGIN INSERT INTO duplicates VALUES (-1); RETURN NEW; END $$;
CREATE TRIGGER changed AFTER UPDATE OF later ON serials FOR EACH ROW WHEN (OLD.later IS DISTINCT FROM NEW.later) EXECUTE FUNCTION note_change();
CREATE TRIGGER off_now BEFORE INSERT ON serials FOR EACH ROW EXECUTE FUNCTION note_change();
ALTER TABLE serials DISABLE TRIGGER off_now;
CREATE PROCEDURE work_on(INOUT n int) LANGUAGE plpgsql AS $$ BEGIN n := doubled(n); END $$;
CREATE AGGREGATE product(int) (SFUNC = int4mul, STYPE = int, INITCOND = '1');
CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq, COMMUTATOR = ===);
CREATE CAST (pair AS text) WITH INOUT AS ASSIGNMENT;
CREATE VIEW seen WITH (security_barrier) AS SELECT id, word FROM every_type WHERE plain > 3 WITH LOCAL CHECK OPTION;
CREATE RULE nothing AS ON DELETE TO seen DO INSTEAD NOTHING;
CREATE MATERIALIZED VIEW summed AS SELECT place, count(*) AS n FROM parted GROUP BY 1;
CREATE UNIQUE INDEX ON summed (place);
CREATE MATERIALIZED VIEW unfilled AS SELECT 1 AS one WITH NO DATA;
CREATE TEXT SEARCH CONFIGURATION plain_english (COPY = english);

-- Rules about who may.
ALTER TABLE serials ENABLE ROW LEVEL SECURITY;
ALTER TABLE serials FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON serials FOR SELECT TO mcp_admin USING (id > 10);
GRANT SELECT (id, word), UPDATE (word) ON every_type TO "Odd ""Rôle" WITH GRANT OPTION;
GRANT ALL ON serials, parted TO mcp_admin;
REVOKE EXECUTE ON FUNCTION doubled FROM PUBLIC;
ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO mcp_admin;
ALTER DEFAULT PRIVILEGES FOR ROLE mcp_admin REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER TABLE parted OWNER TO mcp_admin;
COMMENT ON TABLE every_type IS 'it''s all here';
COMMENT ON COLUMN every_type.word IS 'in any letters: ÄÖÜ';
CREATE FUNCTION no_drops() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN IF current_setting('application_name') = 'careful' THEN RAISE 'no drops'; END IF; END $$;
CREATE EVENT TRIGGER careful ON sql_drop EXECUTE FUNCTION no_drops();
CREATE PUBLICATION everything FOR ALL TABLES WITH (publish = 'insert');
CREATE PUBLICATION some_of_it FOR TABLE every_type (id, word) WHERE (id > 5);
CREATE PUBLICATION a_schema FOR TABLES IN SCHEMA "we ird";
CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'far.example', dbname 'x');
CREATE USER MAPPING FOR mcp_admin SERVER far OPTIONS (user 'me', password 'a secret of the mapping');
CREATE FOREIGN TABLE far_away (a int) SERVER far;

-- Large objects, one of more than a part.
SELECT lo_from_bytea(0, decode(repeat('00ff10', 700000), 'hex'));
SELECT lo_from_bytea(0, ''), lo_from_bytea(0, 'small');
SELECT lo_put(lo_create(0), 3000000, 'far out');
CREATE TABLE with_large AS SELECT oid AS object_id FROM pg_largeobject_metadata;
