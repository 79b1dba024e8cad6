-- The five views over SuiteCRM on MariaDB. Its quotes and invoices are numbered 1, 2, 3 …: such numbers are believed only
-- behind a word like "quote no.".

CREATE OR REPLACE VIEW tp_customer AS
SELECT a.id AS code, a.name AS name, '' AS name_local, '' AS country, a.website AS website, '' AS domain,
  'active' AS status, a.date_modified AS updated_at
FROM {accounts} a WHERE a.deleted = 0;

CREATE OR REPLACE VIEW tp_contact AS
SELECT each_one.customer_code AS customer_code, MIN(each_one.name) AS name, each_one.email AS email,
  MAX(each_one.updated_at) AS updated_at
FROM (
  SELECT a.id AS customer_code, a.name AS name, TRIM(m.email_address) AS email, a.date_modified AS updated_at
  FROM {accounts} a
  JOIN {email_addr_bean_rel} l ON l.bean_id = a.id AND l.bean_module = 'Accounts' AND l.deleted = 0
  JOIN {email_addresses} m ON m.id = l.email_address_id AND m.deleted = 0
  WHERE a.deleted = 0
  UNION ALL
  SELECT a.id, TRIM(CONCAT(COALESCE(p.first_name, ''), ' ', COALESCE(p.last_name, ''))), TRIM(m.email_address), p.date_modified
  FROM {contacts} p JOIN {accounts_contacts} w ON w.contact_id = p.id AND w.deleted = 0
  JOIN {accounts} a ON a.id = w.account_id AND a.deleted = 0
  JOIN {email_addr_bean_rel} l ON l.bean_id = p.id AND l.bean_module = 'Contacts' AND l.deleted = 0
  JOIN {email_addresses} m ON m.id = l.email_address_id AND m.deleted = 0
  WHERE p.deleted = 0
) each_one
GROUP BY each_one.customer_code, each_one.email;

CREATE OR REPLACE VIEW tp_order AS
SELECT CAST(q.number AS CHAR) AS number, q.billing_account_id AS customer_code, 'quotation' AS kind,
  DATE(q.date_entered) AS ordered_on, q.stage AS status, '' AS currency, q.total_amount AS amount, '' AS owner_email,
  q.date_modified AS updated_at
FROM {aos_quotes} q JOIN {accounts} a ON a.id = q.billing_account_id AND a.deleted = 0 WHERE q.deleted = 0
UNION ALL
SELECT CAST(i.number AS CHAR), i.billing_account_id, 'invoice', i.invoice_date, i.status, '', i.total_amount, '',
  i.date_modified
FROM {aos_invoices} i JOIN {accounts} a ON a.id = i.billing_account_id AND a.deleted = 0 WHERE i.deleted = 0;

CREATE OR REPLACE VIEW tp_reference AS
SELECT '' AS kind, '' AS number, '' AS order_number, '' AS customer_code, a.date_modified AS updated_at
FROM {accounts} a WHERE 1 = 0;

CREATE OR REPLACE VIEW tp_owner AS
SELECT a.id AS customer_code, m.email_address AS owner_email, MAX(a.date_modified) AS updated_at
FROM {accounts} a
JOIN {email_addr_bean_rel} l ON l.bean_id = a.assigned_user_id AND l.bean_module = 'Users' AND l.deleted = 0
JOIN {email_addresses} m ON m.id = l.email_address_id AND m.deleted = 0
WHERE a.deleted = 0
GROUP BY a.id, m.email_address;
