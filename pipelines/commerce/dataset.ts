import { customers } from "./customers.ts";
import type { DemoTable } from "./demo-table.ts";
import { orderItems } from "./order-items.ts";
import { orders } from "./orders.ts";
import { products } from "./products.ts";

/** The demo data of schema commerce, each table after those it refers to. */
export const commerceDataset: readonly DemoTable[] = [customers, products, orders, orderItems];
