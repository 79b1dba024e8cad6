package io.tradepost.server.rooms;

import io.tradepost.archive.Archive;
import io.tradepost.archive.ArchiveSettings;
import io.tradepost.archive.CatalogSettings;
import io.tradepost.archive.Progress;
import io.tradepost.archive.access.AccessPolicy;
import io.tradepost.domain.account.AccountSettings;
import io.tradepost.domain.account.Accounts;
import io.tradepost.domain.account.Groups;
import io.tradepost.domain.account.Role;
import io.tradepost.domain.account.Tokens;
import io.tradepost.mailbox.MailboxStore;
import io.tradepost.server.config.LoadedConfiguration;
import io.tradepost.server.config.TradepostConfiguration;
import io.tradepost.trade.Matcher;
import io.tradepost.trade.SampleTrade;
import io.tradepost.trade.TradeDatabase;
import io.tradepost.trade.TradeSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The rooms over one data folder, which is locked as long as this is open. Each room is opened when first asked for, so
 * that {@code account list} does not wait for a search index.
 */
public final class Rooms implements AutoCloseable {
    /** In an installation without a trade database: one without tables, so that nothing is linked and mail flows. */
    private static final String NO_TRADE = "jdbc:h2:mem:tradepost-no-trade;DB_CLOSE_DELAY=0";

    private final DataFolder folder;
    private final LoadedConfiguration loaded;
    private final Clock clock;
    private final DataLock lock;
    private final Places places;
    private final LatePost post = new LatePost();
    private final Matcher matcher = new Matcher();
    private final Lazy<Archive> archive = new Lazy<>(this::openArchive);
    private final Lazy<TradeDatabase> trade = new Lazy<>(this::openTrade);
    private final Lazy<Accounts> accounts = new Lazy<>(this::openAccounts);
    private final Mailboxes mailboxes;

    private Rooms(DataFolder folder, LoadedConfiguration loaded, Clock clock, DataLock lock) {
        this.folder = folder;
        this.loaded = loaded;
        this.clock = clock;
        this.lock = lock;
        this.places = new Places(loaded.configuration(), folder);
        this.mailboxes = new Mailboxes(
                places.mailboxes(),
                folder.mailboxes(),
                StorageSettings.mailboxKeys(loaded.configuration().archive(), folder.mailboxes()),
                clock,
                this::archive);
    }

    /** Opens a data folder, making it if it is not there; fails at once if somebody else has it open. */
    public static Rooms open(Path data, LoadedConfiguration loaded) throws IOException {
        return open(new DataFolder(data), loaded, Clock.systemUTC(), "rooms", Duration.ZERO);
    }

    /**
     * Opens a data folder, making it if it is not there.
     *
     * @param work     what for, shown to others who want the folder meanwhile
     * @param patience how long to wait for another process to finish with it
     * @throws DataFolderBusyException if it does not
     */
    public static Rooms open(DataFolder folder, LoadedConfiguration loaded, Clock clock, String work, Duration patience)
            throws IOException {
        folder.create();
        return new Rooms(folder, loaded, clock, DataLock.take(folder, work, patience));
    }

    /** The data folder. */
    public DataFolder folder() {
        return folder;
    }

    /** The configuration they were opened with. */
    public TradepostConfiguration configuration() {
        return loaded.configuration();
    }

    /** The same with where each value came from. */
    public LoadedConfiguration loaded() {
        return loaded;
    }

    /** The time. */
    public Clock clock() {
        return clock;
    }

    /** The evidence. */
    public Archive archive() {
        return archive.get();
    }

    /** The way out for evidence that is mailed; the mail server opens it. */
    public LatePost post() {
        return post;
    }

    /** Customers and orders; without any when no trade database is configured. */
    public TradeDatabase trade() {
        return trade.get();
    }

    /** Whether there is a trade database to link mail to. */
    public boolean hasTrade() {
        return loaded.configuration().trade().sample() || places.trade().isPresent();
    }

    /** Ties mail to customers and orders. */
    public Matcher matcher() {
        return matcher;
    }

    /** The company's people. */
    public Accounts accounts() {
        return accounts.get();
    }

    /** What staff see in their mail clients. */
    public MailboxStore mailboxes() {
        return mailboxes.store();
    }

    /** Wraps the keys of what the mailboxes keep themselves anew, as the archive's are. */
    public void rotateMailboxKeys(Consumer<Progress> progress) {
        mailboxes.own().keys().rotate(progress);
    }

    /** Groups and aliases. */
    public Groups groups() {
        return accounts.get().groups();
    }

    /** What programs sign in with. */
    public Tokens tokens() {
        return accounts.get().tokens();
    }

    /** The database of the accounts; a MariaDB also holds the mailboxes. */
    public DatabasePlace database() {
        return places.database();
    }

    private Archive openArchive() {
        DatabasePlace catalog = places.catalog();
        Path home = loaded.configuration().archive().folder().map(Path::of).orElseGet(folder::archive);
        Archive opened = Archive.open(new ArchiveSettings(
                home,
                new CatalogSettings(catalog.url(), catalog.user(), catalog.password(), catalog.poolSize()),
                clock,
                loaded.configuration().archive().segmentBytes(),
                loaded.configuration().archive().minFreeBytes(),
                StorageSettings.keys(loaded.configuration().archive(), home),
                StorageSettings.store(loaded.configuration().archive().store(), home),
                ProofPlaces.settings(loaded.configuration(), home.resolve("proof"), post, clock),
                places.index(),
                ReadingProgram.settings(loaded.configuration().archive().extraction()),
                mailboxes));
        TradepostConfiguration.Access rules = loaded.configuration().archive().access();
        opened.law()
                .access()
                .apply(new AccessPolicy(
                        rules.purpose() == TradepostConfiguration.Access.Purpose.REQUIRED,
                        rules.knownPurposes(),
                        Duration.ofHours(rules.privateHours())));
        opened.exportJobs()
                .keepFor(Duration.ofDays(
                        loaded.configuration().archive().export().keepDays()));
        return opened;
    }

    private TradeDatabase openTrade() {
        return TradeDatabase.open(tradeSettings());
    }

    /** How the trade database is reached; the sample is made if it is asked for and not there. */
    public TradeSettings tradeSettings() {
        Set<String> domains = Set.copyOf(loaded.configuration().domains());
        Duration refresh = Duration.ofSeconds(loaded.configuration().trade().refreshSeconds());
        TradeSettings settings;
        if (loaded.configuration().trade().sample()) {
            String url = SampleTrade.createEmbedded(folder.tradeSample(), sampleOwners());
            settings = TradeSettings.of(url, SampleTrade.USER, "", domains);
        } else {
            settings = places.trade()
                    .map(place -> TradeSettings.of(place.url(), place.user(), place.password(), domains)
                            .through(places.adapter()))
                    .orElseGet(() -> TradeSettings.of(NO_TRADE, "sa", "", domains));
        }
        return settings.every(refresh, settings.reconcileEvery()).at(clock);
    }

    /** Among whom the sample's customers are shared out. */
    private List<String> sampleOwners() {
        List<String> sellers = accounts().list().stream()
                .filter(account -> account.role() == Role.STAFF || account.role() == Role.MANAGER)
                .map(account -> account.address().value())
                .toList();
        return sellers.isEmpty() ? List.of(configuration().postmaster()) : sellers;
    }

    private Accounts openAccounts() {
        DatabasePlace place = places.database();
        return Accounts.open(AccountSettings.of(
                place.url(),
                place.user(),
                place.password(),
                Set.copyOf(loaded.configuration().domains()),
                clock));
    }

    /** Closes what was opened, in any case all of it, and gives the data folder back. */
    @Override
    public void close() {
        List<RuntimeException> failures = new ArrayList<>();
        for (Optional<? extends AutoCloseable> room : List.of(
                Optional.of(mailboxes), archive.ifOpened(), trade.ifOpened(), accounts.ifOpened(), Optional.of(lock))) {
            room.ifPresent(opened -> close(opened).ifPresent(failures::add));
        }
        if (!failures.isEmpty()) {
            RuntimeException first = failures.get(0);
            Collections.unmodifiableList(failures).stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
    }

    private static Optional<RuntimeException> close(AutoCloseable room) {
        try {
            room.close();
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(e);
        } catch (Exception e) {
            return Optional.of(new IllegalStateException("a room could not be closed", e));
        }
    }
}
