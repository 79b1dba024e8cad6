package io.tradepost.archive.proof.place;

import io.tradepost.archive.ArchiveException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.james.mime4j.dom.BinaryBody;
import org.apache.james.mime4j.dom.Body;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.SingleBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;

/** Makes a second place that can be read of the messages that {@link MailPlace} sent. */
public final class MailedEvidence {
    /** Nothing but what a place may hold: a message is a stranger's until its checkpoint's signature is checked. */
    private static final Pattern NAME = Pattern.compile(
            "[0-9a-f-]{36}/(keys|checkpoint/newest|checkpoint/(x[0-9]{3}/)*[0-9]{3}|tile/0/(x[0-9]{3}/)*[0-9]{3}(\\.p/[0-9]{1,3})?)");

    private final FolderShelf shelf;

    /** Into this folder, which is made if it is not there. */
    public MailedEvidence(Path folder) {
        this.shelf = new FolderShelf(folder.toString(), folder, false);
    }

    /** Takes what a message brings; how many files that were. Messages are to be given oldest first. */
    public int unpack(InputStream message) {
        try {
            Message parsed = new DefaultMessageBuilder().parseMessage(message);
            return unpack(parsed);
        } catch (IOException e) {
            throw ArchiveException.temporary("the message cannot be read: " + e.getMessage(), e);
        }
    }

    private int unpack(Entity entity) throws IOException {
        Body body = entity.getBody();
        int files = 0;
        if (body instanceof Multipart multipart) {
            for (Entity part : multipart.getBodyParts()) {
                files += unpack(part);
            }
        } else if (body instanceof SingleBody single && take(entity, single)) {
            files++;
        }
        return files;
    }

    private boolean take(Entity entity, SingleBody body) throws IOException {
        Optional<String> name = Optional.ofNullable(entity.getHeader().getField("Content-Location"))
                .map(field -> field.getBody().replaceAll("\\s", ""))
                .filter(text -> NAME.matcher(text).matches());
        if (name.isEmpty()) {
            return false;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (body instanceof BinaryBody binary) {
            binary.getInputStream().transferTo(bytes);
        } else {
            body.writeTo(bytes);
        }
        shelf.put(name.get(), bytes.toByteArray());
        return true;
    }
}
