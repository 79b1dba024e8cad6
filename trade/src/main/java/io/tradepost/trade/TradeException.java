package io.tradepost.trade;

/** The trade database could not be read, or the sample could not be made. */
public final class TradeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean temporary;

    private TradeException(String message, boolean temporary, Throwable cause) {
        super(message, cause);
        this.temporary = temporary;
    }

    /** Trying again later may help: the database is down, slow or locked. */
    static TradeException temporary(String message, Throwable cause) {
        return new TradeException(message, true, cause);
    }

    /** Trying again will not help: a view lacks a column, the URL is wrong. */
    static TradeException permanent(String message, Throwable cause) {
        return new TradeException(message, false, cause);
    }

    /** Whether trying again later may help. */
    public boolean isTemporary() {
        return temporary;
    }
}
