package io.tradepost.server.control;

import java.util.Arrays;
import java.util.Optional;

/** What a frame carries. */
enum FrameType {
    /** Server: 32 random bytes. */
    CHALLENGE(1),
    /** Client: 32 random bytes of its own, and the proof that it knows the secret. */
    PROOF(2),
    /** Server: its own proof. */
    WELCOME(3),
    /** Server: why it will not serve; text. */
    REFUSED(4),
    /** Client: the command, see {@link ControlRequest}. */
    COMMAND(5),
    /** Server: bytes for standard output. */
    OUT(6),
    /** Server: bytes for standard error. */
    ERR(7),
    /** Server: the command wants standard input, which is not sent before. */
    WANT_INPUT(8),
    /** Client: bytes of standard input; none at its end. */
    INPUT(9),
    /** Server: exit code, 4 bytes; the last frame. */
    EXIT(10);

    private final byte code;

    FrameType(int code) {
        this.code = (byte) code;
    }

    byte code() {
        return code;
    }

    static Optional<FrameType> of(byte code) {
        return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
    }
}
