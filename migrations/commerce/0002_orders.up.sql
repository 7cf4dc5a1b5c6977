CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL,
  status text NOT NULL DEFAULT 'pending',
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT orders_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE RESTRICT,
  CONSTRAINT orders_status_check
    CHECK (status IN ('pending', 'paid', 'shipped', 'delivered', 'cancelled', 'returned'))
);

COMMENT ON TABLE orders IS 'one row an order; what was ordered is in order_items';
COMMENT ON COLUMN orders.customer_id IS 'a customer with orders cannot be deleted';
COMMENT ON COLUMN orders.status IS 'pending, paid, shipped, delivered, cancelled or returned';

-- No index on either foreign key of this table: their absence is what the audit is to find
-- (setting pgstack:foreignKeyIndexes adds them). For the same reason there is no unique constraint on the pair.
CREATE TABLE order_items (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id bigint NOT NULL,
  product_id bigint NOT NULL,
  quantity integer NOT NULL,
  unit_price numeric(12, 2) NOT NULL,
  CONSTRAINT order_items_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders (id) ON DELETE CASCADE,
  CONSTRAINT order_items_product_id_fkey FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE RESTRICT,
  CONSTRAINT order_items_quantity_check CHECK (quantity > 0),
  CONSTRAINT order_items_unit_price_check CHECK (unit_price >= 0)
);

COMMENT ON TABLE order_items IS 'one row a product in an order';
COMMENT ON COLUMN order_items.order_id IS 'deleted with its order';
COMMENT ON COLUMN order_items.unit_price IS 'price of one piece when it was ordered';
