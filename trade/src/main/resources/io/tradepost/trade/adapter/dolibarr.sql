-- The five views over Dolibarr on MariaDB (tried with 9.0; the columns that later versions renamed are found by themselves).
--
-- A third party is a customer here once Dolibarr calls it customer or prospect. Drafts ("(PROV12)") have no number yet and
-- stay out. ref_client is the customer's own number: of the order it stands on.

CREATE OR REPLACE VIEW tp_customer AS
SELECT COALESCE(NULLIF(s.code_client, ''), CONCAT('D', s.rowid)) AS code,
  s.nom AS name, s.name_alias AS name_local, c.code AS country, s.url AS website, '' AS domain,
  CASE s.client WHEN 2 THEN 'prospect' ELSE IF(s.status = 0, 'closed', 'customer') END AS status,
  s.tms AS updated_at
FROM {societe} s LEFT JOIN {c_country} c ON c.rowid = s.fk_pays
WHERE s.entity = {entity} AND s.client IN (1, 2, 3);

CREATE OR REPLACE VIEW tp_contact AS
SELECT each_one.customer_code AS customer_code, MIN(each_one.name) AS name, each_one.email AS email,
  MAX(each_one.updated_at) AS updated_at
FROM (
  SELECT COALESCE(NULLIF(s.code_client, ''), CONCAT('D', s.rowid)) AS customer_code,
    TRIM(CONCAT(COALESCE(p.firstname, ''), ' ', COALESCE(p.lastname, ''))) AS name, TRIM(p.email) AS email,
    GREATEST(p.tms, s.tms) AS updated_at
  FROM {socpeople} p JOIN {societe} s ON s.rowid = p.fk_soc
  WHERE s.entity = {entity} AND s.client IN (1, 2, 3) AND p.email <> ''
  UNION ALL
  SELECT COALESCE(NULLIF(s.code_client, ''), CONCAT('D', s.rowid)), s.nom, TRIM(s.email), s.tms
  FROM {societe} s
  WHERE s.entity = {entity} AND s.client IN (1, 2, 3) AND s.email <> ''
) each_one
GROUP BY each_one.customer_code, each_one.email;

CREATE OR REPLACE VIEW tp_order AS
SELECT o.ref AS number, COALESCE(NULLIF(s.code_client, ''), CONCAT('D', s.rowid)) AS customer_code, 'order' AS kind,
  o.date_commande AS ordered_on,
  CASE o.fk_statut WHEN -1 THEN 'cancelled' WHEN 1 THEN 'confirmed' WHEN 2 THEN 'shipping' WHEN 3 THEN 'delivered'
    ELSE 'draft' END AS status,
  o.{commande: multicurrency_code | fk_currency} AS currency, o.total_ttc AS amount, u.email AS owner_email,
  GREATEST(o.tms, s.tms) AS updated_at
FROM {commande} o JOIN {societe} s ON s.rowid = o.fk_soc LEFT JOIN {user} u ON u.rowid = o.fk_user_author
WHERE o.entity = {entity} AND s.entity = {entity} AND s.client IN (1, 2, 3) AND o.ref NOT LIKE '(PROV%'
UNION ALL
SELECT q.ref, COALESCE(NULLIF(s.code_client, ''), CONCAT('D', s.rowid)), 'quotation', q.datep,
  CASE q.fk_statut WHEN 1 THEN 'open' WHEN 2 THEN 'signed' WHEN 3 THEN 'declined' WHEN 4 THEN 'billed' ELSE 'draft' END,
  q.{propal: multicurrency_code | fk_currency}, q.{propal: total_ttc | total}, u.email, GREATEST(q.tms, s.tms)
FROM {propal} q JOIN {societe} s ON s.rowid = q.fk_soc LEFT JOIN {user} u ON u.rowid = q.fk_user_author
WHERE q.entity = {entity} AND s.entity = {entity} AND s.client IN (1, 2, 3) AND q.ref NOT LIKE '(PROV%'
UNION ALL
SELECT f.{facture: ref | facnumber}, COALESCE(NULLIF(s.code_client, ''), CONCAT('D', s.rowid)), 'invoice', f.datef,
  CASE f.fk_statut WHEN 1 THEN 'unpaid' WHEN 2 THEN 'paid' WHEN 3 THEN 'abandoned' ELSE 'draft' END,
  f.{facture: multicurrency_code | fk_currency}, f.total_ttc, u.email, GREATEST(f.tms, s.tms)
FROM {facture} f JOIN {societe} s ON s.rowid = f.fk_soc LEFT JOIN {user} u ON u.rowid = f.fk_user_author
WHERE f.entity = {entity} AND s.entity = {entity} AND s.client IN (1, 2, 3)
  AND f.{facture: ref | facnumber} NOT LIKE '(PROV%';

CREATE OR REPLACE VIEW tp_reference AS
SELECT each_one.kind AS kind, each_one.number AS number, each_one.order_number AS order_number,
  each_one.customer_code AS customer_code, MAX(each_one.updated_at) AS updated_at
FROM (
  SELECT 'customer_po' AS kind, TRIM(o.ref_client) AS number, o.ref AS order_number,
    COALESCE(NULLIF(s.code_client, ''), CONCAT('D', s.rowid)) AS customer_code, GREATEST(o.tms, s.tms) AS updated_at
  FROM {commande} o JOIN {societe} s ON s.rowid = o.fk_soc
  WHERE o.entity = {entity} AND s.entity = {entity} AND s.client IN (1, 2, 3) AND o.ref_client <> '' AND o.ref NOT LIKE '(PROV%'
  UNION ALL
  SELECT 'customer_po', TRIM(q.ref_client), q.ref,
    COALESCE(NULLIF(s.code_client, ''), CONCAT('D', s.rowid)), GREATEST(q.tms, s.tms)
  FROM {propal} q JOIN {societe} s ON s.rowid = q.fk_soc
  WHERE q.entity = {entity} AND s.entity = {entity} AND s.client IN (1, 2, 3) AND q.ref_client <> '' AND q.ref NOT LIKE '(PROV%'
  UNION ALL
  SELECT 'customer_po', TRIM(f.ref_client), f.{facture: ref | facnumber},
    COALESCE(NULLIF(s.code_client, ''), CONCAT('D', s.rowid)), GREATEST(f.tms, s.tms)
  FROM {facture} f JOIN {societe} s ON s.rowid = f.fk_soc
  WHERE f.entity = {entity} AND s.entity = {entity} AND s.client IN (1, 2, 3) AND f.ref_client <> ''
    AND f.{facture: ref | facnumber} NOT LIKE '(PROV%'
  UNION ALL
  SELECT 'tracking', TRIM(e.tracking_number), COALESCE(o.ref, ''),
    COALESCE(NULLIF(s.code_client, ''), CONCAT('D', s.rowid)), GREATEST(e.tms, s.tms)
  FROM {expedition} e JOIN {societe} s ON s.rowid = e.fk_soc
  LEFT JOIN {element_element} l ON l.targettype = 'shipping' AND l.fk_target = e.rowid AND l.sourcetype = 'commande'
  LEFT JOIN {commande} o ON o.rowid = l.fk_source AND o.fk_soc = e.fk_soc AND o.ref NOT LIKE '(PROV%'
  WHERE e.entity = {entity} AND s.entity = {entity} AND s.client IN (1, 2, 3) AND e.tracking_number <> ''
) each_one
GROUP BY each_one.kind, each_one.number, each_one.order_number, each_one.customer_code;

-- Dolibarr keeps no time of an assignment: a change that leaves the count as it was is seen at the next full read.
CREATE OR REPLACE VIEW tp_owner AS
SELECT COALESCE(NULLIF(s.code_client, ''), CONCAT('D', s.rowid)) AS customer_code, u.email AS owner_email,
  MAX(GREATEST(u.tms, s.tms)) AS updated_at
FROM {societe_commerciaux} a JOIN {societe} s ON s.rowid = a.fk_soc JOIN {user} u ON u.rowid = a.fk_user
WHERE s.entity = {entity} AND s.client IN (1, 2, 3) AND u.email <> ''
GROUP BY COALESCE(NULLIF(s.code_client, ''), CONCAT('D', s.rowid)), u.email;
