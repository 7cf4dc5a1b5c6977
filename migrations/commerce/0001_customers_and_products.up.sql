CREATE TABLE customers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL,
  full_name text NOT NULL,
  country text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT customers_email_key UNIQUE (email),
  CONSTRAINT customers_email_check CHECK (email = lower(email) AND email ~ '^[^@\s]+@[^@\s]+$' AND length(email) <= 255),
  CONSTRAINT customers_full_name_check CHECK (length(full_name) BETWEEN 1 AND 200),
  CONSTRAINT customers_country_check CHECK (country ~ '^[A-Z]{2}$')
);

COMMENT ON TABLE customers IS 'people who may order';
COMMENT ON COLUMN customers.email IS 'lower case, so that uniqueness does not depend on how it was typed';
COMMENT ON COLUMN customers.country IS 'ISO 3166-1 alpha-2';

CREATE TABLE products (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  sku text NOT NULL,
  name text NOT NULL,
  category text NOT NULL,
  price numeric(12, 2) NOT NULL,
  active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT products_sku_key UNIQUE (sku),
  CONSTRAINT products_sku_check CHECK (sku ~ '^[A-Z0-9-]{1,50}$'),
  CONSTRAINT products_name_check CHECK (length(name) BETWEEN 1 AND 200),
  CONSTRAINT products_category_check CHECK (length(category) BETWEEN 1 AND 50),
  CONSTRAINT products_price_check CHECK (price >= 0)
);

COMMENT ON TABLE products IS 'what the shop sells, and what it sold once';
COMMENT ON COLUMN products.price IS 'today''s price; what a customer paid is order_items.unit_price';
COMMENT ON COLUMN products.active IS 'false once it is no longer sold; a product that was ordered is never deleted';
