package io.tradepost.domain.account;

import java.util.List;

/**
 * What an import would do.
 *
 * @param accounts that would be made, in the file's order; those of lines with problems are missing
 * @param problems in the file's order; with even one, nothing is imported
 * @param encoding in which the file was read, such as {@code UTF-8}
 */
public record ImportPlan(List<Entry> accounts, List<ImportProblem> problems, String encoding) {
    /** An account to be made. */
    public record Entry(int line, AccountAddress address, String name, Role role, String department) {}

    public ImportPlan {
        accounts = List.copyOf(accounts);
        problems = List.copyOf(problems);
    }
}
