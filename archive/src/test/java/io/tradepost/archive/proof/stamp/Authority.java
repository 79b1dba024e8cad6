package io.tradepost.archive.proof.stamp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/** A time-stamp authority with a root and a certificate of its own, answering over HTTP on loopback. */
final class Authority implements AutoCloseable {
    static final String POLICY = "1.2.3.4.1";

    /** What it does wrong. */
    enum Fault {
        NONE,
        DOWN,
        OTHER_IMPRINT,
        OTHER_NONCE,
        NOT_FOR_STAMPING,
        GARBAGE
    }

    private final KeyPair rootKey = pair();
    private final X509Certificate root;
    private final KeyPair key = pair();
    private final HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicLong serial = new AtomicLong(1);
    private volatile Fault fault = Fault.NONE;

    Authority() throws Exception {
        root = certificate("CN=Root", rootKey, "CN=Root", rootKey, false);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/tsa");
    }

    X509Certificate root() {
        return root;
    }

    int asked() {
        return asked.get();
    }

    void does(Fault wrong) {
        fault = wrong;
    }

    StampSettings settings(Duration every) {
        return new StampSettings(address(), every, java.util.Optional.of(POLICY), List.of(root));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        byte[] query = exchange.getRequestBody().readAllBytes();
        byte[] answer = new byte[0];
        int status = fault == Fault.DOWN ? 503 : 200;
        try {
            if (status == 200) {
                answer = fault == Fault.GARBAGE ? new byte[] {0x30, 0x7f, 1} : stamp(new TimeStampRequest(query));
            }
        } catch (GeneralSecurityException | OperatorCreationException | TSPException e) {
            throw new IOException("the authority cannot stamp", e);
        }
        exchange.getResponseHeaders().set("Content-Type", "application/timestamp-reply");
        exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(answer);
        }
        exchange.close();
    }

    private byte[] stamp(TimeStampRequest asked)
            throws GeneralSecurityException, OperatorCreationException, TSPException, IOException {
        X509Certificate certificate =
                certificate("CN=Authority", key, "CN=Root", rootKey, fault != Fault.NOT_FOR_STAMPING);
        var digests = new JcaDigestCalculatorProviderBuilder().build();
        TimeStampTokenGenerator tokens = new TimeStampTokenGenerator(
                new JcaSimpleSignerInfoGeneratorBuilder()
                        .build(
                                "SHA256withRSA",
                                key.getPrivate(),
                                fault == Fault.NOT_FOR_STAMPING
                                        ? certificate("CN=Authority", key, "CN=Root", rootKey, true)
                                        : certificate),
                digests.get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)),
                new ASN1ObjectIdentifier(POLICY));
        tokens.addCertificates(new JcaCertStore(List.of(certificate, root)));
        byte[] imprint = asked.getMessageImprintDigest().clone();
        if (fault == Fault.OTHER_IMPRINT) {
            imprint[0] ^= 1;
        }
        BigInteger nonce = fault == Fault.OTHER_NONCE ? asked.getNonce().add(BigInteger.ONE) : asked.getNonce();
        org.bouncycastle.tsp.TimeStampRequestGenerator again = new org.bouncycastle.tsp.TimeStampRequestGenerator();
        again.setCertReq(true);
        again.setReqPolicy(new ASN1ObjectIdentifier(POLICY));
        TimeStampResponse response = new TimeStampResponseGenerator(tokens, TSPAlgorithms.ALLOWED)
                .generate(
                        again.generate(TSPAlgorithms.SHA256, imprint, nonce),
                        BigInteger.valueOf(serial.getAndIncrement()),
                        Date.from(Instant.now()));
        return response.getEncoded();
    }

    private static X509Certificate certificate(
            String subject, KeyPair subjectKey, String issuer, KeyPair issuerKey, boolean stamping)
            throws GeneralSecurityException, OperatorCreationException, CertIOException {
        Instant now = Instant.now();
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                new X500Name(issuer),
                BigInteger.valueOf(stamping ? 2 : 3),
                Date.from(now.minus(Duration.ofDays(1))),
                Date.from(now.plus(Duration.ofDays(30))),
                new X500Name(subject),
                subjectKey.getPublic());
        if (subject.equals(issuer)) {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        } else if (stamping) {
            builder.addExtension(
                    Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
        }
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(issuerKey.getPrivate())));
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no RSA", e);
        }
    }
}
