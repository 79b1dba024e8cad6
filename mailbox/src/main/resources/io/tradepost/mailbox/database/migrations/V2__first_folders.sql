-- Accounts that have been given the folders to begin with: whoever deletes one of them does not get it back.
CREATE TABLE mb_first_folders (
    user_name     VARCHAR(255)  NOT NULL PRIMARY KEY,
    given_millis  BIGINT        NOT NULL
)${tableOptions};
