package io.tradepost.bench.mailbox;

import io.tradepost.bench.BenchException;
import io.tradepost.bench.process.Account;
import io.tradepost.bench.process.Child;
import io.tradepost.bench.process.FreePorts;
import io.tradepost.bench.process.Loopback;
import io.tradepost.bench.process.Pause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Dovecot as Debian packs it, on Maildir, without a full-text plugin. It opens no mailbox as root, so under root its mail is
 * kept by {@code nobody}, who must be able to reach the folder.
 */
final class Dovecot implements Contender {
    private static final Account ACCOUNT = new Account("u1", "loopback-only");
    private static final Duration LONGEST_START = Duration.ofSeconds(30);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

    private static final int LOG_END = 2_000;

    private final Path folder;
    private final int port = FreePorts.any();
    private final Duration longest;
    private Optional<Child> process = Optional.empty();

    Dovecot(Path folder, Duration longest) {
        this.folder = folder.toAbsolutePath();
        this.longest = longest;
    }

    @Override
    public String name() {
        return "dovecot";
    }

    @Override
    public String description() {
        return "Dovecot, Maildir, no full-text index";
    }

    @Override
    public void start() {
        Path configuration = folder.resolve("dovecot.conf");
        boolean root = System.getProperty("user.name").equals("root");
        try {
            Path mail = folder.resolve("mail");
            Files.createDirectories(mail);
            if (root) {
                Files.setOwner(
                        mail,
                        mail.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            Files.writeString(configuration, configuration(mail, root));
        } catch (IOException e) {
            throw new BenchException("no folder for Dovecot", e);
        }
        Child child = Child.start(
                "Dovecot", List.of(program(), "-F", "-c", configuration.toString()), folder.resolve("output.txt"));
        process = Optional.of(child);
        boolean there = Pause.until(LONGEST_START, () -> answers() || !child.isAlive());
        if (!there || !child.isAlive()) {
            throw new BenchException(
                    "Dovecot is not ready (is dovecot-imapd installed?); it said:\n" + child.said() + log());
        }
    }

    /** Debian keeps it where only root's PATH leads. */
    private static String program() {
        Path usual = Path.of("/usr/sbin/dovecot");
        return Files.isExecutable(usual) ? usual.toString() : "dovecot";
    }

    private String configuration(Path mail, boolean root) {
        String user = root ? "nobody" : System.getProperty("user.name");
        String internal = root ? "" : "default_internal_user = %1$s%ndefault_login_user = %1$s%n".formatted(user);
        return internal + """
                base_dir = %1$s/run
                state_dir = %1$s/state
                log_path = %1$s/dovecot.log
                protocols = imap
                listen = 127.0.0.1
                ssl = no
                disable_plaintext_auth = no
                first_valid_uid = 1
                mail_location = maildir:%2$s/%%n
                mail_max_userip_connections = 100
                # Filling would take an hour; reading is the same.
                mail_fsync = never
                passdb {
                  driver = static
                  args = password=%3$s
                }
                userdb {
                  driver = static
                  args = uid=%4$s gid=%5$s home=%2$s
                }
                service imap-login {
                  chroot =
                  inet_listener imap {
                    port = %6$d
                  }
                  inet_listener imaps {
                    port = 0
                  }
                }
                service anvil {
                  chroot =
                }
                """.formatted(folder, mail, ACCOUNT.password(), user, root ? "nogroup" : group(mail), port);
    }

    private static String group(Path mail) {
        try {
            return Files.getAttribute(mail, "unix:gid").toString();
        } catch (IOException e) {
            throw new BenchException("the group of " + mail.getFileName() + " is not known", e);
        }
    }

    private boolean answers() {
        try (ImapSession session = session()) {
            session.ask("NOOP");
            return true;
        } catch (BenchException e) {
            // Not there yet; whether it ever will be, the caller's patience decides.
            return false;
        }
    }

    private String log() {
        try {
            Path log = folder.resolve("dovecot.log");
            String all = Files.exists(log) ? Files.readString(log) : "";
            return all.substring(Math.max(0, all.length() - LOG_END));
        } catch (IOException e) {
            throw new BenchException("Dovecot's log can't be read", e);
        }
    }

    @Override
    public long pid() {
        return process.orElseThrow().pid();
    }

    @Override
    public ImapSession session() {
        try {
            return new ImapSession(Loopback.clear(port), ACCOUNT, longest);
        } catch (IOException e) {
            throw new BenchException("Dovecot takes no connection", e);
        }
    }

    @Override
    public Map<String, Long> disk() {
        Path mail = folder.resolve("mail");
        long indexes;
        try (Stream<Path> files = Files.walk(mail)) {
            indexes = files.filter(file -> file.getFileName().toString().startsWith("dovecot"))
                    .filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new BenchException("Dovecot's mail can't be weighed", e);
        }
        Map<String, Long> parts = new LinkedHashMap<>();
        parts.put("messages", Contender.bytes(mail) - indexes);
        parts.put("index and cache files", indexes);
        return parts;
    }

    @Override
    public void stop() {
        process.ifPresent(child -> {
            child.terminate();
            child.await(LONGEST_STOP);
        });
        process = Optional.empty();
    }

    @Override
    public void close() {
        process.ifPresent(Child::close);
        process = Optional.empty();
    }
}
