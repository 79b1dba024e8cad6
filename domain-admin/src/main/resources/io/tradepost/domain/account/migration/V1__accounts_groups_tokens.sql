-- Runs on H2 and on MariaDB. ${table_options} is empty on H2; on MariaDB it sets a binary collation, so that
-- "equal" means equal bytes on both. Times are milliseconds since 1970 UTC.

-- One row. Every writer raises it first: that orders writers of all processes and tells readers to reload.
create table acc_change (
    id int not null primary key,
    version bigint not null
)${table_options};

insert into acc_change (id, version) values (1, 1);

-- Every address ever given out, and to whom; retired_at is set when it was closed and stays reserved.
create table acc_address (
    address varchar(254) not null primary key,
    kind varchar(16) not null,
    holder varchar(200) not null,
    created_at bigint not null,
    retired_at bigint null
)${table_options};

create table acc_account (
    address varchar(254) not null primary key,
    name varchar(200) not null,
    role varchar(16) not null,
    department varchar(200) not null,
    disabled boolean not null,
    password_hash varchar(255) not null,
    created_at bigint not null,
    password_changed_at bigint not null,
    constraint acc_account_address foreign key (address) references acc_address (address)
)${table_options};

create table acc_group (
    address varchar(254) not null primary key,
    changed_at bigint not null,
    constraint acc_group_address foreign key (address) references acc_address (address)
)${table_options};

create table acc_group_member (
    group_address varchar(254) not null,
    member varchar(254) not null,
    primary key (group_address, member),
    constraint acc_member_group foreign key (group_address) references acc_group (address)
)${table_options};

create table acc_token (
    id varchar(16) not null primary key,
    name varchar(200) not null,
    role varchar(16) not null,
    secret_sha256 varchar(64) not null,
    created_at bigint not null,
    last_used_at bigint not null,
    revoked_at bigint null,
    constraint acc_token_secret unique (secret_sha256)
)${table_options};
