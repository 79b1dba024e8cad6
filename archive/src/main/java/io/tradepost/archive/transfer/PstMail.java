package io.tradepost.archive.transfer;

import com.pff.PSTAttachment;
import com.pff.PSTException;
import com.pff.PSTFile;
import com.pff.PSTFolder;
import com.pff.PSTMessage;
import com.pff.PSTObject;
import io.tradepost.archive.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Vector;

/**
 * Takes the messages out of an Outlook data file (MS-PST). Outlook does not keep a message as it was sent: what is archived is
 * put together again from its fields, the same bytes each time, and the record says so.
 */
final class PstMail {
    private static final byte[] MAGIC = "!BDN".getBytes(StandardCharsets.US_ASCII); // MS-PST section 2.2.2.6
    private static final int DEEPEST = 100;

    // MS-PST sections 2.2.2.5 and 2.2.2.6: wVer, and ibFileEof of the root that stands in the header.
    private static final int HEADER = 252;
    private static final int VERSION_AT = 10;
    private static final int FIRST_UNICODE_VERSION = 23;
    private static final int LENGTH_AT_UNICODE = 184;
    private static final int LENGTH_AT_ANSI = 168;

    private final Path file;
    private final MboxFile.Receiver receiver;

    PstMail(Path file, MboxFile.Receiver receiver) {
        this.file = file;
        this.receiver = receiver;
    }

    /** Whether a file begins as an Outlook data file does. */
    static boolean looksLikeOne(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
        }
    }

    void read() throws IOException {
        sayIfCutShort();
        try {
            PSTFile pst = new PSTFile(file.toFile());
            try {
                folder(pst.getRootFolder(), "", 0);
            } finally {
                pst.close();
            }
        } catch (PSTException | RuntimeException e) {
            // The library meets broken files with any exception there is.
            receiver.failed(file.toString(), "can't be read to its end: " + e.getMessage());
        }
    }

    /** The library reads what is there of a file that breaks off and says nothing of the rest. */
    private void sayIfCutShort() throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(HEADER);
        }
        if (head.length < HEADER) {
            receiver.failed(file.toString(), "is shorter than the header of an Outlook data file");
            return;
        }
        ByteBuffer header = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        boolean wide = Short.toUnsignedInt(header.getShort(VERSION_AT)) >= FIRST_UNICODE_VERSION;
        long told = wide ? header.getLong(LENGTH_AT_UNICODE) : Integer.toUnsignedLong(header.getInt(LENGTH_AT_ANSI));
        if (Files.size(file) < told) {
            receiver.failed(file.toString(), "ends after " + Files.size(file) + " of " + told + " bytes");
        }
    }

    private void folder(PSTFolder folder, String path, int depth) throws IOException {
        if (depth > DEEPEST) {
            receiver.failed(file + path, "folders nested deeper than " + DEEPEST);
            return;
        }
        try {
            if (folder.getContentCount() > 0) {
                PSTObject child = folder.getNextChild();
                while (child != null) {
                    if (child instanceof PSTMessage message) {
                        message(message, path);
                    }
                    child = folder.getNextChild();
                }
            }
        } catch (PSTException | RuntimeException e) {
            receiver.failed(file + path, "the folder can't be read to its end: " + e.getMessage());
        }
        try {
            if (folder.hasSubfolders()) {
                Vector<PSTFolder> inner = folder.getSubFolders();
                for (PSTFolder one : inner) {
                    folder(one, path + "/" + one.getDisplayName(), depth + 1);
                }
            }
        } catch (PSTException | RuntimeException e) {
            receiver.failed(file + path, "its folders can't be read: " + e.getMessage());
        }
    }

    private void message(PSTMessage message, String path) throws IOException {
        String name = file + path + " item " + message.getDescriptorNodeId();
        byte[] bytes;
        try {
            bytes = new RebuiltMail(message).bytes();
        } catch (PSTException | RuntimeException e) {
            receiver.failed(name, "can't be put together: " + e.getMessage());
            return;
        }
        receiver.message(new MailSource(
                name,
                "pst",
                message.getSenderEmailAddress(),
                Content.of(bytes),
                Map.of(
                        "import.folder",
                        path,
                        "import.item",
                        Long.toString(message.getDescriptorNodeId()),
                        "import.reconstructed",
                        "from the fields of an Outlook data file")));
    }

    /** Bytes of an attachment. */
    static byte[] bytes(PSTAttachment attachment) throws PSTException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (InputStream in = attachment.getFileInputStream()) {
            in.transferTo(out);
        }
        return out.toByteArray();
    }
}
