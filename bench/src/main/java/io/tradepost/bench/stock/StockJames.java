package io.tradepost.bench.stock;

import com.google.inject.Injector;
import io.tradepost.bench.BenchException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.GuiceJamesServer;
import org.apache.james.NaiveDelegationStoreModule;
import org.apache.james.core.Username;
import org.apache.james.modules.MailboxModule;
import org.apache.james.modules.MailetProcessingModule;
import org.apache.james.modules.data.SieveFileRepositoryModule;
import org.apache.james.modules.mailbox.DefaultEventModule;
import org.apache.james.modules.mailbox.MemoryDeadLetterModule;
import org.apache.james.modules.protocols.IMAPServerModule;
import org.apache.james.modules.protocols.ProtocolHandlerModule;
import org.apache.james.modules.protocols.SMTPServerModule;
import org.apache.james.modules.server.DefaultProcessorsConfigurationProviderModule;
import org.apache.james.modules.server.RawPostDequeueDecoratorModule;
import org.apache.james.server.core.configuration.Configuration;
import org.apache.james.user.api.UsersRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stock James as a program: {@code StockJames FOLDER SMTP-PORT IMAP-PORT ACCOUNTS DURABILITY}. It writes the file {@code
 * ready} into the folder when its doors are open, and runs until it is told to end.
 */
public final class StockJames {
    /** The domain of its accounts (the default domain of its configuration), which are u1, u2 and so on. */
    public static final String DOMAIN = "stock.test";
    /** Of every account. */
    public static final String PASSWORD = "loopback-only";
    /** Written when the doors are open. */
    public static final String READY = "ready";

    private static final Logger LOG = LoggerFactory.getLogger(StockJames.class);
    private static final int COULD_NOT = 2;
    private static final List<String> FILES = List.of(
            "dnsservice",
            "domainlist",
            "imapserver",
            "listeners",
            "mailetcontainer",
            "mailrepositorystore",
            "recipientrewritetable",
            "smtpserver",
            "usersrepository");

    private Optional<Injector> injector = Optional.empty();

    private StockJames() {}

    @Inject
    void injector(Injector given) {
        injector = Optional.of(given);
    }

    /** Runs it. */
    public static void main(String[] arguments) {
        try {
            new StockJames()
                    .run(
                            Path.of(arguments[0]).toAbsolutePath(),
                            arguments[1],
                            arguments[2],
                            Integer.parseInt(arguments[3]),
                            Durability.valueOf(arguments[4].toUpperCase(Locale.ROOT)));
        } catch (Exception e) {
            LOG.error("stock James can't start", e);
            // Its threads would keep the process alive.
            System.exit(COULD_NOT);
        }
    }

    private void run(Path folder, String smtp, String imap, int accounts, Durability durability) throws Exception {
        configure(folder, smtp, imap);
        Configuration working =
                Configuration.builder().workingDirectory(folder.toFile()).build();
        GuiceJamesServer server = GuiceJamesServer.forConfiguration(working)
                .combineWith(
                        new MailetProcessingModule(),
                        new StockQueueModule(durability),
                        new NaiveDelegationStoreModule(),
                        new DefaultProcessorsConfigurationProviderModule(),
                        new StockDataModule(durability.url(folder)),
                        new StockMailboxModule(),
                        new MailboxModule(),
                        new RawPostDequeueDecoratorModule(),
                        new SieveFileRepositoryModule(),
                        new DefaultEventModule(),
                        new MemoryDeadLetterModule(),
                        new IMAPServerModule(),
                        new ProtocolHandlerModule(),
                        new SMTPServerModule(),
                        binder -> binder.requestInjection(this));
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "stop"));
        populate(accounts);
        Files.writeString(
                folder.resolve(READY), Long.toString(ProcessHandle.current().pid()));
    }

    private void populate(int accounts) throws Exception {
        Injector parts = injector.orElseThrow(() -> new BenchException("James was started without its injector"));
        UsersRepository users = parts.getInstance(UsersRepository.class);
        for (int account = 1; account <= accounts; account++) {
            Username name = Username.of(address(account));
            if (!users.contains(name)) {
                users.addUser(name, PASSWORD);
            }
        }
    }

    /** The address of an account, counted from 1. */
    public static String address(int account) {
        return "u" + account + "@" + DOMAIN;
    }

    private static void configure(Path folder, String smtp, String imap) throws IOException {
        Path conf = Files.createDirectories(folder.resolve("conf"));
        for (String file : FILES) {
            try (InputStream in = StockJames.class.getResourceAsStream(file + ".xml")) {
                if (in == null) {
                    throw new BenchException(file + ".xml is missing from the program");
                }
                Files.writeString(
                        conf.resolve(file + ".xml"),
                        new String(in.readAllBytes(), StandardCharsets.UTF_8)
                                .replace("${smtp}", smtp)
                                .replace("${imap}", imap));
            }
        }
    }
}
