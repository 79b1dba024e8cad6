package io.tradepost.bench.throughput;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradepost.bench.BenchException;
import io.tradepost.bench.check.Mailboxes;
import io.tradepost.bench.process.Account;
import io.tradepost.bench.process.Server;
import io.tradepost.bench.process.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Our server as it is released, embedded, with the sample trade database. It has settled when the search knows it all. */
public final class OurContestant implements Contestant {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** One of the demo's. */
    private static final String DOMAIN = "tradepost.test";

    private final Site site;
    private final Server server;
    private final int count;
    private List<Account> accounts = List.of();

    public OurContestant(Path folder, int accounts) {
        this.site = Site.prepare(folder, Optional.empty(), Optional.empty());
        this.server = new Server(site);
        this.count = accounts;
    }

    @Override
    public String name() {
        return "ours";
    }

    /** Where it keeps what it makes. */
    public Path data() {
        return site.data();
    }

    @Override
    public void start() {
        server.start();
        accounts = imported();
    }

    private List<Account> imported() {
        Path csv = site.home().resolve("people.csv");
        String rows = IntStream.rangeClosed(1, count)
                .mapToObj(number -> "Bench " + (char) ('A' + number - 1) + "," + DOMAIN + ",staff,Bench\n")
                .collect(Collectors.joining("", "name,domain,role,department\n", ""));
        try {
            Files.writeString(csv, rows);
            int code = server.command("people", "account", "import", csv.toString(), "--json");
            if (code != 0) {
                throw new BenchException("the accounts can't be made: " + Files.readString(site.output("people")));
            }
            List<Account> made = new ArrayList<>();
            for (JsonNode one : JSON.readTree(site.output("people").toFile()).required("made")) {
                made.add(new Account(
                        one.required("address").asText(),
                        one.required("password").asText()));
            }
            return List.copyOf(made);
        } catch (IOException e) {
            throw new BenchException("the accounts can't be made", e);
        }
    }

    @Override
    public long pid() {
        return server.pid();
    }

    @Override
    public int smtpPort() {
        return server.port("smtp");
    }

    @Override
    public List<Account> accounts() {
        return accounts;
    }

    @Override
    public Mailboxes open(Account account) {
        return Mailboxes.open(server.port("imaps"), account);
    }

    @Override
    public boolean settled() {
        return server.queued() == 0 && server.lag() == 0;
    }

    @Override
    public void close() {
        server.close();
    }
}
