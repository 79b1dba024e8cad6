package io.tradepost.domain.account;

import java.util.Locale;
import java.util.Optional;

/** What a person may do. Each role is what its name says and not the sum of those before it. */
public enum Role {
    /** Sees own mail. */
    STAFF("员工"),
    /** Sees the mail of the department. */
    MANAGER("经理"),
    /** Compliance officer: searches the whole archive, every look recorded. */
    OFFICER("合规"),
    /** Runs the server; does not read mail. */
    ADMIN("管理员");

    private final String chinese;

    Role(String chinese) {
        this.chinese = chinese;
    }

    /** The role as people see it in Chinese. */
    public String chinese() {
        return chinese;
    }

    /** As it is written on a command line, in CSV and in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role written so, in English or Chinese, in any case. */
    public static Optional<Role> parse(String text) {
        String word = text.strip();
        for (Role role : values()) {
            if (role.name().equalsIgnoreCase(word) || role.chinese.equals(word)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
