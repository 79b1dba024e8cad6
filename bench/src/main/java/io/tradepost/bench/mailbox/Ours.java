package io.tradepost.bench.mailbox;

import io.tradepost.bench.BenchException;
import io.tradepost.bench.process.Loopback;
import io.tradepost.bench.process.Server;
import io.tradepost.bench.process.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Our server as it is released, embedded. It lets nobody sign in without TLS, so the others save that. */
final class Ours implements Contender {
    private final Site site;
    private final Server server;
    private final Duration longest;

    Ours(Path folder, Duration longest) {
        this.site = Site.prepare(folder, Optional.empty(), Optional.empty());
        this.server = new Server(site);
        this.longest = longest;
    }

    @Override
    public String name() {
        return "ours";
    }

    @Override
    public String description() {
        return "our server, embedded (H2), over TLS";
    }

    @Override
    public void start() {
        server.start();
    }

    @Override
    public long pid() {
        return server.pid();
    }

    @Override
    public ImapSession session() {
        try {
            return new ImapSession(
                    Loopback.tls(server.port("imaps")), server.accounts().getFirst(), longest);
        } catch (IOException e) {
            throw new BenchException("our server takes no connection", e);
        }
    }

    @Override
    public Map<String, Long> disk() {
        Path data = site.data();
        Path mailbox = data.resolve("mailbox");
        Map<String, Long> parts = new LinkedHashMap<>();
        long keys = Contender.bytes(mailbox.resolve("keys"));
        long index = Contender.bytes(mailbox.resolve("index"));
        parts.put("mailbox journal", Contender.bytes(mailbox) - keys - index);
        parts.put("mailbox keys", keys);
        parts.put("mailbox search index", index);
        parts.put("mailbox tables", tables(data.resolve("db"), "mailboxes"));
        parts.put("archive", Contender.bytes(data.resolve("archive")));
        long all = Contender.bytes(data);
        parts.put(
                "accounts, catalog, logs, queue",
                all - parts.values().stream().mapToLong(Long::longValue).sum());
        return parts;
    }

    private static long tables(Path folder, String name) {
        return Contender.bytes(folder.resolve(name + ".mv.db"));
    }

    @Override
    public void stop() {
        server.stop();
    }

    @Override
    public void close() {
        server.close();
    }
}
