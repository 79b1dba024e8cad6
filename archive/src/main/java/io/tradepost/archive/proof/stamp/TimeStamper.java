package io.tradepost.archive.proof.stamp;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.journal.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;

/** Asks an authority for time-stamps over HTTP: RFC 3161 sections 2.4 and 3.4. */
public final class TimeStamper implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int NONCE_BITS = 64;
    /** A token with its chain has a few kilobytes. */
    private static final int MOST_BYTES = 256 << 10;

    private final StampSettings settings;
    private final StampCheck check;
    private final SecureRandom random = new SecureRandom();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    /** For this authority. */
    public TimeStamper(StampSettings settings) {
        this.settings = settings;
        this.check = new StampCheck(settings.policy(), settings.roots());
    }

    /** Which authority, how often. */
    public StampSettings settings() {
        return settings;
    }

    /** A token for these bytes, checked, DER. Temporary {@link ArchiveException} when the authority does not give a good one. */
    public byte[] stamp(byte[] bytes) {
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        settings.policy().ifPresent(policy -> generator.setReqPolicy(new ASN1ObjectIdentifier(policy)));
        try {
            TimeStampRequest request = generator.generate(
                    TSPAlgorithms.SHA256, Digests.sha256().digest(bytes), new BigInteger(NONCE_BITS, random));
            TimeStampResponse response = new TimeStampResponse(post(request.getEncoded()));
            // Status, nonce, imprint and policy against what was asked for.
            response.validate(request);
            TimeStampToken token = response.getTimeStampToken();
            if (token == null) {
                throw refused(String.valueOf(response.getStatusString()), new IllegalStateException("no token"));
            }
            byte[] der = token.getEncoded();
            check.check(der, bytes);
            return der;
        } catch (TSPException | IOException e) {
            throw refused(String.valueOf(e.getMessage()), e);
        } catch (ArchiveException e) {
            throw refused(String.valueOf(e.getMessage()), e);
        }
    }

    private byte[] post(byte[] query) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(settings.authority())
                .timeout(PATIENCE)
                .header("Content-Type", "application/timestamp-query")
                .POST(HttpRequest.BodyPublishers.ofByteArray(query))
                .build();
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                byte[] bytes = body.readNBytes(MOST_BYTES);
                if (response.statusCode() != 200) {
                    throw new IOException("it answers " + response.statusCode());
                }
                return bytes;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private ArchiveException refused(String why, Exception cause) {
        return ArchiveException.temporary(
                "the time-stamp authority " + settings.authority().getHost() + " gave no good stamp: " + why, cause);
    }

    @Override
    public void close() {
        http.close();
    }
}
