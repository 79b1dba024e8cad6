package io.tradepost.trade.sample;

import java.util.List;

/**
 * The sample's base tables, which stand for a platform's own, and the five views over them: an adapter of the kind that
 * a real platform needs. Runs on H2 and on MariaDB.
 */
public final class SampleSchema {

    private static final String UTF8 = " CHARACTER SET utf8mb4";

    private SampleSchema() {}

    /** The databases that the sample can be written into. */
    public enum Dialect {
        H2,
        MARIADB
    }

    /**
     * The base tables and their indexes.
     *
     * @param dialect for whom: a moment without time zone is TIMESTAMP here and DATETIME there
     */
    public static List<String> tables(Dialect dialect) {
        return RAW.stream()
                .map(sql -> dialect == Dialect.MARIADB ? sql.replace(" TIMESTAMP ", " DATETIME ") : sql)
                .map(sql -> sql.startsWith("CREATE TABLE") && dialect == Dialect.MARIADB ? sql + UTF8 : sql)
                .toList();
    }

    private static final List<String> RAW = List.of(
            """
                CREATE TABLE demo_company (
                  code VARCHAR(20) NOT NULL PRIMARY KEY,
                  name VARCHAR(200) NOT NULL,
                  name_local VARCHAR(200) NOT NULL,
                  country CHAR(2) NOT NULL,
                  website VARCHAR(200) NOT NULL,
                  mail_domains VARCHAR(400) NOT NULL,
                  state VARCHAR(20) NOT NULL,
                  changed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)""",
            """
                CREATE TABLE demo_person (
                  id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
                  company_code VARCHAR(20) NOT NULL,
                  name VARCHAR(200) NOT NULL,
                  email VARCHAR(320) NOT NULL,
                  changed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)""",
            """
                CREATE TABLE demo_company_staff (
                  id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
                  company_code VARCHAR(20) NOT NULL,
                  staff_email VARCHAR(320) NOT NULL,
                  changed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)""",
            """
                CREATE TABLE demo_document (
                  id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
                  kind VARCHAR(20) NOT NULL,
                  number VARCHAR(40) NOT NULL,
                  company_code VARCHAR(20) NOT NULL,
                  dated DATE NOT NULL,
                  state VARCHAR(20) NOT NULL,
                  currency CHAR(3) NOT NULL,
                  amount DECIMAL(14,2) NOT NULL,
                  staff_email VARCHAR(320) NOT NULL,
                  changed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)""",
            """
                CREATE TABLE demo_document_number (
                  id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
                  kind VARCHAR(30) NOT NULL,
                  number VARCHAR(60) NOT NULL,
                  document_number VARCHAR(40) NOT NULL,
                  company_code VARCHAR(20) NOT NULL,
                  changed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)""",
            "CREATE INDEX demo_company_changed ON demo_company (changed_at)",
            "CREATE INDEX demo_person_changed ON demo_person (changed_at)",
            "CREATE INDEX demo_company_staff_changed ON demo_company_staff (changed_at)",
            "CREATE INDEX demo_document_changed ON demo_document (changed_at)",
            "CREATE INDEX demo_document_number_changed ON demo_document_number (changed_at)");

    /** The five views. */
    public static List<String> views() {
        return List.of("""
                CREATE VIEW tp_customer AS
                SELECT code, name, name_local, country, website, mail_domains AS domain, state AS status,
                  changed_at AS updated_at FROM demo_company""", """
                CREATE VIEW tp_contact AS
                SELECT company_code AS customer_code, name, email, changed_at AS updated_at FROM demo_person""", """
                CREATE VIEW tp_order AS
                SELECT number, company_code AS customer_code, kind, dated AS ordered_on, state AS status, currency,
                  amount, staff_email AS owner_email, changed_at AS updated_at FROM demo_document""", """
                CREATE VIEW tp_reference AS
                SELECT kind, number, document_number AS order_number, company_code AS customer_code,
                  changed_at AS updated_at FROM demo_document_number""", """
                CREATE VIEW tp_owner AS
                SELECT company_code AS customer_code, staff_email AS owner_email, changed_at AS updated_at
                FROM demo_company_staff""");
    }
}
