package io.tradepost.console.contract;

/** The OpenAPI file itself is wrong, or says something about a parameter that we would not enforce. */
public final class ContractException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ContractException(String message) {
        super(message);
    }

    ContractException(String message, Throwable cause) {
        super(message, cause);
    }
}
