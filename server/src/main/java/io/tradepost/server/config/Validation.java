package io.tradepost.server.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rules that types alone can't say: what a name, a port, an address may be, and what goes together. */
final class Validation {
    /** The doors that this server opens itself. */
    static final List<String> OWN_PORTS = List.of(
            "smtp.port", "smtp.submission-port", "smtp.submissions-port", "imap.port", "imap.tls-port", "http.port");

    /** RFC 5321 section 4.5.3.1.7: a server must take messages of at least 64 K octets. */
    private static final long SMALLEST_MESSAGE_LIMIT = 65_536;

    private static final Pattern INDEX_HOST = Pattern.compile("https?://[A-Za-z0-9.\\[\\]:-]+/?");
    private static final Pattern INDEX_NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");

    private final Map<String, Setting> settings;
    private final List<Problem> problems;
    private final List<Problem> warnings;

    Validation(Map<String, Setting> settings, List<Problem> problems, List<Problem> warnings) {
        this.settings = settings;
        this.problems = problems;
        this.warnings = warnings;
    }

    void check() {
        names();
        doors();
        limits();
        tls();
        databases();
        outgoing();
        index();
        masterKey("archive.master-key");
        masterKey("archive.previous-master-key");
        new BucketRules(this::optional, settings::containsKey, this::problem).check();
        new ProofRules(this::optional, this::texts, this::problem).check();
    }

    private void masterKey(String section) {
        List<String> said = new ArrayList<>();
        for (String path : List.of(section + ".file", section + ".variable")) {
            optional(path).ifPresent(value -> said.add(path));
        }
        if (!texts(section + ".command").isEmpty()) {
            said.add(section + ".command");
        }
        if (said.size() > 1) {
            problem(said.get(1), "master-key-twice", said.get(0), said.get(1));
        }
    }

    private void names() {
        String hostname = text("hostname");
        HostNames.host(hostname)
                .ifPresentOrElse(name -> replace("hostname", name), () -> problem("hostname", "hostname", hostname));
        if (hostname.equals("localhost") && !isDemo("domains")) {
            warn("hostname", "hostname-localhost");
        }
        domains();
        String postmaster = text("postmaster");
        List<String> domains = texts("domains");
        if (postmaster.isEmpty() && !domains.isEmpty()) {
            replace("postmaster", "postmaster@" + domains.get(0));
        } else if (!postmaster.isEmpty() && !HostNames.isMailAddress(postmaster)) {
            problem("postmaster", "mail-address", "postmaster", postmaster);
        }
    }

    private boolean isDemo(String path) {
        return where(path) instanceof Source.Demo;
    }

    private void domains() {
        List<String> normal = new ArrayList<>();
        for (String domain : texts("domains")) {
            Optional<String> name = HostNames.domain(domain);
            if (name.isEmpty()) {
                problem("domains", "domain", domain);
            } else if (normal.contains(name.get())) {
                problem("domains", "domain-twice", domain);
            } else {
                normal.add(name.get());
            }
        }
        replace("domains", List.copyOf(normal));
    }

    private void doors() {
        for (String section : List.of("smtp", "imap", "http")) {
            String bind = text(section + ".bind");
            if (!bind.equals("localhost") && !HostNames.isIpAddress(bind)) {
                problem(section + ".bind", "bind", section + ".bind", bind);
            }
        }
        Map<Integer, String> taken = new HashMap<>();
        for (String path : OWN_PORTS) {
            int port = number(path);
            between(path, 0, 65_535);
            Optional<String> other = port == 0 ? Optional.empty() : Optional.ofNullable(taken.putIfAbsent(port, path));
            // Point at the one that somebody wrote.
            other.ifPresent(first ->
                    problem(where(path) instanceof Source.Default ? first : path, "port-twice", path, first, port));
        }
        between("outgoing.port", 1, 65_535);
        between("outgoing.smart-host.port", 1, 65_535);
    }

    private void limits() {
        between("smtp.max-message-size", SMALLEST_MESSAGE_LIMIT, 2_000_000_000);
        between("imap.max-literal-size", SMALLEST_MESSAGE_LIMIT, 2_000_000_000);
        for (String section : List.of("smtp", "imap")) {
            between(section + ".max-connections", 1, 1_000_000);
            between(section + ".max-connections-per-address", 1, 1_000_000);
        }
        between("database.pool-size", 2, 1_000);
        between("trade.refresh-seconds", 1, 86_400);
        between("trade.entity", 1, Integer.MAX_VALUE);
        between("delivery.threads", 1, 512);
        between("outgoing.give-up-after-seconds", 1, 30 * 86_400);
        between("archive.min-free-bytes", 0, Long.MAX_VALUE);
        between("archive.segment-bytes", 1 << 20, 2_000_000_000);
        between("archive.access.private-hours", 1, 24 * 31);
        between("archive.extraction.processes", 1, 16);
        between("archive.extraction.memory", 64, 8192);
        between("archive.extraction.seconds", 1, 3600);
        between("archive.extraction.max-bytes", 1 << 10, 256 << 20);
        between("archive.store.retain-days", 1, 36_500);
        between("archive.store.keep-local", -1, 1_000_000);
        between("archive.store.cache-bytes", 1 << 20, Long.MAX_VALUE);
        between("archive.proof.s3.retain-days", 1, 36_500);
        between("archive.export.keep-days", 1, 36_500);
        between("archive.proof.checkpoint-seconds", 1, 86_400);
        between("archive.proof.mail-seconds", 1, 30 * 86_400);
        between("archive.proof.timestamp.every-seconds", 10, 30 * 86_400);
        waits("outgoing.retries");
        waits("delivery.retry-seconds");
    }

    private void waits(String path) {
        List<?> waits = (List<?>) value(path);
        if (waits.isEmpty() || waits.stream().anyMatch(wait -> (int) wait < 1 || (int) wait > 7 * 86_400)) {
            problem(path, "waits", path);
        }
    }

    private void tls() {
        for (String path : List.of("tls.certificate", "tls.private-key")) {
            optional(path)
                    .filter(file -> !Files.isReadable(Path.of(file)))
                    .ifPresent(file -> problem(path, "file-needed", path, file));
        }
        if (optional("tls.certificate").isPresent()
                != optional("tls.private-key").isPresent()) {
            String said = optional("tls.certificate").isPresent() ? "tls.certificate" : "tls.private-key";
            String lacking = said.equals("tls.certificate") ? "tls.private-key" : "tls.certificate";
            problem(said, "tls-half", said, lacking);
        }
    }

    private void databases() {
        for (String section : List.of("database", "catalog", "trade")) {
            String path = section + ".url";
            Optional<String> url = optional(path);
            if (url.isPresent()
                    && !url.get().startsWith("jdbc:mariadb://")
                    && !url.get().startsWith("jdbc:h2:")) {
                problem(path, "database-url", path);
            } else if (url.isPresent()
                    && url.get().toLowerCase(java.util.Locale.ROOT).contains("password=")) {
                problem(path, "database-url-secret", path, section + ".password-file");
            }
            if (url.isEmpty()
                    && (optional(section + ".user").isPresent() || settings.containsKey(section + ".password"))) {
                problem(section + ".user", "database-url-missing", section);
            }
        }
        optional("trade.table-prefix")
                .filter(prefix -> !prefix.matches("[A-Za-z0-9_]{1,32}"))
                .ifPresent(prefix -> problem("trade.table-prefix", "table-prefix", prefix));
        if (flag("trade.sample") && optional("trade.url").isPresent()) {
            problem("trade.url", "trade-both");
        }
    }

    private void outgoing() {
        boolean smartHost = text("outgoing.mode").equals("smart-host");
        Optional<String> host = optional("outgoing.smart-host.host");
        if (smartHost && host.isEmpty()) {
            problem("outgoing.mode", "smart-host-missing");
        }
        host.filter(name -> HostNames.host(name).isEmpty() && !HostNames.isIpAddress(name))
                .ifPresent(name -> problem("outgoing.smart-host.host", "hostname", name));
        boolean signsIn = optional("outgoing.smart-host.user").isPresent();
        if (signsIn != settings.containsKey("outgoing.smart-host.password")) {
            problem(signsIn ? "outgoing.smart-host.user" : "outgoing.smart-host.password", "smart-host-half");
        }
        if (signsIn && text("outgoing.smart-host.tls").equals("none")) {
            warn("outgoing.smart-host.tls", "smart-host-clear");
        }
        for (String server : texts("outgoing.dns-servers")) {
            if (!HostNames.isIpAddressWithPort(server)) {
                problem("outgoing.dns-servers", "dns-server", server);
            }
        }
        for (String address : texts("outgoing.sending-addresses")) {
            if (!HostNames.isIpAddress(address)) {
                problem("outgoing.sending-addresses", "ip-address", address);
            }
        }
    }

    private void index() {
        boolean cluster = text("archive.index.engine").equals("opensearch");
        List<String> hosts = texts("archive.index.hosts");
        if (cluster == hosts.isEmpty()) {
            problem(cluster ? "archive.index.engine" : "archive.index.hosts", "index-half");
        }
        for (String host : hosts) {
            if (!INDEX_HOST.matcher(host).matches()) {
                problem("archive.index.hosts", "index-host", host);
            }
        }
        boolean signsIn = optional("archive.index.user").isPresent();
        if (signsIn != settings.containsKey("archive.index.password")) {
            problem(signsIn ? "archive.index.user" : "archive.index.password", "index-sign-in");
        }
        if (signsIn && hosts.stream().anyMatch(host -> host.startsWith("http://"))) {
            warn("archive.index.hosts", "index-clear");
        }
        if (!INDEX_NAME.matcher(text("archive.index.name")).matches()) {
            problem("archive.index.name", "index-name", text("archive.index.name"));
        }
    }

    private void between(String path, long least, long most) {
        long value = ((Number) value(path)).longValue();
        if (value < least || value > most) {
            problem(path, "range", path, least, most, value);
        }
    }

    private void problem(String path, String key, Object... arguments) {
        problems.add(new Problem(Optional.of(where(path)), key, List.of(arguments)));
    }

    private void warn(String path, String key, Object... arguments) {
        warnings.add(new Problem(Optional.of(where(path)), key, List.of(arguments)));
    }

    private Source where(String path) {
        return Optional.ofNullable(settings.get(path)).map(Setting::source).orElse(new Source.Default());
    }

    private void replace(String path, Object value) {
        settings.put(path, new Setting(value, where(path)));
    }

    private Object value(String path) {
        return Optional.ofNullable(settings.get(path))
                .map(Setting::value)
                .orElseThrow(() -> new IllegalStateException("the defaults lack " + path));
    }

    private String text(String path) {
        return (String) value(path);
    }

    private int number(String path) {
        return (int) value(path);
    }

    private boolean flag(String path) {
        return (boolean) value(path);
    }

    private Optional<String> optional(String path) {
        return Optional.ofNullable(settings.get(path)).map(setting -> (String) setting.value());
    }

    private List<String> texts(String path) {
        return ((List<?>) value(path)).stream().map(String.class::cast).toList();
    }
}
