-- What nobody asks for costs space and time with every message: the full-text index finds messages by time, header, address
-- and the rest; the catalog is asked for rows by record and by id.

DROP INDEX arc_message_received${onMessage};
DROP INDEX arc_message_header${onMessage};
DROP INDEX arc_message_content${onMessage};
DROP INDEX arc_address_address${onAddress};
ALTER TABLE arc_message DROP COLUMN message_id_key;
