package io.tradepost.domain.account;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

/** The contract on the embedded database, in a file as in real life. */
final class AccountsOnH2Test extends AccountsContract {
    @TempDir
    private Path folder;

    @Override
    AccountSettings settings() {
        return AccountSettings.of(
                "jdbc:h2:file:" + folder.resolve("accounts") + ";WRITE_DELAY=0",
                "sa",
                "",
                Set.of(DOMAIN, SECOND_DOMAIN),
                clock);
    }
}
