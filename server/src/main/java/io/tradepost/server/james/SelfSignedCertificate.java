package io.tradepost.server.james;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes a self-signed certificate on the first start, so that STARTTLS and signing in work before somebody has brought a
 * real one. Clients will warn about it, rightly.
 */
final class SelfSignedCertificate {
    private static final Duration LIFE = Duration.ofDays(825);

    private SelfSignedCertificate() {}

    /** The files in this folder, made if they are not there. */
    static TlsFiles in(Path folder, String hostname, Clock clock) throws IOException {
        TlsFiles files = new TlsFiles(folder.resolve("self-signed.crt"), folder.resolve("self-signed.key"));
        if (Files.exists(files.certificate()) && Files.exists(files.privateKey())) {
            return files;
        }
        Files.createDirectories(folder);
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair pair = generator.generateKeyPair();
            write(files.privateKey(), pem(new JcaPKCS8Generator(pair.getPrivate(), null)), "rw-------");
            write(files.certificate(), pem(certificate(pair, hostname, clock.instant())), "rw-r--r--");
            return files;
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException("a certificate could not be made", e);
        }
    }

    private static X509CertificateHolder certificate(KeyPair pair, String hostname, Instant now)
            throws IOException, OperatorCreationException {
        X500Name name = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, hostname)
                .build();
        List<GeneralName> names = new ArrayList<>(List.of(new GeneralName(GeneralName.dNSName, hostname)));
        if (!hostname.equals("localhost")) {
            names.add(new GeneralName(GeneralName.dNSName, "localhost"));
        }
        names.add(new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
        return new JcaX509v3CertificateBuilder(
                        name,
                        new BigInteger(127, new SecureRandom()).setBit(126),
                        // A client's clock may be a little behind ours.
                        Date.from(now.minus(Duration.ofDays(1))),
                        Date.from(now.plus(LIFE)),
                        name,
                        pair.getPublic())
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
                .addExtension(
                        Extension.subjectAlternativeName, false, new GeneralNames(names.toArray(GeneralName[]::new)))
                .build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate()));
    }

    private static String pem(Object thing) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            pem.writeObject(thing);
        }
        return text.toString();
    }

    private static void write(Path file, String text, String permissions) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
            out.write(text);
        }
    }
}
