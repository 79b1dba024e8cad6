package io.tradepost.server.e2e.kit;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.angus.mail.imap.IMAPMessage;

/** A mailbox read over IMAP with TLS by a mail library that knows nothing of ours. */
public final class Imap {
    private final int port;
    private final RunningServer.DemoAccount account;

    private Imap(int port, RunningServer.DemoAccount account) {
        this.port = port;
        this.account = account;
    }

    /** The mailbox of a demo account. */
    public static Imap of(RunningServer server, String local) {
        return new Imap(server.port("imaps"), server.account(local));
    }

    /**
     * A message as the client sees it.
     *
     * @param bytes    as fetched
     * @param keywords its IMAP keywords
     * @param seen     whether it is marked as read
     */
    public record Delivered(byte[] bytes, Set<String> keywords, boolean seen) {
        /** Its text, each byte one character. */
        public String text() {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }

        /** The header fields of this name, unfolded. */
        public List<String> header(String name) {
            String head = text().split("\r\n\r\n", 2)[0].replaceAll("\r\n[ \t]+", " ");
            return head.lines()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .toList();
        }
    }

    /** The messages of INBOX whose bytes contain this text. */
    public List<Delivered> inbox(String containing) {
        return folder("INBOX", containing);
    }

    /** The messages of a folder whose bytes contain this text. */
    public List<Delivered> folder(String name, String containing) {
        try (Store store = open();
                Folder folder = store.getFolder(name)) {
            folder.open(Folder.READ_ONLY);
            Message[] messages = folder.getMessages();
            FetchProfile flags = new FetchProfile();
            flags.add(FetchProfile.Item.FLAGS);
            flags.add("Subject");
            folder.fetch(messages, flags);
            List<Delivered> found = new ArrayList<>();
            for (Message message : messages) {
                Delivered delivered = read(message);
                if (delivered.text().contains(containing)) {
                    found.add(delivered);
                }
            }
            return found;
        } catch (MessagingException | IOException e) {
            throw new AssertionError("INBOX of " + account.address() + " can't be read", e);
        }
    }

    /** The exact bytes of each message of a folder, as the server sends them. */
    public List<byte[]> raw(String name) {
        List<byte[]> all = new ArrayList<>();
        try (Store store = open();
                Folder folder = store.getFolder(name)) {
            folder.open(Folder.READ_ONLY);
            for (Message message : folder.getMessages()) {
                try (InputStream bytes = ((IMAPMessage) message).getMimeStream()) {
                    all.add(bytes.readAllBytes());
                }
            }
            return all;
        } catch (MessagingException | IOException e) {
            throw new AssertionError(name + " of " + account.address() + " can't be read", e);
        }
    }

    /** When the messages of a folder came, as the server says. */
    public List<java.time.Instant> internalDates(String name) {
        try (Store store = open();
                Folder folder = store.getFolder(name)) {
            folder.open(Folder.READ_ONLY);
            List<java.time.Instant> all = new ArrayList<>();
            for (Message message : folder.getMessages()) {
                all.add(message.getReceivedDate().toInstant());
            }
            return all;
        } catch (MessagingException e) {
            throw new AssertionError(name + " of " + account.address() + " can't be read", e);
        }
    }

    /** Waits until exactly one message with this text has come. */
    public Delivered awaitOne(String containing) {
        Eventually.until(
                "a message in INBOX of " + account.address() + " with " + containing,
                () -> !inbox(containing).isEmpty());
        List<Delivered> found = inbox(containing);
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " messages instead of one with " + containing);
        }
        return found.get(0);
    }

    /** How many messages INBOX has. */
    public int count() {
        try (Store store = open();
                Folder folder = store.getFolder("INBOX")) {
            folder.open(Folder.READ_ONLY);
            return folder.getMessageCount();
        } catch (MessagingException e) {
            throw new AssertionError("INBOX of " + account.address() + " can't be opened", e);
        }
    }

    private static Delivered read(Message message) throws MessagingException, IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        message.writeTo(bytes);
        Flags flags = message.getFlags();
        return new Delivered(
                bytes.toByteArray(), new TreeSet<>(Set.of(flags.getUserFlags())), flags.contains(Flags.Flag.SEEN));
    }

    private Store open() throws MessagingException {
        Properties properties = new Properties();
        properties.setProperty("mail.imaps.ssl.trust", "*");
        properties.setProperty("mail.imaps.ssl.checkserveridentity", "false");
        properties.setProperty("mail.imaps.partialfetch", "false");
        properties.setProperty("mail.imaps.peek", "true");
        properties.setProperty("mail.imaps.timeout", "30000");
        properties.setProperty("mail.imaps.connectiontimeout", "60000");
        Store store = Session.getInstance(properties).getStore("imaps");
        store.connect("127.0.0.1", port, account.address(), account.password());
        return store;
    }
}
