package io.tradepost.server.e2e.kit;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** Somebody else's mail server on loopback, which keeps what it was sent and refuses whom it does not know. */
public final class World implements AutoCloseable {
    private final List<Arrived> arrived = new CopyOnWriteArrayList<>();
    private final Set<String> unknown = ConcurrentHashMap.newKeySet();
    private final Set<String> later = ConcurrentHashMap.newKeySet();
    private final SMTPServer server;

    private World(int port) {
        this.server = SMTPServer.port(port)
                .bindAddress(InetAddress.getLoopbackAddress())
                .hostName("world.example")
                .requireTLS(false)
                .messageHandlerFactory(Handler::new)
                .build();
    }

    /** Opens it on a free port. */
    public static World open() {
        World world = new World(Ports.free());
        world.server.start();
        return world;
    }

    /**
     * A message that it took.
     *
     * @param helo how the client called itself
     */
    public record Arrived(String helo, String from, List<String> to, byte[] bytes) {
        /** Its text, each byte one character. */
        public String text() {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }

        /** Its text without the trace field that this server itself put above it. */
        public String asSent() {
            return text().replaceFirst("\\AReceived: [^\r\n]*\r\n(?:[ \t][^\r\n]*\r\n)*", "");
        }
    }

    /** Its port. */
    public int port() {
        return server.getPort();
    }

    /** From now on it knows nobody of this address (550). */
    public void refuse(String address) {
        unknown.add(address.toLowerCase(Locale.ROOT));
    }

    /** From now on until told otherwise it wants mail for this address later (451). */
    public void delay(String address) {
        later.add(address.toLowerCase(Locale.ROOT));
    }

    /** Takes mail for this address again. */
    public void undelay(String address) {
        later.remove(address.toLowerCase(Locale.ROOT));
    }

    /** All that arrived. */
    public List<Arrived> arrivals() {
        return List.copyOf(arrived);
    }

    /** What arrived and contains this text. */
    public List<Arrived> with(String containing) {
        return arrived.stream()
                .filter(message -> message.text().contains(containing))
                .toList();
    }

    /** Waits for messages with this text, and gives them. */
    public List<Arrived> await(String containing, int count) {
        Eventually.until(
                count + " messages at the other server with " + containing,
                () -> with(containing).size() >= count);
        return with(containing);
    }

    private final class Handler implements MessageHandler {
        private final MessageContext context;
        private final List<String> to = new CopyOnWriteArrayList<>();
        private String from = "";

        Handler(MessageContext context) {
            this.context = context;
        }

        @Override
        public void from(String address) {
            from = address;
        }

        @Override
        public void recipient(String address) throws RejectException {
            if (unknown.contains(address.toLowerCase(Locale.ROOT))) {
                throw new RejectException(550, "5.1.1 nobody of that name here");
            }
            if (later.contains(address.toLowerCase(Locale.ROOT))) {
                throw new RejectException(451, "4.3.0 come back later");
            }
            to.add(address);
        }

        @Override
        public String data(InputStream data) throws IOException {
            arrived.add(new Arrived(context.getHelo().orElse(""), from, List.copyOf(to), data.readAllBytes()));
            return "taken";
        }

        @Override
        public void done() {}
    }

    @Override
    public void close() {
        server.stop();
    }
}
