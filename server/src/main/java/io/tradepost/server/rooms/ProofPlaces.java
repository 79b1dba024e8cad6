package io.tradepost.server.rooms;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.proof.ProofSettings;
import io.tradepost.archive.proof.place.EvidencePost;
import io.tradepost.archive.proof.place.MailPlace;
import io.tradepost.archive.proof.place.SecondPlace;
import io.tradepost.archive.proof.place.ShelfPlace;
import io.tradepost.archive.proof.stamp.StampSettings;
import io.tradepost.server.config.TradepostConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Second places and the time-stamp authority, as the configuration names them. */
final class ProofPlaces {
    private ProofPlaces() {}

    /**
     * As it is configured.
     *
     * @param folder of the archive's own proofs
     */
    static ProofSettings settings(TradepostConfiguration configuration, Path folder, EvidencePost post, Clock clock) {
        TradepostConfiguration.Proof proof = configuration.archive().proof();
        List<SecondPlace> places = new ArrayList<>();
        for (String place : proof.folders()) {
            places.add(ShelfPlace.folder(place, Path.of(place)));
        }
        StorageSettings.evidence(proof.s3()).ifPresent(bucket -> places.add(ShelfPlace.bucket(bucket, clock)));
        for (String recipient : proof.mailTo()) {
            String file = "mailed-" + recipient.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.@-]", "_");
            MailPlace.Settings mail = new MailPlace.Settings(
                    recipient,
                    configuration.postmaster(),
                    Duration.ofSeconds(proof.mailSeconds()),
                    folder.resolve(file));
            places.add(new MailPlace(mail, post, clock));
        }
        return new ProofSettings(
                proof.origin().orElse(configuration.hostname() + "/archive"),
                Duration.ofSeconds(proof.checkpointSeconds()),
                places,
                stamps(proof.timestamp()));
    }

    private static Optional<StampSettings> stamps(TradepostConfiguration.Timestamp timestamp) {
        List<X509Certificate> roots =
                timestamp.certificates().map(ProofPlaces::certificates).orElse(List.of());
        return timestamp
                .url()
                .map(url -> new StampSettings(
                        URI.create(url), Duration.ofSeconds(timestamp.everySeconds()), timestamp.policy(), roots));
    }

    private static List<X509Certificate> certificates(String file) {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (IOException | GeneralSecurityException e) {
            throw ArchiveException.permanent("the certificates in " + file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
