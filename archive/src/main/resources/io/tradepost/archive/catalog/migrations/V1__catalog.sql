-- Derived from the journal: every row carries the sequence of the record it was made of.

CREATE TABLE arc_watermark (
    name         VARCHAR(32)  NOT NULL PRIMARY KEY,
    journal      VARCHAR(36)  NOT NULL,
    next_record  BIGINT       NOT NULL
)${tableOptions};

CREATE TABLE arc_message (
    record          BIGINT        NOT NULL PRIMARY KEY,
    id              VARCHAR(26)   NOT NULL,
    received_millis BIGINT        NOT NULL,
    direction       VARCHAR(10)   NOT NULL,
    subject         VARCHAR(500)  NOT NULL,
    message_id_key  VARCHAR(64)   NOT NULL,
    size_bytes      BIGINT        NOT NULL,
    sha256          VARCHAR(64)   NOT NULL,
    link_record     BIGINT        NOT NULL,
    facts           LONGTEXT      NOT NULL
)${tableOptions};
CREATE UNIQUE INDEX arc_message_id ON arc_message (id);
CREATE INDEX arc_message_received ON arc_message (received_millis, record);
CREATE INDEX arc_message_header ON arc_message (message_id_key);
CREATE INDEX arc_message_link ON arc_message (link_record, record);
CREATE INDEX arc_message_content ON arc_message (sha256);

CREATE TABLE arc_address (
    record    BIGINT        NOT NULL,
    place     INT           NOT NULL,
    role      VARCHAR(16)   NOT NULL,
    address   VARCHAR(320)  NOT NULL,
    PRIMARY KEY (record, place)
)${tableOptions};
CREATE INDEX arc_address_address ON arc_address (address, record);

CREATE TABLE arc_link_event (
    record      BIGINT        NOT NULL PRIMARY KEY,
    message_id  VARCHAR(26)   NOT NULL,
    at_millis   BIGINT        NOT NULL,
    decided_by  VARCHAR(320)  NOT NULL,
    basis       VARCHAR(1000) NOT NULL
)${tableOptions};
CREATE INDEX arc_link_event_message ON arc_link_event (message_id, record);

CREATE TABLE arc_link (
    record      BIGINT        NOT NULL,
    place       INT           NOT NULL,
    message_id  VARCHAR(26)   NOT NULL,
    kind        VARCHAR(40)   NOT NULL,
    link_key    VARCHAR(200)  NOT NULL,
    customer    VARCHAR(200)  NOT NULL,
    status      VARCHAR(12)   NOT NULL,
    probability DOUBLE PRECISION NOT NULL,
    evidence    LONGTEXT      NOT NULL,
    PRIMARY KEY (record, place)
)${tableOptions};
CREATE INDEX arc_link_key ON arc_link (kind, link_key, record);
CREATE INDEX arc_link_customer ON arc_link (customer, record);
CREATE INDEX arc_link_message ON arc_link (message_id, record);

CREATE TABLE arc_audit (
    record     BIGINT        NOT NULL PRIMARY KEY,
    at_millis  BIGINT        NOT NULL,
    who        VARCHAR(320)  NOT NULL,
    role       VARCHAR(40)   NOT NULL,
    origin     VARCHAR(200)  NOT NULL,
    action     VARCHAR(60)   NOT NULL,
    target     VARCHAR(500)  NOT NULL,
    outcome    VARCHAR(40)   NOT NULL,
    details    LONGTEXT      NOT NULL
)${tableOptions};
CREATE INDEX arc_audit_at ON arc_audit (at_millis, record);
CREATE INDEX arc_audit_who ON arc_audit (who, record);
CREATE INDEX arc_audit_target ON arc_audit (target, record);

-- Records that the database would not take; the journal has them, and the reason stands here.
CREATE TABLE arc_skipped (
    record  BIGINT         NOT NULL PRIMARY KEY,
    reason  VARCHAR(1000)  NOT NULL
)${tableOptions};
