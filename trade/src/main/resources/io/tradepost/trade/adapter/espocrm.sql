-- The five views over EspoCRM on MariaDB. EspoCRM itself has no orders: an opportunity stands for one if its name holds a
-- number (three digits in a row), as in "SO-2024-001". Country names are free text there and stay out.

CREATE OR REPLACE VIEW tp_customer AS
SELECT a.id AS code, a.name AS name, '' AS name_local, '' AS country, a.website AS website, '' AS domain,
  'active' AS status, a.modified_at AS updated_at
FROM {account} a WHERE a.deleted = 0;

CREATE OR REPLACE VIEW tp_contact AS
SELECT each_one.customer_code AS customer_code, MIN(each_one.name) AS name, each_one.email AS email,
  MAX(each_one.updated_at) AS updated_at
FROM (
  SELECT a.id AS customer_code, a.name AS name, TRIM(m.name) AS email, a.modified_at AS updated_at
  FROM {account} a
  JOIN {entity_email_address} l ON l.entity_id = a.id AND l.entity_type = 'Account' AND l.deleted = 0
  JOIN {email_address} m ON m.id = l.email_address_id AND m.deleted = 0
  WHERE a.deleted = 0
  UNION ALL
  SELECT a.id, TRIM(CONCAT(COALESCE(p.first_name, ''), ' ', COALESCE(p.last_name, ''))), TRIM(m.name), p.modified_at
  FROM {contact} p JOIN {account} a ON a.id = p.account_id AND a.deleted = 0
  JOIN {entity_email_address} l ON l.entity_id = p.id AND l.entity_type = 'Contact' AND l.deleted = 0
  JOIN {email_address} m ON m.id = l.email_address_id AND m.deleted = 0
  WHERE p.deleted = 0
) each_one
GROUP BY each_one.customer_code, each_one.email;

CREATE OR REPLACE VIEW tp_order AS
SELECT o.name AS number, o.account_id AS customer_code, 'order' AS kind, MIN(o.close_date) AS ordered_on,
  MIN(o.stage) AS status, MIN(o.amount_currency) AS currency, MIN(o.amount) AS amount, MIN(m.name) AS owner_email,
  MAX(o.modified_at) AS updated_at
FROM {opportunity} o JOIN {account} a ON a.id = o.account_id AND a.deleted = 0
LEFT JOIN {entity_email_address} l ON l.entity_id = o.assigned_user_id AND l.entity_type = 'User' AND l.`primary` = 1
  AND l.deleted = 0
LEFT JOIN {email_address} m ON m.id = l.email_address_id AND m.deleted = 0
WHERE o.deleted = 0 AND o.name REGEXP '[0-9][0-9][0-9]'
GROUP BY o.name, o.account_id;

CREATE OR REPLACE VIEW tp_reference AS
SELECT '' AS kind, '' AS number, '' AS order_number, '' AS customer_code, a.modified_at AS updated_at
FROM {account} a WHERE 1 = 0;

CREATE OR REPLACE VIEW tp_owner AS
SELECT a.id AS customer_code, m.name AS owner_email, MAX(a.modified_at) AS updated_at
FROM {account} a
JOIN {entity_email_address} l ON l.entity_id = a.assigned_user_id AND l.entity_type = 'User' AND l.`primary` = 1
  AND l.deleted = 0
JOIN {email_address} m ON m.id = l.email_address_id AND m.deleted = 0
WHERE a.deleted = 0
GROUP BY a.id, m.name;
