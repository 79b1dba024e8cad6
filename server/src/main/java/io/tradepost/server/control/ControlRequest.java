package io.tradepost.server.control;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A command that was typed somewhere else.
 *
 * @param arguments as typed
 * @param folder    the caller's working folder, absolute: what relative paths in the arguments are relative to
 * @param language  BCP 47, such as {@code zh-CN}
 * @param user      the caller's name on this machine, for the audit
 * @param width     columns of the caller's terminal
 */
public record ControlRequest(List<String> arguments, String folder, String language, String user, int width) {
    private static final int FORMAT = 1;
    private static final int MOST_ARGUMENTS = 10_000;

    public ControlRequest {
        arguments = List.copyOf(arguments);
    }

    byte[] encode() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeByte(FORMAT);
        text(out, folder);
        text(out, language);
        text(out, user);
        out.writeInt(width);
        out.writeInt(arguments.size());
        for (String argument : arguments) {
            text(out, argument);
        }
        return bytes.toByteArray();
    }

    static ControlRequest decode(byte[] body) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(body));
        int format = in.readByte();
        if (format != FORMAT) {
            throw new IOException("the command comes from another version of Tradepost");
        }
        String folder = text(in);
        String language = text(in);
        String user = text(in);
        int width = in.readInt();
        int count = in.readInt();
        if (count < 0 || count > MOST_ARGUMENTS) {
            throw new IOException(count + " arguments are too many");
        }
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            arguments.add(text(in));
        }
        return new ControlRequest(arguments, folder, language, user, width);
    }

    // DataOutputStream.writeUTF stops at 64 KiB.
    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("a text runs beyond its frame");
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
}
