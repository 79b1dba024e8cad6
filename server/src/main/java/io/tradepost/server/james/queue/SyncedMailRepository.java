package io.tradepost.server.james.queue;

import com.google.common.hash.Hashing;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.lifecycle.api.Configurable;
import org.apache.james.mailrepository.api.Initializable;
import org.apache.james.mailrepository.api.MailKey;
import org.apache.james.mailrepository.api.MailRepository;
import org.apache.mailet.Mail;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of mail that is on the disk when {@link #store} returns, so that the queue may forget it.
 *
 * <p>James's own {@code FileMailRepository} syncs nothing, writes a mail's headers anew, and deletes a mail that it can't
 * read. Here a file that can't be read stays for a person to look at.
 */
public final class SyncedMailRepository implements MailRepository, Configurable, Initializable {
    private static final Logger LOG = LoggerFactory.getLogger(SyncedMailRepository.class);
    private static final String ENDING = ".mail";

    private final FileSystem files;
    private Path folder = Path.of("");

    @Inject
    public SyncedMailRepository(FileSystem files) {
        this.files = files;
    }

    @Override
    public void configure(HierarchicalConfiguration<ImmutableNode> configuration) throws ConfigurationException {
        String url = configuration.getString("[@destinationURL]");
        try {
            folder = files.getFile(url).toPath();
        } catch (IOException e) {
            throw new ConfigurationException("no folder for " + url, e);
        }
    }

    @Override
    public void init() throws IOException {
        Files.createDirectories(folder);
    }

    private Path file(MailKey key) {
        // Names come with parts that strangers chose, such as a domain.
        String hash = Hashing.sha256()
                .hashString(key.asString(), StandardCharsets.UTF_8)
                .toString();
        return folder.resolve(hash + ENDING);
    }

    @Override
    public MailKey store(Mail mail) throws MessagingException {
        MailKey key = MailKey.forMail(mail);
        try {
            Path file = file(key);
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            try (FileChannel channel = FileChannel.open(
                    fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer bytes = ByteBuffer.wrap(MailFile.write(mail));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            move(fresh, file);
            syncFolder();
            return key;
        } catch (IOException e) {
            throw new MessagingException("mail " + key.asString() + " can't be kept in " + folder, e);
        }
    }

    private static void move(Path fresh, Path file) throws IOException {
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            LOG.warn("the file system of {} can't replace a file in one step", file.getParent(), e);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** A new name is on the disk only when its folder is. */
    private void syncFolder() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private List<Path> all() throws MessagingException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(file -> file.getFileName().toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new MessagingException("can't list " + folder, e);
        }
    }

    @Override
    public long size() throws MessagingException {
        return all().size();
    }

    @Override
    public Iterator<MailKey> list() throws MessagingException {
        return look().stream().map(kept -> MailKey.forMail(kept.head())).iterator();
    }

    /**
     * A mail that lies here.
     *
     * @param head the mail without its message
     * @param size bytes of its message
     */
    record Kept(Mail head, long size) {}

    /** What lies here; messages are not opened. A file that can't be read is said in the log and left out. */
    List<Kept> look() throws MessagingException {
        List<Kept> found = new ArrayList<>();
        for (Path file : all()) {
            try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
                byte[] line = String.valueOf(reader.readLine()).getBytes(StandardCharsets.ISO_8859_1);
                Mail head = MailFile.readHead(new String(line, StandardCharsets.UTF_8));
                found.add(new Kept(head, Files.size(file) - line.length - 1));
            } catch (NoSuchFileException e) {
                LOG.debug("{} was taken meanwhile", file, e);
            } catch (IOException | IllegalArgumentException e) {
                LOG.warn("{} can't be read; it stays where it is", file, e);
            }
        }
        return found;
    }

    @Override
    public @Nullable Mail retrieve(MailKey key) throws MessagingException {
        Path file = file(key);
        try {
            return MailFile.read(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            LOG.debug("{} is not there", key.asString(), e);
            return null;
        } catch (IOException | IllegalArgumentException e) {
            throw new MessagingException(file + " can't be read; it stays where it is", e);
        }
    }

    @Override
    public void remove(MailKey key) throws MessagingException {
        try {
            Files.deleteIfExists(file(key));
        } catch (IOException e) {
            throw new MessagingException("mail " + key.asString() + " can't be removed from " + folder, e);
        }
    }

    @Override
    public void removeAll() throws MessagingException {
        Iterator<MailKey> keys = list();
        while (keys.hasNext()) {
            remove(keys.next());
        }
    }
}
