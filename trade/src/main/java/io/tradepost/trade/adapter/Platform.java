package io.tradepost.trade.adapter;

import java.util.Locale;

/** Where the five views come from. */
public enum Platform {
    /** They stand in the database themselves, laid there by whoever runs it. */
    VIEWS(""),
    DOLIBARR("llx_"),
    ERPNEXT("tab"),
    ESPOCRM(""),
    SUITECRM(""),
    OPENCART("oc_");

    private final String usualPrefix;

    Platform(String usualPrefix) {
        this.usualPrefix = usualPrefix;
    }

    /** What the names of the platform's tables usually begin with; may be empty. */
    public String usualPrefix() {
        return usualPrefix;
    }

    /** As configuration and command line spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
