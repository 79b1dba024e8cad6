package io.tradepost.server.e2e.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Accounts that nobody has used. */
public final class FreshAccounts {
    private FreshAccounts() {}

    /**
     * Makes them.
     *
     * @param folder for a file in between
     */
    public static List<RunningServer.DemoAccount> make(RunningServer server, Path folder, int count) {
        StringBuilder csv = new StringBuilder("name,address\n");
        String stem = "s" + Long.toString(System.nanoTime(), 36);
        for (int i = 0; i < count; i++) {
            csv.append("Fresh,").append(stem).append("n").append(i).append("@tradepost.test\n");
        }
        try {
            Path file = Files.writeString(folder.resolve(stem + ".csv"), csv);
            Finished made = server.command("account", "import", file.toString(), "--json");
            if (made.code() != 0) {
                throw new AssertionError("the accounts are not made: " + made.errors());
            }
            List<RunningServer.DemoAccount> accounts = new ArrayList<>();
            for (JsonNode account : new ObjectMapper().readTree(made.output()).required("made")) {
                accounts.add(new RunningServer.DemoAccount(
                        account.required("address").asText(),
                        account.required("password").asText()));
            }
            return accounts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
