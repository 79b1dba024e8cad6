package io.tradepost.bench;

/** A run that can't go on: something could not be started, reached or read. Not a finding about the server's keeping. */
public class BenchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BenchException(String message) {
        super(message);
    }

    public BenchException(String message, Throwable cause) {
        super(message, cause);
    }
}
