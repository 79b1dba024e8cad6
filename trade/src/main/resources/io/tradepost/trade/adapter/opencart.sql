-- The five views over OpenCart on MariaDB. Registered customers are C1, C2 …; whoever ordered without registering is a
-- customer by mail address. Orders that were never confirmed (status 0) stay out.

CREATE OR REPLACE VIEW tp_customer AS
SELECT CONCAT('C', c.customer_id) AS code,
  COALESCE(NULLIF(MIN(a.company), ''), TRIM(CONCAT(c.firstname, ' ', c.lastname))) AS name, '' AS name_local,
  '' AS country, '' AS website, '' AS domain, IF(c.status = 1, 'active', 'disabled') AS status,
  MAX(COALESCE(o.date_modified, c.date_added)) AS updated_at
FROM {customer} c
LEFT JOIN {address} a ON a.customer_id = c.customer_id AND a.company <> ''
LEFT JOIN {order} o ON o.customer_id = c.customer_id
GROUP BY c.customer_id, c.firstname, c.lastname, c.status
UNION ALL
SELECT CONCAT('guest ', LOWER(TRIM(g.email))), MIN(TRIM(CONCAT(g.firstname, ' ', g.lastname))), '', '', '', '', 'guest',
  MAX(g.date_modified)
FROM {order} g WHERE g.customer_id = 0 AND g.order_status_id > 0 AND g.email <> ''
GROUP BY LOWER(TRIM(g.email));

CREATE OR REPLACE VIEW tp_contact AS
SELECT each_one.customer_code AS customer_code, MIN(each_one.name) AS name, each_one.email AS email,
  MAX(each_one.updated_at) AS updated_at
FROM (
  SELECT CONCAT('C', c.customer_id) AS customer_code, TRIM(CONCAT(c.firstname, ' ', c.lastname)) AS name,
    LOWER(TRIM(c.email)) AS email, c.date_added AS updated_at
  FROM {customer} c WHERE c.email <> ''
  UNION ALL
  SELECT IF(o.customer_id > 0, CONCAT('C', o.customer_id), CONCAT('guest ', LOWER(TRIM(o.email)))),
    TRIM(CONCAT(o.firstname, ' ', o.lastname)), LOWER(TRIM(o.email)), o.date_modified
  FROM {order} o WHERE o.order_status_id > 0 AND o.email <> ''
) each_one
GROUP BY each_one.customer_code, each_one.email;

CREATE OR REPLACE VIEW tp_order AS
SELECT CAST(o.order_id AS CHAR) AS number,
  IF(o.customer_id > 0, CONCAT('C', o.customer_id), CONCAT('guest ', LOWER(TRIM(o.email)))) AS customer_code,
  'order' AS kind, DATE(o.date_added) AS ordered_on, CAST(o.order_status_id AS CHAR) AS status,
  o.currency_code AS currency, o.total AS amount, '' AS owner_email, o.date_modified AS updated_at
FROM {order} o WHERE o.order_status_id > 0
UNION ALL
SELECT CONCAT(o.invoice_prefix, o.invoice_no),
  IF(o.customer_id > 0, CONCAT('C', o.customer_id), CONCAT('guest ', LOWER(TRIM(o.email)))),
  'invoice', DATE(o.date_added), CAST(o.order_status_id AS CHAR), o.currency_code, o.total, '', o.date_modified
FROM {order} o WHERE o.order_status_id > 0 AND o.invoice_no > 0;

CREATE OR REPLACE VIEW tp_reference AS
SELECT 'tracking' AS kind, TRIM(o.tracking) AS number, CAST(o.order_id AS CHAR) AS order_number,
  IF(o.customer_id > 0, CONCAT('C', o.customer_id), CONCAT('guest ', LOWER(TRIM(o.email)))) AS customer_code,
  o.date_modified AS updated_at
FROM {order} o WHERE o.order_status_id > 0 AND o.tracking <> '';

CREATE OR REPLACE VIEW tp_owner AS
SELECT '' AS customer_code, '' AS owner_email, o.date_modified AS updated_at FROM {order} o WHERE 1 = 0;
