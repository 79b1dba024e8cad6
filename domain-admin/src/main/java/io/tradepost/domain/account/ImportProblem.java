package io.tradepost.domain.account;

/**
 * A mistake in a file to import.
 *
 * @param line from 1, as an editor counts; 0 if it is about the whole file
 */
public record ImportProblem(int line, String message) {
    @Override
    public String toString() {
        return line == 0 ? message : "line " + line + ": " + message;
    }
}
