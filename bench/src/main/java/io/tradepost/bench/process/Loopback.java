package io.tradepost.bench.process;

import io.tradepost.bench.BenchException;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Connections to servers under test. */
public final class Loopback {
    private static final String ADDRESS = "127.0.0.1";

    private Loopback() {}

    /** To a port without TLS. */
    public static Socket clear(int port) throws IOException {
        return new Socket(ADDRESS, port);
    }

    /** To a port with TLS from the first octet. */
    public static Socket tls(int port) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new AnyCertificate()}, null);
            return context.getSocketFactory().createSocket(ADDRESS, port);
        } catch (GeneralSecurityException e) {
            throw new BenchException("this Java has no TLS", e);
        }
    }

    /** The server made its certificate itself a moment ago, on this machine. */
    private static final class AnyCertificate implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
