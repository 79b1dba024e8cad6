package io.tradepost.archive.proof.stamp;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.journal.Digests;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.util.Selector;

/** Checks tokens: that they are for these bytes, and that whoever signed them is who they should be. */
public final class StampCheck {
    private final Optional<String> policy;
    private final List<X509Certificate> roots;

    /**
     * @param policy demanded policy
     * @param roots  certificates that the signer's must lead to; with none, any signer is taken
     */
    public StampCheck(Optional<String> policy, List<X509Certificate> roots) {
        this.policy = policy;
        this.roots = List.copyOf(roots);
    }

    /** A check that takes any authority. */
    public static StampCheck ofAnybody() {
        return new StampCheck(Optional.empty(), List.of());
    }

    /** When the token says that the bytes existed. A permanent {@link ArchiveException} when it does not say so rightly. */
    public Instant check(byte[] token, byte[] stamped) {
        try {
            return check(new TimeStampToken(new CMSSignedData(token)), stamped);
        } catch (TSPException | CMSException | IOException | GeneralSecurityException | OperatorCreationException e) {
            throw wrong(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            if (e instanceof ArchiveException known) {
                throw known;
            }
            // Hostile DER makes parsers throw what they like.
            throw wrong("it cannot be read", e);
        }
    }

    private Instant check(TimeStampToken token, byte[] stamped)
            throws TSPException, CMSException, GeneralSecurityException, OperatorCreationException, IOException {
        var info = token.getTimeStampInfo();
        boolean same = info.getMessageImprintAlgOID().equals(NISTObjectIdentifiers.id_sha256)
                && Arrays.equals(
                        info.getMessageImprintDigest(), Digests.sha256().digest(stamped));
        if (!same) {
            throw wrong("it was given for something else", new IllegalStateException("imprint"));
        }
        if (policy.isPresent() && !policy.get().equals(info.getPolicy().getId())) {
            throw wrong("it was given under policy " + info.getPolicy(), new IllegalStateException("policy"));
        }
        @SuppressWarnings("unchecked") // The selector's type is raw; what it selects are certificates.
        Selector<X509CertificateHolder> sid = token.getSID();
        X509CertificateHolder signer = token.getCertificates().getMatches(sid).stream()
                .findFirst()
                .orElseThrow(
                        () -> wrong("it does not bring its signer's certificate", new IllegalStateException("sid")));
        // Checks the signature, that the certificate was valid at that time, and that it is meant for stamping
        // (RFC 3161 section 2.3).
        token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(signer));
        Instant when = info.getGenTime().toInstant();
        if (!roots.isEmpty()) {
            leadsToARoot(token, signer, when);
        }
        return when;
    }

    private void leadsToARoot(TimeStampToken token, X509CertificateHolder signer, Instant when)
            throws GeneralSecurityException {
        JcaX509CertificateConverter converter = new JcaX509CertificateConverter();
        Set<TrustAnchor> anchors = new HashSet<>();
        roots.forEach(root -> anchors.add(new TrustAnchor(root, null)));
        X509CertSelector target = new X509CertSelector();
        target.setCertificate(converter.getCertificate(signer));
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
        List<X509Certificate> brought = new ArrayList<>();
        for (X509CertificateHolder holder : token.getCertificates().getMatches(null)) {
            brought.add(converter.getCertificate(holder));
        }
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(brought)));
        parameters.setDate(java.util.Date.from(when));
        // Whether a certificate was revoked years ago can't be asked years later; the time decides.
        parameters.setRevocationEnabled(false);
        CertPathBuilder.getInstance("PKIX").build(parameters);
    }

    private static ArchiveException wrong(String why, Exception cause) {
        return ArchiveException.permanent("the time-stamp is not good: " + why, cause);
    }
}
