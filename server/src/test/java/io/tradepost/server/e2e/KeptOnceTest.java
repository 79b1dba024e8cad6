package io.tradepost.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.server.e2e.kit.Imap;
import io.tradepost.server.e2e.kit.RunningServer;
import io.tradepost.server.e2e.kit.Smtp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mail to several people of the company stands once on the disk: in the archive. */
class KeptOnceTest {
    private static final int ATTACHED = 400_000;

    @TempDir
    Path home;

    @Test
    void aDeliveredMailIsInTheArchiveAndInNoOtherFileAndReadAsItCame() {
        try (RunningServer server = RunningServer.start(home)) {
            byte[] mail = mail();
            String one = server.account("zhaomin").address();
            String other = server.account("wangwei").address();
            try (Smtp smtp = Smtp.connect(server.port("smtp"))) {
                smtp.expect(250, "EHLO kontor.example");
                smtp.sendAccepted("buyer@kontor.example", List.of(one, other), mail);
            }
            for (String local : List.of("zhaomin", "wangwei")) {
                byte[] delivered = Imap.of(server, local)
                        .awaitOne("plan of the third hall")
                        .bytes();
                assertThat(delivered.length).isGreaterThan(mail.length);
                assertThat(new String(delivered, StandardCharsets.US_ASCII))
                        .startsWith("Return-Path: <buyer@kontor.example>")
                        .endsWith(new String(mail, StandardCharsets.US_ASCII));
            }
            assertThat(bytes(server.data().resolve("archive/journal"))).isGreaterThan(ATTACHED);
            assertThat(bytes(server.data().resolve("mailbox/journal"))).isLessThan(ATTACHED / 4);
        }
    }

    /** With an attachment that nothing can make smaller. */
    private static byte[] mail() {
        byte[] attached = new byte[ATTACHED];
        new Random(4).nextBytes(attached);
        return String.join(
                        "\r\n",
                        "From: buyer@kontor.example",
                        "To: undisclosed-recipients:;",
                        "Subject: plan of the third hall",
                        "Message-ID: <hall-3@kontor.example>",
                        "MIME-Version: 1.0",
                        "Content-Type: application/octet-stream; name=plan.bin",
                        "Content-Transfer-Encoding: base64",
                        "",
                        Base64.getMimeEncoder().encodeToString(attached),
                        "")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static long bytes(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
