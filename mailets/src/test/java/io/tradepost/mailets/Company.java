package io.tradepost.mailets;

import io.tradepost.archive.Archive;
import io.tradepost.archive.ArchiveSettings;
import io.tradepost.archive.ArchivedMessage;
import io.tradepost.archive.Reader;
import io.tradepost.archive.SearchRequest;
import io.tradepost.domain.account.AccountAddress;
import io.tradepost.domain.account.AccountSettings;
import io.tradepost.domain.account.Accounts;
import io.tradepost.domain.account.Role;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A company with two people and a group, and its archive, all real and in one temporary folder. */
final class Company implements AutoCloseable {
    static final String DOMAIN = "tradepost.test";
    static final AccountAddress LINA = new AccountAddress("lina@" + DOMAIN);
    static final AccountAddress WANGWEI = new AccountAddress("wangwei@" + DOMAIN);
    static final AccountAddress SALES = new AccountAddress("sales@" + DOMAIN);

    private static final Set<String> DOMAINS = Set.of(DOMAIN, "tradepost-asia.test");
    static final Reader OFFICER = Reader.operator(Optional.of("test"));

    final Archive archive;
    final Accounts accounts;
    final CompanyDirectory directory;
    private boolean archiveOpen = true;

    Company(Path folder) {
        archive = Archive.open(ArchiveSettings.embedded(folder.resolve("archive")));
        accounts = Accounts.open(AccountSettings.of(
                "jdbc:h2:file:" + folder.resolve("accounts") + ";WRITE_DELAY=0", "sa", "", DOMAINS, Clock.systemUTC()));
        accounts.add(LINA, "李娜", Role.STAFF, "");
        accounts.add(WANGWEI, "王伟", Role.MANAGER, "");
        accounts.groups().put(SALES, List.of(LINA, WANGWEI));
        directory = new CompanyDirectory(DOMAINS, accounts.groups());
    }

    /** All that is archived, newest first. */
    List<ArchivedMessage> archived() {
        archive.awaitFollowers(Duration.ofSeconds(30));
        return archive.search(new SearchRequest("", Optional.empty(), 100), OFFICER)
                .items();
    }

    /** The bytes of a message in the archive. */
    byte[] raw(ArchivedMessage message) throws java.io.IOException {
        try (var in = archive.raw(message.id(), OFFICER).orElseThrow().open()) {
            return in.readAllBytes();
        }
    }

    /** Takes the archive away from whoever still uses it. */
    void closeArchive() {
        if (archiveOpen) {
            archiveOpen = false;
            archive.close();
        }
    }

    @Override
    public void close() {
        ReceivedMail.dispose();
        accounts.close();
        closeArchive();
    }
}
