-- The five views over ERPNext on MariaDB. Tables are named "tabCustomer"; a document counts once it is submitted
-- (docstatus 1) and goes on counting when it is cancelled (2), since mail about it goes on.

CREATE OR REPLACE VIEW tp_customer AS
SELECT c.name AS code, c.customer_name AS name, '' AS name_local, '' AS country, c.website AS website, '' AS domain,
  IF(c.disabled = 1, 'disabled', 'active') AS status, c.modified AS updated_at
FROM {Customer} c;

CREATE OR REPLACE VIEW tp_contact AS
SELECT each_one.customer_code AS customer_code, MIN(each_one.name) AS name, each_one.email AS email,
  MAX(each_one.updated_at) AS updated_at
FROM (
  SELECT l.link_name AS customer_code, TRIM(CONCAT(COALESCE(p.first_name, ''), ' ', COALESCE(p.last_name, ''))) AS name,
    TRIM(e.email_id) AS email, p.modified AS updated_at
  FROM {Contact Email} e JOIN {Contact} p ON p.name = e.parent
  JOIN {Dynamic Link} l ON l.parent = p.name AND l.parenttype = 'Contact' AND l.link_doctype = 'Customer'
  WHERE e.parenttype = 'Contact' AND e.email_id <> ''
  UNION ALL
  SELECT l.link_name, TRIM(CONCAT(COALESCE(p.first_name, ''), ' ', COALESCE(p.last_name, ''))), TRIM(p.email_id), p.modified
  FROM {Contact} p
  JOIN {Dynamic Link} l ON l.parent = p.name AND l.parenttype = 'Contact' AND l.link_doctype = 'Customer'
  WHERE p.email_id <> ''
  UNION ALL
  SELECT c.name, c.customer_name, TRIM(c.email_id), c.modified FROM {Customer} c WHERE c.email_id <> ''
) each_one
GROUP BY each_one.customer_code, each_one.email;

CREATE OR REPLACE VIEW tp_order AS
SELECT o.name AS number, o.customer AS customer_code, 'order' AS kind, o.transaction_date AS ordered_on,
  o.status AS status, o.currency AS currency, o.grand_total AS amount, o.owner AS owner_email, o.modified AS updated_at
FROM {Sales Order} o WHERE o.docstatus IN (1, 2)
UNION ALL
SELECT q.name, q.party_name, 'quotation', q.transaction_date, q.status, q.currency, q.grand_total, q.owner, q.modified
FROM {Quotation} q WHERE q.docstatus IN (1, 2) AND q.quotation_to = 'Customer'
UNION ALL
SELECT i.name, i.customer, 'invoice', i.posting_date, i.status, i.currency, i.grand_total, i.owner, i.modified
FROM {Sales Invoice} i WHERE i.docstatus IN (1, 2);

CREATE OR REPLACE VIEW tp_reference AS
SELECT each_one.kind AS kind, each_one.number AS number, each_one.order_number AS order_number,
  each_one.customer_code AS customer_code, MAX(each_one.updated_at) AS updated_at
FROM (
  SELECT 'customer_po' AS kind, TRIM(o.po_no) AS number, o.name AS order_number, o.customer AS customer_code,
    o.modified AS updated_at
  FROM {Sales Order} o WHERE o.docstatus IN (1, 2) AND o.po_no <> ''
  UNION ALL
  SELECT 'customer_po', TRIM(i.po_no), i.name, i.customer, i.modified
  FROM {Sales Invoice} i WHERE i.docstatus IN (1, 2) AND i.po_no <> ''
) each_one
GROUP BY each_one.kind, each_one.number, each_one.order_number, each_one.customer_code;

CREATE OR REPLACE VIEW tp_owner AS
SELECT c.name AS customer_code, c.account_manager AS owner_email, c.modified AS updated_at
FROM {Customer} c WHERE c.account_manager <> '';
