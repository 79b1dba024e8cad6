package io.tradepost.archive.text;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.mime.Fingerprint;
import io.tradepost.extract.wire.Unread;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The texts that were read, one file for each distinct attachment. Derived: it may be deleted at any time, whole or in part,
 * and is then filled again.
 *
 * <p>A file is {@code "TPT1" shape:1 reasons:4 any:1 nonce:12} in clear, then the deflated UTF-8 text under AES-256-GCM with
 * {@link Fingerprint#key} and everything before it authenticated.
 */
public final class TextStore {
    private static final Logger LOG = LoggerFactory.getLogger(TextStore.class);
    private static final int MAGIC = 0x54505431;
    /** Changed whenever the same document would give another text, so that it is read again. */
    private static final byte SHAPE = 1;

    private static final int NONCE = 12;
    private static final int HEAD = 4 + 1 + 4 + 1 + NONCE;
    private static final int TAG_BITS = 128;
    private static final int MOST_REMEMBERED = 20_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path folder;
    private final AtomicLong temporary = new AtomicLong();
    private final Map<String, TextState> states = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TextState> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    /**
     * @param folder made when first needed
     */
    public TextStore(Path folder) {
        this.folder = folder;
    }

    /** What was read of the attachment with this fingerprint, if anything was. */
    public Optional<AttachmentText> text(Fingerprint fingerprint) {
        Optional<byte[]> file = file(fingerprint.sha256(), Integer.MAX_VALUE);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        byte[] bytes = file.get();
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, fingerprint, bytes);
            byte[] plain = cipher.doFinal(bytes, HEAD, bytes.length - HEAD);
            try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(plain))) {
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                return Optional.of(new AttachmentText(text, reasons(bytes)));
            }
        } catch (GeneralSecurityException | IOException e) {
            LOG.warn("the text of attachment {} is damaged; it is read again", fingerprint.sha256(), e);
            forget(Set.of(fingerprint.sha256()));
            return Optional.empty();
        }
    }

    /** Whether the text of the attachment with this SHA-256 can be searched; empty while it was not read. */
    public Optional<TextState> state(String sha256) {
        synchronized (states) {
            TextState known = states.get(sha256);
            if (known != null) {
                return Optional.of(known);
            }
        }
        Optional<TextState> found = file(sha256, HEAD).map(head -> {
            Set<Unread> unread = reasons(head);
            return new TextState(AttachmentText.searchable(unread, head[9] != 0), AttachmentText.reasons(unread));
        });
        found.ifPresent(state -> remember(sha256, state));
        return found;
    }

    /** Keeps a text. A temporary failure if the disk does not take it. */
    public void put(Fingerprint fingerprint, AttachmentText text) {
        ByteBuffer head = ByteBuffer.allocate(HEAD)
                .putInt(MAGIC)
                .put(SHAPE)
                .putInt(bits(text.unread()))
                .put((byte) (text.text().isBlank() ? 0 : 1));
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        head.put(nonce);
        Path place = place(fingerprint.sha256());
        Path unfinished = folder.resolve("new-" + temporary.incrementAndGet());
        try {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
                out.write(text.text().getBytes(StandardCharsets.UTF_8));
            }
            byte[] locked =
                    cipher(Cipher.ENCRYPT_MODE, fingerprint, head.array()).doFinal(packed.toByteArray());
            Files.createDirectories(place.getParent());
            byte[] whole = Arrays.copyOf(head.array(), HEAD + locked.length);
            System.arraycopy(locked, 0, whole, HEAD, locked.length);
            // Not synced: what a power cut damages fails its check and is read again.
            Files.write(unfinished, whole);
            Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw ArchiveException.temporary("the text of an attachment can't be kept: " + e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw ArchiveException.permanent("this Java lacks AES-GCM", e);
        }
        remember(fingerprint.sha256(), new TextState(text.searchable(), text.reasons()));
    }

    /** Deletes the texts of these attachments. If one of them is still needed elsewhere it is read again there. */
    public void forget(Set<String> sha256s) {
        for (String sha256 : sha256s) {
            synchronized (states) {
                states.remove(sha256);
            }
            try {
                Files.deleteIfExists(place(sha256));
            } catch (IOException e) {
                throw ArchiveException.temporary("the text of an attachment can't be deleted: " + e.getMessage(), e);
            }
        }
    }

    /** Deletes everything. */
    public void clear() {
        synchronized (states) {
            states.clear();
        }
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                if (!one.equals(folder)) {
                    Files.deleteIfExists(one);
                }
            }
        } catch (IOException e) {
            throw ArchiveException.temporary("the texts of attachments can't be deleted: " + e.getMessage(), e);
        }
    }

    private void remember(String sha256, TextState state) {
        synchronized (states) {
            states.put(sha256, state);
        }
    }

    private Path place(String sha256) {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a SHA-256: " + sha256);
        }
        return folder.resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    private Optional<byte[]> file(String sha256, int most) {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(place(sha256)))) {
            byte[] bytes = in.readNBytes(most);
            boolean ours = bytes.length >= HEAD && ByteBuffer.wrap(bytes).getInt() == MAGIC && bytes[4] == SHAPE;
            return ours ? Optional.of(bytes) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.warn("the text of attachment {} can't be read from disk", sha256, e);
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, Fingerprint fingerprint, byte[] head) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                mode,
                new SecretKeySpec(fingerprint.key(), "AES"),
                new GCMParameterSpec(TAG_BITS, head, HEAD - NONCE, NONCE));
        cipher.updateAAD(head, 0, HEAD);
        return cipher;
    }

    private static int bits(Set<Unread> reasons) {
        return reasons.stream().mapToInt(Unread::bit).reduce(0, (a, b) -> a | b);
    }

    private static Set<Unread> reasons(byte[] head) {
        int bits = ByteBuffer.wrap(head, 5, 4).getInt();
        EnumSet<Unread> reasons = EnumSet.noneOf(Unread.class);
        for (Unread one : Unread.values()) {
            if ((bits & one.bit()) != 0) {
                reasons.add(one);
            }
        }
        return reasons;
    }
}
