-- The account of the person that a token acts for; null for a program's own.
alter table acc_token add column account varchar(254) null;
