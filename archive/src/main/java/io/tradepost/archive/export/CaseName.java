package io.tradepost.archive.export;

/**
 * What people call a case: one line of 1 to 80 characters, compared as it stands.
 *
 * @param value without white space at its ends
 */
public record CaseName(String value) {
    private static final int LONGEST = 80;

    public CaseName {
        value = value.strip();
        boolean control = value.codePoints()
                .anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
        if (value.isEmpty() || value.codePointCount(0, value.length()) > LONGEST || control) {
            throw new IllegalArgumentException("a case is named with 1 to " + LONGEST + " characters on one line");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
