-- Mailboxes, what is in them, and one row for each message however many mailboxes it is in.

-- Numbers are handed out by the block: whoever takes one moves next_value past it.
CREATE TABLE mb_number (
    name        VARCHAR(20)  NOT NULL PRIMARY KEY,
    next_value  BIGINT       NOT NULL
)${tableOptions};
INSERT INTO mb_number (name, next_value) VALUES ('mailbox', 1);
INSERT INTO mb_number (name, next_value) VALUES ('message', 1);

CREATE TABLE mb_mailbox (
    id            BIGINT        NOT NULL PRIMARY KEY,
    user_name     VARCHAR(255)  NOT NULL,
    namespace     VARCHAR(30)   NOT NULL,
    name          VARCHAR(480)  NOT NULL,
    uid_validity  BIGINT        NOT NULL
)${tableOptions};
CREATE UNIQUE INDEX mb_mailbox_path ON mb_mailbox (user_name, namespace, name);

-- Apart from mb_mailbox: this row is locked by every change of the mailbox's content, that one by nearly none.
CREATE TABLE mb_counter (
    mailbox_id      BIGINT        NOT NULL PRIMARY KEY,
    quota_root      VARCHAR(300)  NOT NULL,
    last_uid        BIGINT        NOT NULL,
    highest_modseq  BIGINT        NOT NULL,
    messages        BIGINT        NOT NULL,
    unseen          BIGINT        NOT NULL,
    octets          BIGINT        NOT NULL
)${tableOptions};

CREATE TABLE mb_acl (
    mailbox_id  BIGINT        NOT NULL,
    entry_key   VARCHAR(300)  NOT NULL,
    rights      VARCHAR(40)   NOT NULL,
    PRIMARY KEY (mailbox_id, entry_key)
)${tableOptions};
CREATE INDEX mb_acl_key ON mb_acl (entry_key, mailbox_id);

CREATE TABLE mb_annotation (
    mailbox_id      BIGINT        NOT NULL,
    annotation_key  VARCHAR(255)  NOT NULL,
    content         ${text}       NOT NULL,
    PRIMARY KEY (mailbox_id, annotation_key)
)${tableOptions};

CREATE TABLE mb_subscription (
    user_name  VARCHAR(255)  NOT NULL,
    mailbox    VARCHAR(500)  NOT NULL,
    PRIMARY KEY (user_name, mailbox)
)${tableOptions};

-- Keywords ever used in a mailbox: clients are told of all that they may meet (RFC 3501 section 7.2.6).
CREATE TABLE mb_keyword (
    mailbox_id  BIGINT        NOT NULL,
    keyword     VARCHAR(255)  NOT NULL,
    PRIMARY KEY (mailbox_id, keyword)
)${tableOptions};

-- subject: 'global', 'domain ' and a domain, or 'root ' and a quota root; -1 is unlimited, null is not set.
CREATE TABLE mb_quota_limit (
    subject       VARCHAR(320)  NOT NULL PRIMARY KEY,
    max_messages  BIGINT,
    max_octets    BIGINT
)${tableOptions};

CREATE TABLE mb_quota_usage (
    quota_root  VARCHAR(300)  NOT NULL PRIMARY KEY,
    messages    BIGINT        NOT NULL,
    octets      BIGINT        NOT NULL
)${tableOptions};

-- place, record, top_bytes, skip_octets and octets say where the bytes are; header and facts are what clients ask for first.
CREATE TABLE mb_message (
    id           BIGINT      NOT NULL PRIMARY KEY,
    place        SMALLINT    NOT NULL,
    record       BIGINT      NOT NULL,
    top_bytes    ${bytes}    NOT NULL,
    skip_octets  BIGINT      NOT NULL,
    octets       BIGINT      NOT NULL,
    body_start   BIGINT      NOT NULL,
    header       ${bytes},
    facts        ${bytes}    NOT NULL
)${tableOptions};
CREATE INDEX mb_message_record ON mb_message (place, record);

CREATE TABLE mb_entry (
    mailbox_id       BIGINT         NOT NULL,
    uid              BIGINT         NOT NULL,
    message_id       BIGINT         NOT NULL,
    thread_id        BIGINT         NOT NULL,
    modseq           BIGINT         NOT NULL,
    internal_millis  BIGINT         NOT NULL,
    save_millis      BIGINT         NOT NULL,
    octets           BIGINT         NOT NULL,
    flags            SMALLINT       NOT NULL,
    keywords         VARCHAR(8000)  NOT NULL,
    PRIMARY KEY (mailbox_id, uid)
)${tableOptions};
CREATE INDEX mb_entry_message ON mb_entry (message_id, mailbox_id);
CREATE INDEX mb_entry_flags ON mb_entry (mailbox_id, flags, uid);

-- Content that no message refers to any more, until whoever keeps it has been told.
CREATE TABLE mb_released (
    message_id   BIGINT      NOT NULL PRIMARY KEY,
    place        SMALLINT    NOT NULL,
    record       BIGINT      NOT NULL,
    top_bytes    ${bytes}    NOT NULL,
    skip_octets  BIGINT      NOT NULL,
    octets       BIGINT      NOT NULL
)${tableOptions};
