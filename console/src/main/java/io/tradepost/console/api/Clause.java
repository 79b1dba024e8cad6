package io.tradepost.console.api;

/** Pieces of the archive's query language. */
final class Clause {
    private Clause() {}

    /** A field that must be exactly this value, whatever characters it has. */
    static String field(String name, String value) {
        return name + ":\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
