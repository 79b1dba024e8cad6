package io.tradepost.server.e2e.kit;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.helper.SimpleMessageListener;
import org.subethamail.smtp.server.SMTPServer;

/** A provider's relay on loopback: STARTTLS and a password before it takes mail for the world. */
public final class Relay implements AutoCloseable {
    private static final String KEYS = "for-a-test";

    private final SSLContext tls;
    private final SMTPServer server;
    private final List<byte[]> arrived = new CopyOnWriteArrayList<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private volatile String protocol = "TLSv1.3";

    private Relay(SSLContext tls, String user, String password) {
        this.tls = tls;
        this.server = SMTPServer.port(Ports.free())
                .bindAddress(InetAddress.getLoopbackAddress())
                .hostName("localhost")
                .enableTLS()
                .requireTLS()
                .startTlsSocketFactory(this::secure)
                .requireAuth()
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((name, given, context) -> {
                    if (!name.equals(user) || !given.equals(password)) {
                        refused.add(name);
                        throw new LoginFailedException("5.7.8 no such user or password");
                    }
                }))
                .simpleMessageListener(new Taker())
                .build();
    }

    /**
     * Opens it on a free port, with a certificate that nobody vouches for.
     *
     * @param folder for its key
     */
    public static Relay open(Path folder, String user, String password) {
        Relay relay = new Relay(selfSigned(folder), user, password);
        relay.server.start();
        return relay;
    }

    private static SSLContext selfSigned(Path folder) {
        try {
            Files.createDirectories(folder);
            Path keys = folder.resolve("relay.p12");
            String keytool =
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
            Finished made = Finished.run(
                    new ProcessBuilder(
                            keytool,
                            "-genkeypair",
                            "-keyalg",
                            "EC",
                            "-dname",
                            "CN=localhost",
                            "-ext",
                            "SAN=dns:localhost",
                            "-alias",
                            "relay",
                            "-storetype",
                            "PKCS12",
                            "-storepass",
                            KEYS,
                            "-keystore",
                            keys.toString()),
                    "");
            if (made.code() != 0) {
                throw new AssertionError("no key: " + made);
            }
            KeyStore store = KeyStore.getInstance(keys.toFile(), KEYS.toCharArray());
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, KEYS.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError("no key for the relay", e);
        }
    }

    private SSLSocket secure(java.net.Socket plain) throws IOException {
        SSLSocketFactory factory = tls.getSocketFactory();
        InetSocketAddress remote = (InetSocketAddress) plain.getRemoteSocketAddress();
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, remote.getHostString(), plain.getPort(), true);
        socket.setUseClientMode(false);
        socket.setEnabledProtocols(new String[] {protocol});
        return socket;
    }

    /** From now on it speaks only this version of TLS. */
    public void speakOnly(String version) {
        protocol = version;
    }

    /** Its port. */
    public int port() {
        return server.getPort();
    }

    /** How often it refused a password. */
    public int refusals() {
        return refused.size();
    }

    /** How many of the messages that it took contain this text. */
    public long count(String containing) {
        return arrived.stream()
                .filter(message ->
                        new String(message, java.nio.charset.StandardCharsets.ISO_8859_1).contains(containing))
                .count();
    }

    private final class Taker implements SimpleMessageListener {
        @Override
        public boolean accept(String from, String recipient) {
            return true;
        }

        @Override
        public void deliver(String from, String recipient, InputStream data) throws IOException {
            arrived.add(data.readAllBytes());
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
