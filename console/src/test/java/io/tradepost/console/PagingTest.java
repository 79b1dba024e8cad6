package io.tradepost.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradepost.archive.MessageId;
import io.tradepost.console.Probe.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedWorld.class)
class PagingTest {
    private static final int MESSAGES = 130;

    private final World world;
    private final Probe probe;

    PagingTest(World world) {
        this.world = world;
        this.probe = world.probe();
    }

    @Test
    void everyMessageComesOnceWhileNewOnesArrive() throws Exception {
        Set<String> there = new HashSet<>();
        for (int i = 0; i < MESSAGES; i++) {
            there.add(world.capture("pagination pelican " + i, List.of()).value());
        }
        world.awaitSearchable();
        AtomicBoolean enough = new AtomicBoolean();
        List<MessageId> later = new ArrayList<>();
        Thread arriving = Thread.ofPlatform().start(() -> {
            for (int i = 0; !enough.get() && i < 500; i++) {
                later.add(world.capture("pagination pelican later " + i, List.of()));
            }
        });
        List<String> seen = new ArrayList<>();
        List<String> times = new ArrayList<>();
        String path = "/api/v1/messages?q=pelican&limit=7";
        try {
            String next = "";
            do {
                Answer answer = probe.get(next.isEmpty() ? path : path + "&cursor=" + encoded(next), world.officer);
                assertThat(answer.status()).isEqualTo(200);
                JsonNode page = answer.json();
                assertThat(page.path("items").size()).isLessThanOrEqualTo(7);
                assertThat(page.path("total").asInt()).isGreaterThanOrEqualTo(MESSAGES);
                page.path("items").forEach(item -> {
                    seen.add(item.path("id").asText());
                    times.add(item.path("receivedAt").asText());
                });
                next = page.path("next").asText("");
                if (page.path("next").isNull()) {
                    next = "";
                }
            } while (!next.isEmpty() && seen.size() < 2_000);
        } finally {
            enough.set(true);
            arriving.join();
        }
        assertThat(later).isNotEmpty();
        assertThat(seen).doesNotHaveDuplicates().containsAll(there);
        assertThat(times).isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }

    @Test
    void theLimitDefaultsToFiftyAndReachesFiveHundred() throws Exception {
        for (int i = 0; i < 60; i++) {
            world.capture("limits lemur " + i, List.of());
        }
        world.awaitSearchable();
        JsonNode usual = probe.get("/api/v1/messages?q=lemur", world.officer).json();
        assertThat(usual.path("items").size()).isEqualTo(50);
        assertThat(usual.path("total").asInt()).isEqualTo(60);
        assertThat(usual.path("next").isTextual()).isTrue();
        JsonNode all =
                probe.get("/api/v1/messages?q=lemur&limit=500", world.officer).json();
        assertThat(all.path("items").size()).isEqualTo(60);
        assertThat(all.path("next").isNull()).isTrue();
    }

    @Test
    void aCursorThatNobodyGaveIsToldPlainly() throws Exception {
        for (String cursor : List.of("x", "AAAA", "-1", "..%2F..%2Fetc", "%E6%B8%B8%E6%A0%87", "1".repeat(900))) {
            Answer answer = probe.get("/api/v1/messages?cursor=" + cursor, world.officer);
            assertThat(answer.status()).as(cursor).isEqualTo(400);
            assertThat(answer.json().path("parameter").asText()).as(cursor).isEqualTo("cursor");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
