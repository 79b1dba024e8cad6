package io.tradepost.server.james;

import io.tradepost.server.config.TradepostConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/**
 * The server's own certificate chain and private key, as PEM files.
 */
public record TlsFiles(Path certificate, Path privateKey) {

    /**
     * Those of the configuration, or self-signed ones in the folder.
     *
     * @throws IOException if the configured files can't be read, or the folder can't be written
     */
    public static TlsFiles of(TradepostConfiguration configuration, Path folder, Clock clock) throws IOException {
        TradepostConfiguration.Tls tls = configuration.tls();
        if (tls.certificate().isPresent() && tls.privateKey().isPresent()) {
            TlsFiles files = new TlsFiles(
                    Path.of(tls.certificate().get()), Path.of(tls.privateKey().get()));
            for (Path file : new Path[] {files.certificate, files.privateKey}) {
                if (!Files.isReadable(file)) {
                    throw new IOException("can't read " + file);
                }
            }
            return files;
        }
        return SelfSignedCertificate.in(folder, configuration.hostname(), clock);
    }
}
