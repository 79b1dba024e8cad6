CREATE TABLE oc_customer (customer_id int PRIMARY KEY, firstname varchar(32), lastname varchar(32), email varchar(96), status tinyint, date_added datetime);
CREATE TABLE oc_address (address_id int PRIMARY KEY, customer_id int, company varchar(60));
CREATE TABLE `oc_order` (order_id int PRIMARY KEY, invoice_no int DEFAULT 0, invoice_prefix varchar(26), customer_id int, firstname varchar(32), lastname varchar(32), email varchar(96), total decimal(15,4), currency_code varchar(3), tracking varchar(64) DEFAULT '', order_status_id int, date_added datetime, date_modified datetime);
INSERT INTO oc_customer VALUES (7, 'Ana', 'Berg', 'ana@nordlicht.example', 1, '2026-01-02 03:04:05');
INSERT INTO oc_address VALUES (1, 7, 'Nordlicht GmbH'), (2, 7, '');
INSERT INTO oc_order VALUES (40711, 40712, 'INV-2026-00', 7, 'Ana', 'Berg', 'Ana@Nordlicht.example', 100, 'EUR', 'RX123456785CN', 5, '2026-02-01 00:00:00', '2026-02-02 00:00:00');
INSERT INTO oc_order VALUES (40712, 0, 'INV-2026-00', 0, 'Guest', 'Once', 'guest@once.example', 10, 'EUR', '', 2, '2026-02-01 00:00:00', '2026-02-02 00:00:00');
INSERT INTO oc_order VALUES (40713, 0, 'INV-2026-00', 0, 'Cart', 'Left', 'gone@nordlicht.example', 10, 'EUR', '', 0, '2026-02-01 00:00:00', '2026-02-02 00:00:00');
