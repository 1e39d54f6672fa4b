/** What the demo shop is asked, by its pages and its reports. */
export const shopQueries: Readonly<Record<string, string>> = {
  'shop: customer by key': 'SELECT * FROM customers WHERE id = 4711',
  'shop: customer by email': "SELECT id FROM customers WHERE email = 'anna.becker21@example.com'",
  'shop: orders of a customer':
    'SELECT * FROM orders WHERE customer_id = 42 ORDER BY placed_at DESC LIMIT 10',
  'shop: pending orders': "SELECT id, placed_at FROM orders WHERE status = 'pending' ORDER BY placed_at",
  'shop: shipped orders': "SELECT count(*) FROM orders WHERE status = 'shipped'",
  'shop: orders of a month':
    "SELECT count(*) FROM orders WHERE placed_at >= '2025-03-01' AND placed_at < '2025-04-01'",
  'shop: order with items':
    'SELECT p.name, i.quantity FROM order_items i JOIN products p ON p.id = i.product_id WHERE i.order_id = 1234',
  'shop: best sellers':
    'SELECT product_id, sum(quantity) FROM order_items GROUP BY product_id ORDER BY sum(quantity) DESC LIMIT 10',
  'shop: revenue by city': `SELECT c.city, sum(i.quantity * i.unit_price) FROM customers c JOIN orders o ON o.customer_id = c.id
    JOIN order_items i ON i.order_id = o.id GROUP BY c.city ORDER BY 2 DESC`,
  'shop: unpaid orders': `SELECT o.id FROM orders o LEFT JOIN payments p ON p.order_id = o.id
    WHERE p.order_id IS NULL AND o.status = 'shipped'`,
  'shop: payments of an order': 'SELECT * FROM payments WHERE order_id = 500',
  'shop: payments by method': 'SELECT method, count(*), sum(amount) FROM payments GROUP BY method',
  'shop: products of a category': 'SELECT name, price FROM products WHERE category_id = 7 ORDER BY price',
  'shop: products and categories': `SELECT k.name, count(*) FROM products p JOIN categories k ON k.id = p.category_id
    WHERE p.discontinued_at IS NULL GROUP BY k.name`,
  'shop: customers without phone': 'SELECT count(*) FROM customers WHERE phone IS NULL',
  'shop: latest orders': 'SELECT id FROM orders ORDER BY id DESC LIMIT 20',
  'shop: customers who came back': 'SELECT customer_id FROM orders GROUP BY customer_id HAVING count(*) > 50',
  'shop: large orders': `SELECT o.id, sum(i.quantity * i.unit_price) FROM orders o JOIN order_items i ON i.order_id = o.id
    WHERE o.placed_at >= '2025-12-01' GROUP BY o.id HAVING sum(i.quantity * i.unit_price) > 500`,
};
